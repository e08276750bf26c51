"""People who are named like places."""

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
    "text",
    [
        "Reporters met the singer Ann Houston at a hotel in Berlin.",
        "Police said that John Houston was shot in Berlin.",
        "The strike on Tuesday hit Berlin.",
        "Maurice Lamark Horry was shot in Berlin.",
        "He is accused of shooting Houston, 22, late on Tuesday in Berlin.",
    ],
)
def test_people_and_days_are_no_places(text: str) -> None:
    assert set(places(text)) == {"Berlin"}


def test_an_article_makes_a_thing_of_a_small_town() -> None:
    assert set(places("Both men inside the Honda were shot in Berlin.")) == {"Berlin"}


def test_an_age_behind_a_surname_hides_it_throughout() -> None:
    text = "He shot Houston, 22, in Berlin. Houston had owed him money."
    assert set(places(text)) == {"Berlin"}


def test_a_country_is_hidden_by_no_surname() -> None:
    assert "Jordan" in places("Troops of Jordan crossed the border.")


@pytest.mark.parametrize(
    "text", ["Harris said that two men were shot in Berlin.", "“They ran in Berlin,” said Lincoln."]
)
def test_who_says_something_is_no_town(text: str) -> None:
    assert set(places(text)) == {"Berlin"}


def test_a_capital_may_say_something() -> None:
    assert places("Beirut said that it would answer.")["Beirut"].usage == "actor"


def test_a_road_around_a_town_is_no_place() -> None:
    assert set(places("Shots were fired near Loop 410 in San Antonio.")) == {"San Antonio"}


def test_what_somebody_owns_is_in_no_town_of_that_name() -> None:
    text = "Officers charged Amy Jones. It happened in Jones' flat on Elm Street in Dayton, Ohio."
    assert set(places(text)) == {"Dayton", "Ohio"}


def test_a_side_of_a_town_is_no_town() -> None:
    assert set(places("Shots fell on the East Side of Dayton, Ohio.")) == {"Dayton"}


def test_a_hospital_is_in_no_place_of_its_patron() -> None:
    assert set(places("He died at St. Luke's Hospital in Dayton, Ohio.")) == {"Dayton", "Ohio"}


@pytest.mark.parametrize(
    "text",
    [
        "Two were shot in Federal Way, Washington, on Monday.",
        "Federal Way police in Washington state said that two were shot.",
    ],
)
def test_a_town_may_be_named_like_a_street(text: str) -> None:
    assert "Federal Way" in places(text)


def test_a_town_may_be_named_like_a_kind_of_place() -> None:
    text = "Two were shot in Forest, police said. Both are in Jackson, Mississippi."
    assert "Forest" in places(text)
    assert "Forest" not in places("Two were shot on Forest Lane in Jackson, Mississippi.")
    assert "Forest" not in places("Two were shot in Forest Park, near Jackson, Mississippi.")
