"""Quarters that bear the name of a town elsewhere, or that no list has."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document

SHOT = "AUSTIN - Five people were shot at a party in Austin on Sunday, "


def told(text: str, url: str | None = None) -> list[str | None]:
    """The places of a text as its rows tell them."""
    document = read_document(Article("a", text, url=url))
    return [m.told.name for m in find_places(document, Gazetteer.load())]


def test_a_town_far_from_the_police_of_its_story_is_a_quarter_of_theirs() -> None:
    found = told(f"{SHOT}a Chicago police spokeswoman said.")
    assert found == ["AUSTIN, Chicago", "Austin, Chicago", "Chicago"]


@pytest.mark.parametrize(
    "rest",
    [
        "a Chicago police spokeswoman said. The gunmen fled through Texas.",
        "the mayor said. A woman from Chicago was hurt.",
        "Chicago police said. Boston police help them.",
    ],
)
def test_it_is_no_quarter_where_its_state_is_told_or_nobody_polices_it_alone(rest: str) -> None:
    assert "Austin" in told(SHOT + rest)


def test_a_town_with_police_of_its_own_is_none() -> None:
    text = "Five were shot in Austin on Sunday, Austin police said. Chicago police sent a car."
    assert "Austin" in told(text)


def test_a_town_nearby_is_none() -> None:
    text = "Two men were shot in Gary on Sunday. Chicago police had looked for one of them."
    assert "Gary" in told(text)


def test_what_the_list_of_a_local_site_lacks_is_a_quarter() -> None:
    text = (
        "Officers were called to Evanston on Monday. All injuries are minor, Cincinnati Police "
        "Department Interim Chief Ann Poe said. Shots were fired in Evanston again."
    )
    assert told(text, "http://www.wlwt.com/news/1") == [
        "Evanston, Cincinnati",
        "Cincinnati",
        "Evanston, Cincinnati",
    ]
