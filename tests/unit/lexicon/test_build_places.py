from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lexicon import build_places
from pipeline.lexicon.build_places import BARE, Atlas, compile_sections
from pipeline.lexicon.gazetteer import DEFAULT_PATH, Gazetteer
from pipeline.lexicon.place_sources import SourcePlace
from pipeline.lexicon.places_file import hash_inputs, open_places, write_places

HOMS, IOWA = ("SY", "11"), ("US", "IA")


def town(name: str, people: int, division: tuple[str, str], **more: object) -> SourcePlace:
    place = SourcePlace("city", name, division[0], division, 34.0, 36.0, people, 1000 + people)
    place.names = [(name, True)]
    for key, value in more.items():
        setattr(place, key, value)
    return place


def test_the_shipped_file_was_built_from_the_tables_beside_it() -> None:
    header = open_places(DEFAULT_PATH).header
    folder = DEFAULT_PATH.parent / "places"
    assert header["inputs"] == hash_inputs(folder, build_places.INPUTS), "run `make places`"


def test_the_shipped_file_names_geonames_and_its_licence() -> None:
    attribution = open_places(DEFAULT_PATH).header["attribution"]
    assert "GeoNames" in attribution
    assert "CC BY 4.0" in attribution


def test_the_shipped_file_stays_small() -> None:
    assert DEFAULT_PATH.stat().st_size < 12_000_000


def test_a_smaller_namesake_in_the_same_division_is_left_out() -> None:
    atlas = Atlas()
    for place in (town("Salem", 900, IOWA), town("Salem", 100, IOWA), town("Salem", 50, HOMS)):
        atlas.add(place)
    assert [p.population for p in atlas.places] == [900, 50]


def test_a_town_is_found_under_its_other_names_as_such() -> None:
    atlas = Atlas()
    atlas.add(town("Homs", 900, HOMS, names=[("Homs", True), ("Hims", False)]))
    assert atlas.keys["homs"] == {0: 0}
    assert atlas.keys["hims"] == {0: build_places.ALTERNATE}


def test_the_article_is_varied_where_names_carry_it() -> None:
    atlas = Atlas()
    atlas.add(town("Al Qusayr", 900, HOMS))
    atlas.add(town("El Dorado", 900, IOWA))
    assert {"alqusayr", "elqusayr", "qusayr"} <= set(atlas.keys)
    assert "dorado" not in atlas.keys


def test_a_county_is_bare_without_its_word() -> None:
    atlas = Atlas()
    atlas.add(SourcePlace("admin2", "Cook County", "US", IOWA, 42.0, -93.0))
    assert atlas.keys["cookcounty"] == {0: 0}
    assert atlas.keys["cook"] == {0: BARE}


def test_a_town_of_the_supplement_only_adds_its_names_to_the_same_town() -> None:
    atlas = Atlas()
    atlas.add(town("Al Bab", 900, HOMS))
    again = SourcePlace("city", "Al-Bab", "SY", None, 34.05, 36.02)
    again.names = [("Al-Bab", True), ("Bab City", True)]
    index = atlas.find_town(again)
    assert index == 0
    atlas.add_names(index, again)
    assert atlas.keys["babcity"] == {0: 0}
    far = SourcePlace("city", "Al-Bab", "SY", None, 36.4, 37.5)
    far.names = [("Al-Bab", True)]
    assert atlas.find_town(far) is None


def test_what_is_compiled_can_be_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_places, "read_capitals", lambda: {"SY": ["Homs"]})
    atlas = Atlas()
    division = SourcePlace("admin1", "Homs", "SY", HOMS, 34.5, 37.0, 900, 0, 80.0)
    division.names = [("Homs", True)]
    country = SourcePlace("country", "Syria", "SY", None, 35.0, 38.0, 22_000_000, 163843, 240.0)
    country.names = [("Syria", True)]
    for place in (country, division, town("Homs", 700_000, HOMS)):
        atlas.add(place)
    path = tmp_path / "places.bin"
    write_places(path, {}, compile_sections(atlas, {HOMS: "SY-HI"}))
    gazetteer = Gazetteer.load(path)
    city = next(c for c in gazetteer.lookup("HOMS") if c.kind == "city")
    assert (city.admin1, city.admin1_code, city.country_name) == ("Homs", "SY-HI", "Syria")
    assert city.population == pytest.approx(700_000, rel=0.01)
    assert city.is_capital
    assert gazetteer.capital("SY") is not None


def post_town(name: str, latitude: float) -> SourcePlace:
    place = SourcePlace("city", name, "US", IOWA, latitude, -93.0, has_post=True)
    place.names = [(name, True)]
    return place


def test_a_town_in_the_lists_has_the_post_office_that_is_near() -> None:
    atlas = Atlas()
    listed = SourcePlace("city", "Salem", "US", IOWA, 41.0, -93.0, 900)
    listed.names = [("Salem", True)]
    atlas.add(listed)
    atlas.add_post(post_town("Salem", 41.05))
    assert [p.has_post for p in atlas.places] == [True]


def test_a_village_that_only_has_a_post_office_is_a_town_of_unknown_size() -> None:
    atlas = Atlas()
    atlas.add_post(post_town("Olmitz", 41.05))
    assert [(p.name, p.population, p.has_post) for p in atlas.places] == [("Olmitz", 0, True)]


def test_a_village_named_like_a_country_is_left_out() -> None:
    atlas = Atlas()
    country = SourcePlace("country", "Syria", "SY", None, 35.0, 38.0, 22_000_000)
    country.names = [("Syria", True)]
    atlas.add(country)
    atlas.add_post(post_town("Syria", 41.05))
    assert len(atlas.places) == 1
