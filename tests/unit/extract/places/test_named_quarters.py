"""Parts of towns that the text names with their town."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import told_place


@pytest.mark.parametrize(
    ("where", "place"),
    [
        # the gazetteer has no Khair Khana, and a San Juan far from Lima
        ("the Kabul neighbourhood of Khair Khana", ("Khair Khana, Kabul", "AF")),
        ("the Nairobi suburb of Kasarani", ("Kasarani, Nairobi", "KE")),
        ("the Chicago suburb of Harvey", ("Harvey", "US")),
        ("the Kirov district of Donetsk", ("Donetsk", "UA")),
    ],
)
def test_a_part_is_told_with_its_town(where: str, place: tuple[str, str]) -> None:
    assert told_place(f"Two men were shot dead in {where} on Tuesday.") == place


def test_a_namesake_elsewhere_is_not_the_district_of_a_town() -> None:
    text = "A driver was shot dead in the Lima district of San Juan de Miraflores on Tuesday."
    assert told_place(text) == ("San Juan de Miraflores", "PE")


def test_a_village_near_the_only_town_of_a_text_is_none_of_its_quarters() -> None:
    text = "Nine people were shot dead in a bar in Bekkersdal, west of Johannesburg, on Tuesday."
    assert told_place(text) == ("Bekkersdal", "ZA")


@pytest.mark.parametrize(
    ("where", "place"),
    [
        # the gazetteer knows one Old City, in Jerusalem, and a Chinatown in San Francisco
        ("the Old City of Nablus", ("Nablus", "PS")),
        ("the Old City of Hebron", ("Hebron", "PS")),
        ("the Chinatown of Yokohama", ("Yokohama", "JP")),
        ("the Green Zone of Baghdad", ("Green Zone", "IQ")),
        ("the West End of London", ("West End of London", "GB")),
        # what a town has is in it
        ("the airport of Gao", ("Gao", "ML")),
        ("the market of Djibo", ("Djibo", "BF")),
        ("the prison of Machala", ("Machala", "EC")),
    ],
)
def test_what_many_towns_have_is_not_the_one_of_another_town(
    where: str, place: tuple[str, str]
) -> None:
    assert told_place(f"Two men were shot dead in {where} on Tuesday.") == place


@pytest.mark.parametrize(
    "sea", ["Caribbean Sea", "Gulf of Guinea", "Strait of Malacca", "Sea of Japan", "Bay of Bengal"]
)
def test_a_sea_lies_in_no_country(sea: str) -> None:
    text = f"Pirates attacked a tanker in the {sea} on Tuesday and kidnapped two sailors."
    assert told_place(text) == (sea, None)
