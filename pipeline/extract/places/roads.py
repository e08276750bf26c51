"""Roads that are named for where they lead: "the Quetta-Karachi highway"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.places.spot import Spot
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Sentence

#: No road of news leads between towns farther apart.
_LONGEST_KM = 900.0
#: What a road leads to; of so many readings of each name.
_ENDS, _READINGS = frozenset({"city", "admin1", "site"}), 5


def find_road(
    sentence: Sentence, position: int, gazetteer: Gazetteer, words: PlaceWords
) -> Spot | None:
    """The spot of a road: two names that a hyphen joins, before a word like "road".

    What is on it lies somewhere between them: its place is the middle, as wide as the road is long.
    """
    names = sentence.words[position].split("-")
    behind = sentence.lowers[position + 1 : position + 2]
    is_led = len(names) == 2 and all(name[:1].isupper() for name in names)
    if not is_led or words.streets.isdisjoint(behind):
        return None
    one, other = (gazetteer.find(text_key(name))[:_READINGS] for name in names)
    candidates = tuple(_roads_between(one, other, "-".join(names)))
    key = text_key(sentence.words[position])
    return Spot(sentence, position, position + 1, key, candidates) if candidates else None


def _roads_between(
    ones: Iterable[Candidate], others: Iterable[Candidate], name: str
) -> Iterable[Candidate]:
    """A reading for each country that has both ends not too far from each other."""
    countries = set()
    for one, other in ((a, b) for a in ones for b in others):
        if one.country != other.country or one.country in countries:
            continue
        length = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
        if length <= _LONGEST_KM and {one.kind, other.kind} <= _ENDS:
            countries.add(one.country)
            yield _middle_of(one, other, name, length)


def _middle_of(one: Candidate, other: Candidate, name: str, length: float) -> Candidate:
    is_inside = one.admin1_code == other.admin1_code
    return replace(
        one,
        geoname_id=None,
        name=name,
        kind="admin2",
        admin1=one.admin1 if is_inside else None,
        admin1_code=one.admin1_code if is_inside else None,
        latitude=round((one.latitude + other.latitude) / 2, 5),
        longitude=round((one.longitude + other.longitude) / 2, 5),
        population=max(one.population, other.population),
        uncertainty_km=max(round(length / 2, 1), one.uncertainty_km),
        is_alternate=False,
        is_bare=False,
        is_capital=False,
    )
