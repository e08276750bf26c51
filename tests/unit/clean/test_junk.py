"""Junk lines: every row of the table does what its example says, and news stays."""

from __future__ import annotations

import pytest

from pipeline.clean.junk import drop_junk, load_junk_rules
from pipeline.lexicon.tables import read_table

ROWS = list(read_table("clean/junk.tsv", ("where", "max", "needs", "pattern", "example")))

NEWS = [
    "ERBIL (Kurdistan 24) – The army struck two villages on Tuesday, killing nine people.",
    "Heavy rain contributed to the flooding that killed 12 people, officials said.",
    "The worst damage was reported from the northern district.",
    "By then the town was under siege.",
    "The president will receive the report of the inquiry commission on Monday.",
    "He urged followers to join the march and posted updates on his Telegram channel.",
    "More than 100 protesters were arrested in the capital.",
    "Seen as a key ally, the general was killed by a roadside bomb.",
    "Share prices fell after the attack.",
    "“We will follow them wherever they hide,” the minister wrote on Twitter.",
    "The group said it was behind the attack (a claim that police doubt).",
    "Police closed the page of a newspaper that does not exist any more.",
    "August 15",
    "Images of the burning bus were shared online.",
    "Watch towers along the border came under fire.",
    "Related charges were dropped in May.",
    "Source of the fire was a gas bottle, the brigade said.",
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}")
def test_a_row_matches_its_example(row):
    rules = load_junk_rules()
    if row["where"] == "piece":
        assert rules.without_pieces([row["example"]]) != [row["example"]]
    else:
        assert rules.matches(row["where"], row["example"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}")
def test_a_junk_line_goes_and_the_news_before_it_stays(row):
    # at the end, since some rows count at the edges only
    piece = row["where"] == "piece"
    kept = drop_junk("\n".join([*NEWS, row["example"]])).split("\n")
    assert kept[: len(NEWS)] == NEWS
    assert len(kept) == len(NEWS) + piece


def test_news_is_no_junk():
    assert drop_junk("\n".join(NEWS)) == "\n".join(NEWS)


def test_a_dateline_stays():
    line = "KABUL, Aug. 5 (Example Agency) - A blast killed three people on Friday."
    assert drop_junk(line) == line


def test_the_title_above_the_text_goes_with_its_kicker():
    text = (
        "MIDDLE EAST\nBlast in Basra kills two\nTwo men died on Monday.\nBlast in Basra kills two"
    )
    kept = drop_junk(text, ["Blast in Basra kills two"])
    assert kept == "Two men died on Monday."


def test_a_first_sentence_is_no_kicker():
    text = "Two men died on Monday.\nBlast in Basra kills two\nPolice are looking for a third."
    kept = drop_junk(text, ["Blast in Basra kills two"])
    assert kept == "Two men died on Monday.\nPolice are looking for a third."


def test_bylines_and_dates_above_the_first_sentence_go():
    text = "Ghana – Tuesday, 23 August 2022\nEbi Tamuno, Port Harcourt\nTwo men died on Monday."
    assert drop_junk(text) == "Two men died on Monday."


def test_a_junk_heading_takes_the_headlines_after_it():
    first, last = "Two men died on Monday.", "The search goes on, the mayor said."
    # a question may be a sentence: it ends the section rather than be lost
    question = "Who will win the cup?"
    lines = [first, "You may also like...", "Mayor resigns over budget", question, last]
    assert drop_junk("\n".join(lines)).split("\n") == [first, question, last]


def test_a_pull_quote_goes_and_its_paragraph_stays():
    quote = "“They came at night and took everyone they could find.”"
    paragraph = f"{quote[:-1]} They burned the school,” said a teacher who hid in a well."
    assert drop_junk(f"{quote}\nThe village is empty.\n{paragraph}") == (
        f"The village is empty.\n{paragraph}"
    )


def test_a_paragraph_told_twice_is_told_once():
    paragraph = "Two men died on Monday when a bomb went off beside their car."
    assert drop_junk(f"{paragraph}\nPolice came.\n{paragraph}") == f"{paragraph}\nPolice came."


def test_a_date_is_a_heading_in_the_middle_and_junk_at_the_edge():
    body = [f"Event number {n} happened in the town." for n in range(20)]
    text = "\n".join(["24 July 2015, 11:28 AM", *body[:10], "24 July 2015", *body[10:]])
    assert drop_junk(text).split("\n") == [*body[:10], "24 July 2015", *body[10:]]
