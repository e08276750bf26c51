from __future__ import annotations

import pytest

from pipeline.lexicon.gazetteer import Candidate, Gazetteer, town_radius_km

GAZETTEER = Gazetteer.load()


def find(name: str, kind: str, country: str | None) -> Candidate:
    return next(c for c in GAZETTEER.lookup(name) if c.kind == kind and c.country == country)


@pytest.mark.parametrize(
    ("name", "kind", "country", "iso"),
    [
        ("Homs", "admin1", "SY", "SY-HI"),
        ("Deir Ezzor", "admin1", "SY", "SY-DY"),
        ("Nineveh", "admin1", "IQ", "IQ-NI"),
        ("Hadhramaut", "admin1", "YE", "YE-HD"),
        ("Zaporizhia", "admin1", "UA", "UA-23"),
        ("North Darfur", "admin1", "SD", "SD-DN"),
        ("Borno", "admin1", "NG", "NG-BO"),
        ("Ménaka", "admin1", "ML", "ML-9"),
        ("Michoacan", "admin1", "MX", "MX-MIC"),
        ("Antioquia", "admin1", "CO", "CO-ANT"),
        ("Chalatenango", "admin1", "SV", "SV-CH"),
        ("Ayacucho", "admin1", "PE", "PE-AYA"),
        ("Araucania", "admin1", "CL", "CL-AR"),
        ("Quiche", "admin1", "GT", "GT-14"),
        ("Manipur", "admin1", "IN", "IN-MN"),
        ("Khyber Pakhtunkhwa", "admin1", "PK", "PK-KP"),
        ("Nangarhar", "admin1", "AF", "AF-NAN"),
        ("Sagaing", "admin1", "MM", "MM-01"),
        ("Dagestan", "admin1", "RU", "RU-DA"),
        ("Bavaria", "admin1", "DE", "DE-BY"),
        ("Normandy", "admin1", "FR", "FR-NOR"),
        ("Northern Ireland", "admin1", "GB", "GB-NIR"),
        ("California", "admin1", "US", "US-CA"),
        ("Beqaa", "admin1", "LB", "LB-BI"),
        ("Xinjiang", "admin1", "CN", "CN-XJ"),
        ("Oromia", "admin1", "ET", "ET-OR"),
        ("Gao", "city", "ML", "ML-7"),
        ("Marawi", "city", "PH", "PH-14"),
        ("Haifa", "city", "IL", "IL-HA"),
        ("Derry", "city", "GB", "GB-NIR"),
        ("Al-Tanf", "site", "SY", "SY-HI"),
        ("Koniko oilfield", "site", "SY", "SY-DY"),
        ("Ain al-Assad", "site", "IQ", "IQ-AN"),
        ("Erbil airport", "site", "IQ", "IQ-AR"),
        ("ZNPP", "site", "UA", "UA-23"),
    ],
)
def test_places_lie_in_their_division(name: str, kind: str, country: str, iso: str) -> None:
    assert iso in {
        c.admin1_code for c in GAZETTEER.lookup(name) if (c.kind, c.country) == (kind, country)
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"),
        ("Russia", "RU"),
        ("Venezuela", "VE"),
        ("UK", "GB"),
        ("Türkiye", "TR"),
        ("DR Congo", "CD"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("Palestine", "PS"),
    ],
)
def test_countries_are_found_under_their_names(name: str, code: str) -> None:
    country = GAZETTEER.country(name)
    assert country is not None
    assert country.country == code


def test_country_names_are_short_and_english() -> None:
    names = {code: GAZETTEER.country(code) for code in ("SY", "RU", "VE", "NL")}
    assert {code: c.country_name for code, c in names.items() if c} == {
        "SY": "Syria",
        "RU": "Russia",
        "VE": "Venezuela",
        "NL": "Netherlands",
    }


def test_look_up_does_not_mind_case_accents_dashes_spaces_or_the_article() -> None:
    names = ("Deir ez-Zor", "deir ez zor", "DEIR EZZOR", "Deir-ez-Zor")
    assert {find(name, "city", "SY").geoname_id for name in names} == {170794} or len(
        {find(name, "city", "SY").geoname_id for name in names}
    ) == 1
    assert find("at-Tanf", "site", "SY") == find("Al Tanf", "site", "SY")


def test_an_unknown_name_has_no_candidates() -> None:
    assert GAZETTEER.lookup("Xyzzyville upon Nowhere") == ()


def test_main_names_come_before_others_and_large_places_before_small_ones() -> None:
    candidates = GAZETTEER.lookup("Springfield")
    assert [c.is_alternate for c in candidates] == sorted(c.is_alternate for c in candidates)
    people = [c.population for c in candidates if not c.is_alternate and c.kind == "city"]
    assert people == sorted(people, reverse=True)


def test_a_county_is_found_by_its_full_name_and_is_bare_without_the_word() -> None:
    assert any(c.kind == "admin2" and not c.is_bare for c in GAZETTEER.lookup("Cook County"))
    assert all(c.is_bare for c in GAZETTEER.lookup("Cook") if c.kind == "admin2")


def test_capitals_and_divisions_are_known_by_code() -> None:
    capital, division = GAZETTEER.capital("SY"), GAZETTEER.division("US-TX")
    assert capital is not None
    assert division is not None
    assert (capital.name, capital.is_capital) == ("Damascus", True)
    assert (division.name, division.kind, division.country) == ("Texas", "admin1", "US")
    assert GAZETTEER.capital("XX") is GAZETTEER.division("XX-1") is None


def test_names_begin_and_prefixes_are_found_shortest_first() -> None:
    assert GAZETTEER.begins("deirez")
    assert not GAZETTEER.begins("xqzj")
    prefixes = GAZETTEER.find_prefixes("homsprovince")
    assert "homs" in prefixes
    assert prefixes == sorted(prefixes, key=len)


def test_coordinates_are_degrees_and_every_place_has_a_radius() -> None:
    for name in ("Homs", "Kyiv", "Lima", "Darfur", "Koniko", "Nairobi"):
        for place in GAZETTEER.lookup(name):
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180
            assert place.uncertainty_km > 0


def test_a_town_of_a_million_has_a_radius_of_about_ten_km() -> None:
    assert town_radius_km(1_000_000) == pytest.approx(11.3, abs=0.1)
    assert town_radius_km(0) == 1.0


def test_a_town_with_a_post_office_is_known_as_such() -> None:
    suburb = next(c for c in GAZETTEER.lookup("Compton") if c.admin1 == "California")
    quarter = next(c for c in GAZETTEER.lookup("East Garfield Park") if c.country == "US")
    assert (suburb.has_post, quarter.has_post) == (True, False)
