"""How likely each reading of a name is by itself."""

from __future__ import annotations

import pytest

from pipeline.extract.places.priors import (
    clear_reading,
    is_surrounded,
    priors_of,
    town_named_alike,
)
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from tests.unit.extract.told import told_place


def likeliest(name: str, head: str = "") -> Candidate:
    """The reading of a name with the highest prior."""
    found = Gazetteer.load().lookup(name)
    return max(zip(priors_of(found, head), found, strict=True), key=lambda item: item[0])[1]


def test_a_name_alone_is_clear_when_one_country_leads() -> None:
    gazetteer = Gazetteer.load()
    chicago = clear_reading(gazetteer.lookup("Chicago"))
    assert chicago is not None
    assert chicago.country == "US"
    assert clear_reading(gazetteer.lookup("San Pedro")) is None


def test_the_word_behind_a_name_says_what_it_is() -> None:
    assert likeliest("Homs").kind != "admin2"
    assert likeliest("Homs", "admin1").kind == "admin1"


def test_a_province_gives_way_to_the_town_it_is_named_after() -> None:
    found = Gazetteer.load().lookup("Homs")
    province = next(c for c in found if c.kind == "admin1")
    town = town_named_alike(province, found)
    assert town is not None
    assert (town.kind, town.country) == ("city", "SY")
    assert town_named_alike(town, found) is None


@pytest.mark.parametrize(
    ("name", "city", "around"),
    [
        ("Moscow", "RU-MOW", "RU-MOS"),
        ("Kyiv", "UA-30", "UA-32"),
        ("Kiev", "UA-30", "UA-32"),
        ("Minsk", "BY-HM", "BY-MI"),
        ("Sanaa", "YE-SA", "YE-SN"),
        ("Vientiane", "LA-VT", "LA-VI"),
        ("Lima", "PE-LMA", "PE-LIM"),
    ],
)
def test_the_region_of_a_city_that_is_a_division_lies_around_it(
    name: str, city: str, around: str
) -> None:
    assert likeliest(name, "admin1").admin1_code == around
    found = Gazetteer.load().lookup(name)
    surrounded = {c.admin1_code for c in found if is_surrounded(c, found)}
    assert city in surrounded
    assert around not in surrounded


def test_divisions_side_by_side_do_not_surround_each_other() -> None:
    found = Gazetteer.load().lookup("Altai")
    assert not any(is_surrounded(c, found) for c in found)


def test_a_city_stands_before_a_small_division_abroad_of_its_name() -> None:
    """Jamaica has a parish of Manchester."""
    assert told_place("A bomb killed two people in Manchester on Tuesday.") == ("Manchester", "GB")
