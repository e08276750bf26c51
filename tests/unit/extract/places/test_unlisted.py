"""Towns that the gazetteer lacks."""

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
    ("text", "name", "where"),
    [
        ("Shells hit the village of Qarnabiya in Homs province, Syria.", "Qarnabiya", "Homs"),
        ("Men raided a clinic in Tormaa, in Mali's Gao region, on Friday.", "Tormaa", "Gao"),
        (
            "Girls were taken from a hostel in Wurma, in the Nigerian state of Kano.",
            "Wurma",
            "Kano",
        ),
        ("Shells fell in Kolbo, a small town in Mali's Gao region, on Monday.", "Kolbo", "Gao"),
        ("He was found in the jungle of Bethany on the Essequibo Coast.", "Bethany", None),
        ("Nine died in Bakil al-Mir, a district of Hajjah province.", "Bakil al-Mir", "Hajjah"),
        ("Pupils were taken from a hostel in Maga, in neighbouring Kebbi.", "Maga", "Kebbi"),
        # the gazetteer has a Bilin in the West Bank
        ("Jets bombed a monastery in Myanmar's Bilin township.", "Bilin", None),
        ("Jets bombed a monastery in Mon State's Bilin Township.", "Bilin", "Mon"),
        ("A school in Myanmar's Budalin township was bombed.", "Budalin", None),
        ("They died in Kandawa village, Zamfara state, on Monday.", "Kandawa", "Zamfara"),
        ("They died in the village of Kandawa in Nigeria's Zamfara state.", "Kandawa", "Zamfara"),
        (
            "A bomb killed three of them in Ghoraghar, Bangladesh's Dinajpur district.",
            "Ghoraghar",
            "Rangpur",
        ),
        # the gazetteer has a Corral in Chile, a San Juan del Rio in Mexico
        (
            "A helicopter fired at some people in a camp in Corral de Piedras, El Salvador.",
            "Corral de Piedras",
            None,
        ),
        (
            "Gunmen shot two people dead at night in San Juan del Rio Seco, Colombia.",
            "San Juan del Rio Seco",
            None,
        ),
    ],
)
def test_a_town_that_the_text_places_is_kept_without_a_point(
    text: str, name: str, where: str | None
) -> None:
    place = places(text)[name].place
    assert (place.admin1, place.place_precision, place.latitude) == (where, "town", None)


@pytest.mark.parametrize(
    "text",
    [
        "Two shepherds were killed by a shell on Monday near Rmeich in southern Lebanon.",
        "Two shepherds were killed by a shell on Monday in Rmeich, southern Lebanon.",
    ],
)
def test_a_part_of_a_country_places_a_town(text: str) -> None:
    place = places(text)["Rmeich"].place
    assert (place.country, place.place_precision) == ("LB", "town")


def test_people_and_words_before_a_country_are_no_towns() -> None:
    text = "They were hit by John Doe in Texas, and in Congress in Washington they spoke of it."
    assert set(places(text)) == {"Texas", "Washington"}


def test_a_name_that_nothing_places_is_no_town() -> None:
    assert not places("A man was shot in Qarlowby on Monday.")


def test_a_district_of_a_town_is_no_namesake_elsewhere() -> None:
    """Shells on the Kuibyshev district of Donetsk fell on Donetsk, not on the Volga."""
    found = places("DONETSK, Ukraine (Wire) - Shells fell on the Kuibyshev district of Donetsk.")
    assert found["Donetsk"].relation == "in"
    assert "Kuibyshev" not in found


def test_a_village_of_a_dateline_is_one_where_the_text_puts_something_there() -> None:
    text = (
        "AITOUBA, Lebanon - A missile hit a house on Monday. The house in Aitouba had been rented "
        "to a family. Aitouba is small."
    )
    found = places(text)
    assert found["AITOUBA"].is_dateline
    assert (found["Aitouba"].relation, found["Aitouba"].place.country) == ("in", "LB")


@pytest.mark.parametrize("state", ["Mo. -", "Mo. (AP) —", "Missouri •"])
def test_a_dateline_of_an_unlisted_town_may_shorten_its_state_and_name_the_agency(
    state: str,
) -> None:
    found = places(f"KINLOW, {state} A man was shot dead outside a store on Friday.")
    assert found["KINLOW"].is_dateline
    assert found["KINLOW"].place.admin1 == "Missouri"


def test_a_township_is_one_place_with_and_without_its_state() -> None:
    found = places(
        "Two men were shot in Hamilton Twp. on Monday. They sat in a Hamilton Township, New Jersey "
        "home, police said."
    )
    assert {place.admin1 for m in found.values() if (place := m.place).name} == {"New Jersey"}


def test_a_town_may_be_described_before_its_name() -> None:
    found = places("Gunmen killed nine in tiny Oskar Hill, Mo., on Friday.")
    assert found["Oskar Hill"].place.admin1 == "Missouri"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Three people were stabbed in Bradford on Friday, West Yorkshire Police said.",
            "Bradford",
        ),
        ("Two men were shot in Dudley. West Midlands Police have arrested a man.", "Dudley"),
        ("A boy was stabbed in Bolton on Sunday, Greater Manchester Police said.", "Bolton"),
    ],
)
def test_a_police_force_says_in_which_county_a_town_lies(text: str, name: str) -> None:
    assert places(text)[name].place.country == "GB"
