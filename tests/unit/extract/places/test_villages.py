"""Villages that no list has, told by nothing but "in NAME"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract.places.find import PlaceMention, find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article
from pipeline.text import read_document

GAZETTEER = Gazetteer.load()


def places(text: str) -> dict[str, PlaceMention]:
    at = datetime(2025, 6, 1, tzinfo=UTC)
    document = read_document(Article("a", text, published_at=at, language="en"))
    return {m.place.name or "": m for m in find_places(document, GAZETTEER)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Sudan's army bombed a convoy near Kazgil Abyad on Saturday.", "Kazgil Abyad", "SD"),
        ("In Gaza, a strike hit a cafe in Zawarda, in the centre of the strip.", "Zawarda", "PS"),
        ("Nigerian gunmen raided the villages of Zikke and Kimapa at dawn.", "Zikke", "NG"),
        # who did it is at home there; that is another name of Cagliari
        ("Boko Haram fighters attacked the village of Kalari, killing nine.", "Kalari", "NG"),
        ("They were killed in Zarkari, near the border with Niger, Nigeria said.", "Zarkari", "NG"),
    ],
)
def test_a_name_behind_a_word_of_place_is_a_village_of_the_country(
    text: str, name: str, country: str
) -> None:
    found = places(text)[name]
    assert (found.place.country, found.place.latitude) == (country, None)


def test_a_village_lies_in_the_province_named_before_it() -> None:
    text = "In Niger's Tillaberi region, 15 people died at a baptism in Takubat."
    assert places(text)["Takubat"].place.admin1 == "Tillabéri"


@pytest.mark.parametrize(
    "text",
    [
        "Sudan's army held men in Janjaweed custody.",  # a word of its own behind it
        "The talks in Brexit Britain were held by Hamas in Hezbollah's house.",
        "Nigerian singers met in Ibrahim and Fatima's house.",
        "They spoke in Kurdish on Iraqi television at Amnesty International.",
        "The shop in Wexley, a quarter of Chicago, Illinois, was robbed at Shopmart on Monday.",
    ],
)
def test_languages_people_bodies_and_quarters_of_american_towns_are_no_villages(text: str) -> None:
    assert not {name for name in places(text) if name.startswith(("Jan", "Ibr", "Kurd", "Shop"))}
    assert not {name for name in places(text) if name.startswith(("Hez", "Amn", "Brex"))}


def test_a_capital_is_meant_rather_than_a_village_of_its_name_near_the_other_places() -> None:
    text = "A truce was agreed in Doha. In India, men were held in Faridabad and in New Delhi."
    assert places(text)["Doha"].place.country == "QA"


def test_a_group_that_captured_a_town_is_no_village_in_it() -> None:
    text = "The rebels, led by Ansar Hurriya, captured most of Aleppo on Friday night."
    assert "Ansar Hurriya" not in places(text)


def test_a_village_is_in_one_country_throughout() -> None:
    text = (
        "In Beirut, doctors told of a strike on the village of Maaysrat. Israel bombed sites, "
        "Israel said. Talks went on in Haifa. Nine people died in Maaysrat, a minister said."
    )
    document = read_document(Article("a", text, language="en"))
    told = [m for m in find_places(document, GAZETTEER) if m.place.name == "Maaysrat"]
    assert [m.place.country for m in told] == ["LB", "LB"]


@pytest.mark.parametrize(
    ("text", "name", "admin1", "precision"),
    [
        (
            (
                "Jets bombed a school in Oe Htein Kwin village in Depayin township in Myanmar's"
                " Sagaing region."
            ),
            "Oe Htein Kwin",
            "Sagaing",
            "town",
        ),
        (
            "Insurgents burned a village of the Ancuabe district in Mozambique's Cabo Delgado.",
            "Ancuabe",
            "Cabo Delgado",
            "admin2",
        ),
    ],
)
def test_villages_and_districts_are_told_with_what_they_lie_in(
    text: str, name: str, admin1: str, precision: str
) -> None:
    place = places(text)[name].place
    assert (place.admin1, place.place_precision) == (admin1, precision)


def test_a_name_that_another_country_s_town_begins_is_its_own() -> None:
    text = "Somalia's army killed twelve fighters near Tilin Gubay on Monday."
    assert places(text)["Tilin Gubay"].place.country == "SO"
    assert places(text)["Tilin"].usage == "name"


def test_a_district_of_a_town_named_before_is_no_place_of_its_own() -> None:
    text = "In Ukraine, a drone hit a house in Mykolaiv, in the Inhulivskyi district."
    assert "Inhulivskyi" not in places(text)
