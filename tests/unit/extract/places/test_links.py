"""Which place the text puts in which."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def places(text: str, **of_article: str) -> dict[str | None, PlaceMention]:
    """The places of a text by their names."""
    document = read_document(Article("a", text, **of_article))  # type: ignore[arg-type]
    return {mention.place.name: mention for mention in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    ("text", "inner", "admin1"),
    [
        ("Two were shot in Springfield, Illinois, on Monday.", "Springfield", "Illinois"),
        ("Two were shot in Springfield, Missouri, on Monday.", "Springfield", "Missouri"),
        ("Two were shot in Athens, Georgia, on Monday.", "Athens", "Georgia"),
        ("Two were shot in the US state of Louisiana.", "Louisiana", "Louisiana"),
        ("Shells fell in Syria's Idlib.", "Idlib", "Idlib"),
    ],
)
def test_what_lies_in_what_is_said(text: str, inner: str, admin1: str) -> None:
    found = places(text)
    assert found[inner].place.admin1 == admin1
    assert [m for name, m in found.items() if name != inner and m.is_container]


def test_and_joins_two_places_that_lie_in_neither() -> None:
    assert not any(m.is_container for m in places("Bombs hit Homs and Syria.").values())


@pytest.mark.parametrize(
    "text",
    [
        "Two were shot in Katy, about 30 miles west of Houston, on Monday.",
        "Two were shot in Katy, which is thirty miles west of Houston, on Monday.",
        "Two were shot in Katy, half an hour from Houston, on Monday.",
        "Two were shot in the Houston suburb of Katy on Monday.",
    ],
)
def test_a_town_that_only_says_where_another_lies_is_aside(text: str) -> None:
    found = places(text)
    assert found["Houston"].is_aside
    assert found["Katy"].relation == "in"
    assert not found["Katy"].is_aside


def test_how_far_from_a_town_something_was_puts_the_town_not_aside() -> None:
    found = places("Two were shot on Monday, about 30 miles west of Houston.")
    assert not found["Houston"].is_aside


def test_a_town_within_a_state_is_no_capital_that_acts() -> None:
    assert places("A Georgetown, Texas, man was shot.")["Georgetown"].usage == "place"


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("Three died in a house in Paris, about 100 miles northeast of Dallas.", "Paris", "Texas"),
        ("A bomb hit Tripoli, some 80 km north of Beirut.", "Tripoli", "North Governorate"),
        ("Gunmen shot two in Hyderabad, about 160 km northeast of Karachi.", "Hyderabad", "Sindh"),
    ],
)
def test_of_namesakes_the_one_is_meant_that_lies_as_far_as_is_said(
    text: str, name: str, where: str
) -> None:
    assert places(text)[name].place.admin1 == where


def test_a_way_to_none_of_the_namesakes_tells_nothing() -> None:
    found = places("Three died in a house in Paris, about 10 miles north of Dallas. France mourns.")
    assert found["Paris"].place.country == "FR"
