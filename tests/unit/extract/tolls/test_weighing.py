"""One toll for each outcome from all the claims of a story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.tolls.find import find_casualties
from pipeline.extract.tolls.weighing import story_toll
from pipeline.records import Article, Casualty
from pipeline.text import Document, read_document


def document(text: str, title: str | None = None) -> Document:
    at = datetime(2022, 8, 26, tzinfo=UTC)
    return read_document(Article("a", text, title=title, published_at=at))


def tolls(text: str, title: str | None = None) -> tuple[Casualty, ...]:
    doc = document(text, title)
    return story_toll(doc, find_casualties(doc))


def totals(text: str, title: str | None = None) -> dict[str, int | None]:
    """The total of each outcome; what others say of it stands behind it."""
    told = reversed(tolls(text, title))
    return {toll.outcome: toll.best for toll in told if toll.part_of is None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four people were shot. One of them died.", {"killed": 1, "injured": 3}),
        ("Eight people died and 16 sustained injuries.", {"killed": 8, "injured": 16}),
        ("Dozens of people were killed in the raid.", {"killed": 36}),
        ("Several villagers were killed in the raid.", {"killed": 5}),
        ("He killed his wife and then fatally shot three men.", {"killed": 4}),
        ("Four people were shot, one fatally.", {"killed": 1, "injured": 3}),
        (
            "Ann Lee was killed. Lee and the four other teens were shot.",
            {"killed": 1, "injured": 4},
        ),
        ("Police found four gunshot victims. One of them died.", {"killed": 1, "injured": 3}),
        ("Teens and a boy were hurt. Four young people were hurt.", {"injured": 4}),
        ("Both passengers were hurt. No officers were hurt.", {"injured": 2}),
        ("Two dead, three hospitalized after a shooting.", {"killed": 2, "injured": 3}),
        ("Eight sailors were wounded. Ten other people were also injured.", {"injured": 18}),
        (
            "Five people were shot, two fatally. Three others were hurt.",
            {"killed": 2, "injured": 3},
        ),
        ("He killed his wife, their two children and himself.", {"killed": 4}),
        ("Four people were wounded in a shooting.", {"injured": 4}),
        ("A man was shot and killed.", {"killed": 1}),
        ("One man is in critical condition and three others are hurt.", {"injured": 4}),
        ("Three people were killed. Nobody was hurt.", {"killed": 3, "injured": 0}),
        ("A man was found shot dead in a car.", {"killed": 1}),
        (
            "Twelve soldiers were killed. More than 30 attackers were killed as they fled.",
            {"killed": 12},
        ),
        ("He shot his daughter dead before turning the gun on himself.", {"killed": 2}),
        (
            "A man killed five relatives and then himself. One of the five was a nurse.",
            {"killed": 6},
        ),
        ("Suspect and two victims shot dead in Alton.", {"killed": 3}),
        ("Five people died. The man told police that he had shot four people.", {"killed": 5}),
        ("A boy shot another boy in Alton, and the victim has died.", {"killed": 1}),
        ("In a murder-suicide a man shot a woman and a boy and then himself.", {"killed": 3}),
        ("Police shot dead a man who had stabbed two people.", {"killed": 1, "injured": 2}),
        (
            "A double shooting in Alton left one man dead and another in critical condition.",
            {"killed": 1, "injured": 1},
        ),
        ("Police look into a murder-suicide in Alton.", {"killed": None}),
        ("Two boys and their parents are dead. All four were found dead.", {"killed": 4}),
        ("There were no casualties.", {"killed": 0, "injured": 0}),
        (
            "Rockets killed five people. Another twelve were wounded and taken to hospital.",
            {"killed": 5, "injured": 12},
        ),
        ("A minister was shot dead in Lima. Two guards were also killed.", {"killed": 3}),
        ("The raiders fled; nobody was hurt.", {"killed": 0, "injured": 0}),
        (
            "Bombs killed three clerks. Nine guards are being treated.",
            {"killed": 3, "injured": 9},
        ),
        (
            "Shells killed three nuns and left a boy of nine with burns.",
            {"killed": 3, "injured": 1},
        ),
        ("Dozens fled. More than 300 had bullet wounds.", {"injured": 300}),
        ("A bomber blew himself up and killed four.", {"killed": 4}),
        ("A bomb exploded.", {}),
        ("Two engineers were kidnapped.", {"captured": 2}),
        (
            "Gunmen killed six people. The gunman then killed himself.",
            {"killed": 7},
        ),
        (
            "A raid killed 12 people. The hospital later said the death toll had risen to 15.",
            {"killed": 15},
        ),
        (
            "Two men were killed on Friday. Since 2014 about 9,000 people have been killed.",
            {"killed": 2},
        ),
        (
            "Several people were hurt, police said. Six people were hurt, the hospital said.",
            {"injured": 6},
        ),
    ],
)
def test_a_story_has_one_toll_for_each_outcome(text: str, expected: dict[str, int | None]) -> None:
    assert totals(text) == expected


def test_a_dead_attacker_is_none_of_those_whom_he_hit() -> None:
    told = totals("A man stabbed three people in Bern and was shot dead by officers.")
    assert told["injured"] == 3


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Four people were killed by a man before he was shot dead by police.", 5),
        ("A gunman left seven people dead before killing himself.", 8),
        ("Three women were fatally shot; the suspect is dead.", 4),
        ("The gunman was shot and killed after a rampage that left two others dead.", 3),
        ("Four people are dead after a man shot three people and then himself.", 4),
        ("Six people were killed when a suicide bomber blew himself up.", 6),
        ("Three people are dead, including the gunman.", 3),
        ("Five people were killed at a factory. The gunman, Joe Poe, also died.", 6),
        ("A mother and two children were found dead. A woman had killed herself.", 3),
    ],
)
def test_the_doer_is_counted_where_his_death_is_told_beside_theirs(text: str, killed: int) -> None:
    assert totals(text)["killed"] == killed


def test_a_title_says_what_the_lead_leaves_open() -> None:
    text = "A man died on Sunday night in Lima. His sister was taken to a hospital."
    assert totals(text, "Two dead, one hurt in Lima") == {"killed": 2, "injured": 1}


def test_a_rounded_headline_agrees_with_the_count_of_the_text() -> None:
    """Of 106 "more than 100" says all that it can; 132 would be another count."""
    lead = "At least {} marchers were killed by troops on Friday, a rights group said."
    title = "More than 100 killed as troops fire on march"
    assert totals(lead.format(106), title)["killed"] == 106
    assert totals(lead.format(132), title)["killed"] == 100
    assert totals(lead.format(106), "100 killed as troops fire on march")["killed"] == 100


def test_a_repeated_caption_counts_once() -> None:
    caption = "Two men were killed."
    text = (
        f"{caption}\n\n{caption}\n\n{caption}\n\nThree men were killed. Three people died in all."
    )
    assert totals(text)["killed"] == 3


def test_totals_come_before_their_parts() -> None:
    whole, part = tolls("At least 12 people, including three children, were killed.")
    assert (whole.best, whole.part_of) == (12, None)
    assert (part.best, part.part_of) == (3, "killed")


def test_a_toll_keeps_the_words_of_the_claim_that_says_it() -> None:
    text = "A man died. According to police, four people were killed in the raid."
    (toll,) = tolls(text)
    assert toll.claimant == "police"
    assert toll.start is not None
    assert "four people were killed" in text[toll.start : toll.end]


stories = st.lists(
    st.sampled_from(
        [
            "Four people were shot.",
            "Two men died.",
            "One of them was taken to a hospital.",
            "At least nine people, including two children, were wounded.",
            "The gunman killed himself.",
            "The death toll rose to 12.",
            "Nobody was hurt.",
            "Civilians were killed.",
            "Dozens were injured.",
        ]
    ),
    max_size=6,
)


@given(stories)
def test_bounds_are_in_order_whatever_is_told(sentences: list[str]) -> None:
    text = " ".join(sentences)
    for toll in tolls(text):
        assert toll.low is not None
        assert toll.low >= 0
        assert toll.best is None or toll.low <= toll.best
        assert None in (toll.best, toll.high) or (toll.best or 0) <= (toll.high or 0)
        assert toll.start is not None
        assert toll.end is not None
        assert 0 <= toll.start < toll.end <= len(text)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The army said 14 of its soldiers were dead and 20 fighters had been killed.", 34),
        ("Five soldiers were killed and three of the militants were killed.", 8),
        # the same again, or another's word
        ("Five people were killed and five people were killed.", 5),
        ("Five soldiers were killed, the army said, and rebels said 20 soldiers were killed.", 20),
    ],
)
def test_two_sides_of_a_fight_add_up(text: str, killed: int) -> None:
    assert totals(text)["killed"] == killed


def test_some_of_those_who_were_hurt_are_no_others() -> None:
    text = "More than 55 people were wounded, and 17 of them are still in hospital."
    assert totals(text)["injured"] == 55


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen killed a man in Homs. His brother was hit in the shoulder.",
            {"killed": 1, "injured": 1},
        ),
        ("Gunmen killed a man. A bystander was grazed in the arm.", {"killed": 1, "injured": 1}),
        ("Gunmen killed a man. The victim was hit in the head.", {"killed": 1}),
        (
            "Gunmen killed eight men. Thirteen were treated in hospital.",
            {"killed": 8, "injured": 13},
        ),
    ],
)
def test_who_is_another_or_was_treated_is_none_of_the_dead(
    text: str, expected: dict[str, int]
) -> None:
    assert totals(text) == expected
