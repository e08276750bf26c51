"""Quarters that bear the name of a town elsewhere, or that no list has.

"AUSTIN - Five people were shot, said a Chicago police spokeswoman": nothing else of the story is in
Texas, so its Austin is a quarter of Chicago. The gazetteer has every town of the United States with
a post office, so that what it lacks near a large town is seldom a town of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.places.belief import ENGLISH_COUNTRIES, FAR_KM, FULLY_LISTED
from pipeline.extract.places.quarters import QUARTERED, is_own_town
from pipeline.extract.places.spot import LOCATIVE, Spot
from pipeline.extract.places.tally import Votes, division_of
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_words import PlaceWords

#: A namesake's division has no more than this share of the votes without the name's own.
LEAST_SUPPORT = 0.05


def find_namesakes(spots: Sequence[Spot], votes: Votes, words: PlaceWords) -> dict[int, Candidate]:
    """Spots (by ``id``) that are quarters of the town whose police an article tells of.

    Each is read as that town from here on, since its own point is not known.
    """
    towns = {town.index: town for town in _policed_towns(spots, votes, words)}
    if len(towns) != 1:
        return {}
    town = next(iter(towns.values()))
    own = {spot.key for spot in spots if is_own_town(spot, words)}
    found = {s.key for s in spots if _is_namesake(s, town, votes)} - own
    moved = [spot for spot in spots if spot.key in found]
    for spot in moved:
        spot.chosen, spot.is_unlisted = town, False
    return {id(spot): town for spot in moved}


def _policed_towns(spots: Sequence[Spot], votes: Votes, words: PlaceWords) -> Iterator[Candidate]:
    """The large towns that have police in the text, or a site named for them."""
    for spot in spots:
        town = spot.chosen
        if town is None or town.kind != "city" or town.population < QUARTERED:
            continue
        is_host = votes.anchors.get(f"host {town.index}") is not None
        if town.country in ENGLISH_COUNTRIES and (is_host or spot.word(1) in words.policing):
            yield town


def _is_namesake(spot: Spot, town: Candidate, votes: Votes) -> bool:
    """Whether something is put in a place that no town of the story is."""
    place = spot.chosen
    is_put = spot.relation in LOCATIVE or spot.usage == "dateline"
    if place is None or spot.parent is not None or spot.is_aside or not is_put:
        return False
    return _is_lacking(place, town) if spot.is_unlisted else _is_afar(place, town, spot.key, votes)


def _is_lacking(place: Candidate, town: Candidate) -> bool:
    """Whether the gazetteer lacks a name for which the site's own state was taken."""
    is_state = place.kind == "admin1" and division_of(place) == division_of(town)
    return is_state and town.country in FULLY_LISTED


def _is_afar(place: Candidate, town: Candidate, key: str, votes: Votes) -> bool:
    """Whether all that the article has of a namesake's division is the name itself."""
    if place.kind != "city" or place.population > town.population:
        return False
    if place.country not in ENGLISH_COUNTRIES or division_of(place) == division_of(town):
        return False
    away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
    return away > FAR_KM and votes.division_share(division_of(place), key) < LEAST_SUPPORT
