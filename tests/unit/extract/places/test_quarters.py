"""Quarters of large towns, and towns beside them."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def towns(text: str) -> list[str | None]:
    """The names of the places of a text."""
    return [m.place.name for m in find_places(read_document(Article("a", text)), Gazetteer.load())]


def test_a_quarter_of_a_town_of_the_article_is_that_town() -> None:
    text = "Two men were shot in Chicago. A third man was shot in East Garfield Park, police said."
    assert set(towns(text)) == {"Chicago"}


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit a mosque in Muridke, a town near Lahore, Pakistan. Lahore was quiet.",
        "Muridke police came from Lahore in Pakistan. Lahore was quiet.",
    ],
)
def test_what_the_text_calls_a_town_is_one_of_its_own(text: str) -> None:
    assert "Muridke" in towns(text)


def test_a_town_whose_name_ends_in_town_makes_no_town_of_its_quarter() -> None:
    text = "A mob beat two men in Khayelitsha, Cape Town. Buses in Cape Town stood still."
    assert set(towns(text)) == {"Cape Town"}


def test_a_town_with_a_post_office_is_a_quarter_only_under_the_police_of_the_larger() -> None:
    suburb = "Two men were shot in Compton, the Los Angeles County Sheriff's Department said."
    assert "Compton" in towns(f"{suburb} One was held in downtown Los Angeles.")
    quarter = "Two men were shot in Jamaica Plain on Monday. Boston police held a third man."
    assert set(towns(quarter)) == {"Boston"}


def test_a_neighborhood_is_one_of_the_town_nearby_that_is_named_most() -> None:
    text = (
        "A bomb went off in the Chelsea neighborhood on Saturday. Manhattan was calm, said the "
        "mayor, who walked through Manhattan. A car was stopped in Brooklyn."
    )
    assert towns(text)[0] == "Manhattan"


def test_a_quarter_is_told_with_its_town() -> None:
    text = "Two men were shot in Chicago. A third man was shot in East Garfield Park, police said."
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert [m.told.name for m in found] == ["Chicago", "East Garfield Park, Chicago"]
    assert found[1].told.geoname_id == found[0].place.geoname_id


def test_a_county_has_no_quarters() -> None:
    text = (
        "A woman was shot in the East Garfield Park neighborhood. The Cook County medical examiner "
        "confirmed it on Monday."
    )
    article = Article("a", text, url="https://chicago.example-news.com/woman-shot")
    found = find_places(read_document(article), Gazetteer.load())
    assert [m.told.name for m in found] == ["East Garfield Park, Chicago", "Cook County"]


def test_what_the_text_puts_in_a_town_is_a_quarter_of_it() -> None:
    text = "Two men were shot in Southeast, Washington, on Monday. Washington was quiet."
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert {m.place.name for m in found} == {"Washington"}
    text = "Four were shot at a nightclub in Long Island City, Queens, on Monday."
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert found[0].told.name == "Long Island City, Queens"
