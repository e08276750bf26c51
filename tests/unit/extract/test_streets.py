from __future__ import annotations

import pytest

from pipeline.extract.streets import streets_of
from pipeline.records import Article
from pipeline.text import read_document


def streets(text: str, town: str | None = "Fall River") -> tuple[str, ...]:
    return streets_of(town, (0,), (0,), read_document(Article("a", text)))


@pytest.mark.parametrize(
    "text",
    [
        "It was in the 1300 block of Bartlett Avenue.",
        "Shots fell on North Bartlett Ave. at noon.",
        "A man from Bartlett St was hit.",
    ],
)
def test_a_street_is_known_by_its_name_and_town(text: str) -> None:
    assert streets(text) == ("bartlett, fallriver",)


def test_numbered_streets_are_streets() -> None:
    assert streets("It was at 84th Street and Noon Road.") == ("84th, fallriver", "noon, fallriver")


@pytest.mark.parametrize(
    "text",
    [
        "He was heard in Circuit Court.",
        "They came from East St. Louis.",
        "It was in North Street.",
        "He lost his place on the road.",
    ],
)
def test_courts_saints_and_directions_are_no_streets(text: str) -> None:
    assert streets(text) == ()


def test_a_street_of_no_known_town_ties_nothing() -> None:
    assert streets("It was in the 1300 block of Bartlett Avenue.", None) == ()
