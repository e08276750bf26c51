from __future__ import annotations

import re

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.place_sources import (
    city_places,
    package_file,
    post_towns,
    site_places,
)
from pipeline.lexicon.tables import read_table

GAZETTEER = Gazetteer.load()


def city(**values: object) -> dict[str, object]:
    row = {"geonameid": 1, "name": "Homs", "latitude": 34.7, "longitude": 36.7}
    row |= {"countrycode": "SY", "population": 700_000, "admin1code": "11"}
    return row | {"alternatenames": []} | values


def test_a_missing_package_is_named() -> None:
    with pytest.raises(ConfigError, match="no_such_package_at_all"):
        package_file("no_such_package_at_all", "data")


def test_other_names_are_taken_when_they_are_written_like_names() -> None:
    others = ["Hims", "HOM", "hms", "حمص", "Homs (city)", "Emesa"]
    (place,) = city_places([city(alternatenames=others)], {("SY", "11"): "11"})
    assert [name for name, _ in place.names] == ["Homs", "Hims", "Emesa"]


def test_small_towns_have_other_names_only_where_spellings_vary() -> None:
    rows = [city(population=900, alternatenames=["Other"], countrycode=c) for c in ("SY", "PL")]
    syrian, polish = city_places(rows, {})
    assert [len(place.names) for place in (syrian, polish)] == [2, 1]


def test_towns_of_english_countries_go_by_their_main_names() -> None:
    (place,) = city_places([city(countrycode="US", alternatenames=["Windy City"])], {})
    assert place.names == [("Homs", True)]


def test_a_division_has_an_iso_code_of_its_country_or_none() -> None:
    columns = ("country", "code", "iso", "name", "aliases")
    for row in read_table("places/admin1.tsv", columns):
        assert re.fullmatch(rf"({row['country']}-[A-Z0-9]{{1,3}})?", row["iso"]), row
        assert row["name"]


def test_no_iso_code_stands_for_two_divisions() -> None:
    columns = ("country", "code", "iso", "name", "aliases")
    codes = [row["iso"] for row in read_table("places/admin1.tsv", columns) if row["iso"]]
    assert len(codes) == len(set(codes))


def test_every_site_lies_in_a_known_country_on_the_globe() -> None:
    for place in site_places({"SY-HI": ("SY", "11")} | DIVISIONS):
        assert not place.country or GAZETTEER.country(place.country) is not None, place.name
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert 0 < place.uncertainty_km <= 10_000


DIVISIONS = {
    row["admin1"]: (row["country"], "")
    for row in read_table(
        "places/sites.tsv",
        (
            "name",
            "aliases",
            "kind",
            "country",
            "admin1",
            "latitude",
            "longitude",
            "uncertainty_km",
        ),
    )
    if row["admin1"]
}


def test_every_post_town_lies_in_a_state_and_on_the_globe() -> None:
    states = {
        row["code"]
        for row in read_table("places/admin1.tsv", ("country", "code", "iso", "name", "aliases"))
        if row["country"] == "US"
    }
    towns = list(post_towns())
    assert {t.admin1[1] for t in towns if t.admin1} <= states
    assert all(18 < t.latitude < 72 and -180 <= t.longitude < -60 for t in towns)
