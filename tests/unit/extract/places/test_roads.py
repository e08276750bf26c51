"""Roads that are named for where they lead."""

from __future__ import annotations

from pipeline.extract.places.find import find_places
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.records import Article, Place
from pipeline.text import read_document


def places(text: str) -> dict[str | None, Place]:
    """The places of a text by name."""
    found = find_places(read_document(Article("a", text)), Gazetteer.load())
    return {mention.place.name: mention.place for mention in found}


def test_a_road_lies_between_the_towns_it_is_named_for() -> None:
    told = places("Gunmen stopped a bus on the Kaduna-Abuja highway in Nigeria.")["Kaduna-Abuja"]
    assert (told.country, told.place_precision, told.geoname_id) == ("NG", "admin2", None)
    assert told.latitude is not None
    assert 9.1 < told.latitude < 10.5
    assert 60 < (told.uncertainty_km or 0) < 200


def test_a_road_within_a_province_lies_in_it() -> None:
    text = "A lorry hit a mine on the Mandera-Elwak road in Kenya."
    assert places(text)["Mandera-Elwak"].admin1 == "Mandera"


def test_what_is_no_road_or_leads_nowhere_is_none() -> None:
    assert "Kaduna-Abuja" not in places("The Kaduna-Abuja talks ended in Nigeria.")
    assert "Kaduna-Lima" not in places("Gunmen stopped a bus on the Kaduna-Lima road.")
