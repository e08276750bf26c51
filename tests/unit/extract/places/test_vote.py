"""Which of its namesakes a name means."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extract.places import vote
from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.extract.places.spot import Spot
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document


def places(text: str, **of_article: str) -> dict[str | None, PlaceMention]:
    """The places of a text by their names."""
    document = read_document(Article("a", text, **of_article))  # type: ignore[arg-type]
    return {mention.place.name: mention for mention in find_places(document, Gazetteer.load())}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "A car bomb went off in Tripoli. Libyan officials in Benghazi blamed rivals.",
            "Tripoli",
            "LY",
        ),
        (
            "A car bomb went off in Tripoli. Lebanese officials in Beirut blamed rivals.",
            "Tripoli",
            "LB",
        ),
        ("Gunmen robbed a bank in Santa Rosa, Guatemala.", "Santa Rosa", "GT"),
    ],
)
def test_the_rest_of_an_article_decides_between_namesakes(
    text: str, name: str, country: str
) -> None:
    assert places(text)[name].place.country == country


def test_small_places_of_unnamed_countries_hardly_vote() -> None:
    text = "Somali troops in Mogadishu said that men from Mahas and Hiran had come."
    support = {m.place.country: m.support for m in places(text).values()}
    assert support["SO"] == max(support.values())


def test_the_county_of_a_jail_tells_which_namesake_is_meant() -> None:
    text = (
        "Officers of the Columbus Police Department stopped a car on Monday. Harris said that "
        "the driver ran. He is held in the Bartholomew County Jail, Harris said."
    )
    assert places(text)["Columbus"].place.admin1 == "Indiana"


def test_a_county_is_the_one_around_a_village_of_the_text() -> None:
    text = (
        "Three people died in a night of shootings in Montgomery County. The killings happened at "
        "three houses in Kilmichael, troopers said."
    )
    found = places(text, url="http://www.wbrc.com/story/1")  # a station of Alabama
    assert {m.place.admin1 for m in found.values()} == {"Mississippi"}


def test_a_name_said_to_lie_in_the_same_place_again_is_weighed_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh, asked = vote._best, []

    def count(spot: Spot, *others: Any) -> Any:
        asked.append(spot.key)
        return weigh(spot, *others)

    monkeypatch.setattr(vote, "_best", count)
    text = "Shots fell in Springfield, Missouri. " * 30 + "More fell in Springfield, Oregon."
    document = read_document(Article("a", text))
    states = [m.place.admin1 for m in find_places(document, Gazetteer.load()) if not m.is_container]
    assert states == ["Missouri"] * 30 + ["Oregon"]
    # of them all, and of each of the two states; votes are counted twice
    assert asked.count("springfield") == 2 * 3


def test_upstate_and_a_shortened_name_mean_the_state() -> None:
    text = "Four were shot in upstate New York on Friday. New York mourns."
    assert places(text)["New York"].place.place_precision == "admin1"
    text = "Two were shot in New York on Friday. Police in Yonkers, N.Y., found the car."
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    assert [m.place.place_precision for m in found] == ["town", "town", "admin1"]
