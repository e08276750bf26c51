"""How likely each reading of a name is by itself."""

from __future__ import annotations

from pipeline.extract.places.priors import clear_reading, priors_of, town_named_alike
from pipeline.lexicon.gazetteer import Candidate, Gazetteer


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
