"""What the words around a name say of it."""

from __future__ import annotations

import pytest

from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import told_place


def place(text: str, name: str) -> PlaceMention:
    """The mention of a name."""
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    return next(m for m in found if m.place.name == name)


@pytest.mark.parametrize(
    ("text", "relation", "off_km"),
    [
        ("Shells fell in Aleppo, Syria.", "in", 0.0),
        ("Rebels withdrew from Aleppo, Syria.", "in", 0.0),
        ("Shells fell near Aleppo, Syria.", "near", 5.0),
        ("Shells fell in the hilltop city of Aleppo, Syria.", "in", 0.0),
        ("Shells fell in the hills above Aleppo, Syria.", "near", 5.0),
        ("Shells fell 30 km south of Aleppo, Syria.", "near", 30.0),
        ("Trucks came from Aleppo, Syria.", "from", 0.0),
    ],
)
def test_the_words_before_a_name_state_its_relation(
    text: str, relation: str, off_km: float
) -> None:
    mention = place(text, "Aleppo")
    assert (mention.relation, mention.off_km) == (relation, off_km)


def test_a_word_for_a_town_may_end_the_text() -> None:
    document = read_document(Article("a", "A bomb killed five people in lakeside Village"))
    assert not find_places(document, Gazetteer.load())


@pytest.mark.parametrize(
    "text",
    [
        "He was taken to a hospital in Aleppo, Syria.",
        "She lies at a hospital in Aleppo, Syria.",
        "She lies at Rahma Medical Center in Aleppo, Syria.",
        "Omar Nasser, 34, of Aleppo, was shot.",
        "A driver, Omar Nasser of Aleppo, was shot.",
        "Omar Nasser, 34, Aleppo, was arrested by police.",
        "A suspect was arrested in Aleppo, Syria.",
        "A cousin told KSLA in Aleppo that two men were shot.",
    ],
)
def test_hospitals_homes_arrests_and_stations_lie_aside(text: str) -> None:
    assert place(text, "Aleppo").is_aside


@pytest.mark.parametrize(
    "text",
    [
        "Nine men who had been taken off a bus near Aleppo were shot.",
        "Six aid workers were taken hostage in Aleppo, Syria.",
        "Six men were seized near Aleppo and taken away in cars.",
    ],
)
def test_where_somebody_is_taken_captive_is_not_aside(text: str) -> None:
    assert not place(text, "Aleppo").is_aside


def test_police_that_arrest_are_at_home_where_they_are() -> None:
    assert not place("Aleppo police arrested two men.", "Aleppo").is_aside


def test_a_word_for_a_town_belongs_to_the_name_behind_it() -> None:
    text = "A man was shot in the small southeastern Wyoming town of Lingle on Monday."
    assert place(text, "Wyoming").place.place_precision == "admin1"
    assert place(text, "Lingle").place.admin1 == "Wyoming"


def test_a_word_for_a_town_within_a_longer_name_tells_nothing() -> None:
    text = "Officers were called when neighbours heard shots from the Pinewood Village Apartments."
    assert not find_places(read_document(Article("a", text)), Gazetteer.load())


def test_a_state_before_a_small_town_is_the_state() -> None:
    text = "A girl was shot in a small Oklahoma town on Monday, officers in Tulsa said."
    assert place(text, "Oklahoma").place.place_precision == "admin1"


@pytest.mark.parametrize("part", ["old quarter", "Bab Touma quarter", "centre"])
def test_a_part_of_a_large_town_is_in_that_town(part: str) -> None:
    """The town itself is no quarter of another."""
    assert told_place(f"A bomb killed two people in the {part} of Damascus on Tuesday.") == (
        "Damascus",
        "SY",
    )


def test_a_district_of_a_large_town_is_in_that_town() -> None:
    text = "Missiles killed two people in the same district of Kyiv on Tuesday."
    assert place(text, "Kyiv").place.place_precision == "town"


def test_a_region_may_own_its_district() -> None:
    text = "A jet bombed a monastery in Sagaing Region's Kani Township on Tuesday, killing three."
    assert told_place(text)[0] == "Kani"


def test_a_town_named_behind_what_it_is_is_where_it_was() -> None:
    text = "Men burned 17 huts in Jiribam. A mob stoned a home in the state capital, Imphal"
    assert place(text + ".", "Imphal").relation == "in"
