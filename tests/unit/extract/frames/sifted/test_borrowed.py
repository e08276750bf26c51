"""What a text tells in borrowed words, or of another time, is none of the day's incidents."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.frames.sifted.borrowed_cues import is_item, worlds_of
from pipeline.extract.rules import load
from pipeline.lexicon.words import load_words
from pipeline.records import Article, Mention, Rejection
from pipeline.text import read_document
from tests.unit.extract.told import types

PUBLISHED = datetime(2025, 9, 5, 12, tzinfo=UTC)


def mentions(title: str, text: str) -> tuple[Mention, ...]:
    """The mentions of an article of a Friday."""
    found = load_extractor().extract(Article("a", text, title=title, published_at=PUBLISHED))
    assert not isinstance(found, Rejection)
    return found


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Novelist's gunmen storm Turin stage",
            (
                "The gunmen of Paola Rinaldi's bestseller stormed a theatre in Turin on Thursday "
                "and shot the prince.\nThe audience cheered every scene of the play. "
                "The director will bring it to Milan, and an actress won a prize."
            ),
        ),
        (
            "Medics train for subway bombing",
            (
                "Medics in Kyoto trained for a subway bombing with 200 actors on Thursday.\n"
                "In the scenario, two men killed 14 passengers. The last such exercise was in 2019."
            ),
        ),
        (
            "Hippo kills fisherman",
            (
                "A hippo killed a man and injured his son on a lake near Kisumu on Thursday.\n"
                "The animal attacked their canoe, wildlife officials said."
            ),
        ),
        (
            "Lawmakers ambush chancellor over pension tax",
            (
                "Opposition lawmakers ambushed the chancellor in Vienna and bombarded him "
                "with questions on Thursday.\nHis critics in parliament want a vote on it."
            ),
        ),
    ],
)
def test_plays_drills_beasts_and_debates_tell_no_incident(title: str, text: str) -> None:
    assert mentions(title, text) == ()


def test_a_museum_recalls_what_is_no_news() -> None:
    title = "Museum shows diary of the siege"
    text = (
        "A museum in Sarajevo opened an exhibition on Thursday with the diary of a girl who was "
        "killed by a shell in 1993, thirty years ago.\nHer grandson cut the ribbon; a plaque and "
        "candles stand at the gate."
    )
    assert all(found.salience == "background" for found in mentions(title, text))


def test_gunmen_at_a_match_are_news() -> None:
    title = "Gunmen kill six at football match in Lagos"
    text = (
        "Gunmen shot dead six spectators at a football match in Lagos on Thursday evening, police "
        "said.\nThe referee and a goalkeeper were wounded, and the league called off its season."
    )
    (found,) = mentions(title, text)
    assert (found.event_type, found.salience) == ("shooting", "main")


def test_lawmakers_who_march_are_news() -> None:
    title = "Senators march on commission"
    text = (
        "Opposition senators and lawmakers led a protest march to the election commission in Accra "
        "on Wednesday.\nThey want a vote of parliament on the budget, party officials said."
    )
    assert [found.event_type for found in mentions(title, text)] == ["protest"]


def test_each_sentence_has_its_words_of_worlds() -> None:
    article = Article("a", "The actress was shot in a theatre. Police came.")
    reading = load().read(read_document(article), load_words("en"))
    assert reading is not None
    assert [{form for form, _ in words} for words in worlds_of(reading)] == [
        {"actress", "theatre"},
        set(),
    ]


def test_a_strike_with_its_dead_is_news_whatever_spreads_there() -> None:
    found = mentions(
        "",
        "Shelling killed four people in Port Sudan on Monday as a cholera outbreak spread there.",
    )
    assert [m.event_type for m in found] == ["shelling"]


def test_what_somebody_is_by_trade_says_nothing_of_the_text() -> None:
    """A film director may be killed by a mine."""
    text = "Film director Olena Koval was killed near Izium on Tuesday when a mine went off."
    assert types(text) == ["bombing"]


@pytest.mark.parametrize(
    "text",
    [
        "A novel in which gunmen attack a village near Pisa came out on Thursday.",
        "The ministry warned on Monday that tourists may be kidnapped near the border of Mali.",
        "A camel killed a farmer and injured his wife near Multan on Tuesday.",
    ],
)
def test_items_of_a_feed_that_tell_no_incident_tell_none(text: str) -> None:
    assert [m for m in mentions("", text) if m.status == "occurred"] == []


def test_an_item_as_long_as_a_page_is_judged_as_one() -> None:
    article = Article("a", "Gunmen shot a man in Pisa. He died. Police came. They left.")
    reading = load().read(read_document(article), load_words("en"))
    assert reading is not None
    assert not is_item(reading)


def test_a_gun_that_a_boy_finds_is_no_find_of_arms() -> None:
    assert types("A boy of nine found a pistol in a drawer in Denver on Monday.") == []


def test_a_strike_on_a_plant_is_one_where_others_have_killed() -> None:
    told = mentions(
        "Drones hit Kharkiv and two refineries",
        "A drone strike killed two people in Kharkiv on Thursday, the governor said.\n"
        "A drone crashed into an oil refinery in Krasnodar on Thursday and a gas unit burned for "
        "three hours, the company said. Its shares fell. No one was hurt.",
    )
    assert [m.place.name for m in told] == ["Kharkiv", "Krasnodar"]
