"""How likely each reading of a place's name is, without the rest of the text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from pipeline.extract.places.people import is_village
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km

#: Weights of a reading's score, in units of a tenfold population.
_KIND = {"country": 4.0, "admin1": 0.7, "region": 4.0, "site": 2.0, "city": 0.0, "admin2": -1.0}
_HEAD_MATCH, _HEAD_CLASH = 3.0, -1.5
_ALTERNATE, _BARE = -1.0, -4.0
#: A village that only lists of post offices have.
_VILLAGE = -0.7
#: A name that a place has as well, where it is that of a city of at least so many people, so many
#: times as many.
_OUTSHONE, CITY, _SO_MANY_TIMES = -4.0, 50_000, 50
#: Of so many names, each beside one word, the priors are remembered.
_REMEMBERED = 1 << 14
#: By this margin a name alone means one country rather than another.
CLEAR_MARGIN = 1.0
#: A division named like the country's capital that lies elsewhere.
_OTHER_CAPITAL = 2.5

#: A town of the same name stands for itself, not for its province, when so large a part of the
#: province's people live in it (Santa Fe de Antioquia is not meant by "Antioquia").
SHARE_OF_PEOPLE = 0.02


def prior(candidate: Candidate, head: str) -> float:
    """How likely a reading is without the rest of the text, on a scale of powers of ten."""
    score = 0.7 * math.log10(candidate.population + 300) + _KIND[candidate.kind]
    score += _VILLAGE * is_village(candidate)
    score += _ALTERNATE * candidate.is_alternate + 0.7 * candidate.is_capital
    if head and head != "site":
        score += _HEAD_MATCH if _fits_head(candidate, head) else _HEAD_CLASH
    elif candidate.is_bare:
        score += _BARE
    return score


def _fits_head(candidate: Candidate, head: str) -> bool:
    if head == "region":
        return candidate.kind in ("region", "admin1")
    if head == "admin2":
        return candidate.kind in ("admin2", "admin1") or candidate.is_bare
    return candidate.kind == head


@lru_cache(maxsize=_REMEMBERED)
def priors_of(candidates: tuple[Candidate, ...], head: str) -> tuple[float, ...]:
    """The prior of each reading beside the others of the name."""
    capitals = {c.country: c.admin1 for c in candidates if c.is_capital}
    scores = []
    for candidate in candidates:
        is_division = candidate.kind == "admin1" and head != "admin1"
        # without a word like "province" a division counts no more than the town it is named for
        town = town_named_alike(candidate, candidates) if is_division else None
        score = prior(town or candidate, head)
        if head == "admin1" and is_surrounded(candidate, candidates):
            score += _HEAD_CLASH - _HEAD_MATCH  # "the Moscow region" is what lies around the city
        if is_division and town is None and _is_outgrown(candidate, candidates):
            score -= _KIND["admin1"]  # "Manchester" is the city rather than a parish of Jamaica
        if is_division and capitals.get(candidate.country, candidate.admin1) != candidate.admin1:
            score -= _OTHER_CAPITAL  # "Washington" is the capital rather than the state
        score += _OUTSHONE * _is_outshone(candidate, candidates)
        scores.append(score)
    return tuple(scores)


def _is_outshone(village: Candidate, candidates: Iterable[Candidate]) -> bool:
    """Whether a name that a village has as well is a city's own: Novorossiysk is in Russia."""
    return village.is_alternate and any(
        city.kind == "city"
        and not city.is_alternate
        and city.population >= max(CITY, _SO_MANY_TIMES * village.population)
        for city in candidates
    )


def _is_outgrown(division: Candidate, candidates: Iterable[Candidate]) -> bool:
    """Whether a town of the name abroad has more people than a division."""
    return any(
        other.kind == "city"
        and other.country != division.country
        and other.population > division.population
        and not other.is_alternate
        for other in candidates
    )


def clear_reading(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """The reading of a name without any text around it, if one country is clearly meant."""
    scored = sorted(
        zip(priors_of(candidates, ""), candidates, strict=True), key=lambda item: -item[0]
    )
    score, best = scored[0]
    if any(score - other < CLEAR_MARGIN for other, c in scored if c.country != best.country):
        return None
    return town_named_alike(best, candidates) or best


def town_named_alike(division: Candidate, candidates: Iterable[Candidate]) -> Candidate | None:
    """The town that a province is named after: "in Homs" means the town unless said otherwise."""
    if division.kind != "admin1":
        return None
    for town in candidates:
        is_inside = town.country == division.country and town.admin1 == division.admin1
        # "Oklahoma" is not Oklahoma City, though that goes by the name too
        is_alike = town.is_alternate <= division.is_alternate
        is_main = is_alike and town.population >= SHARE_OF_PEOPLE * division.population
        if town.kind == "city" and is_inside and is_main:
            return town
    return None


def is_surrounded(division: Candidate, candidates: Iterable[Candidate]) -> bool:
    """Whether a division is a city of its own within another of its name (Kyiv in Kyiv Oblast)."""
    if division.kind != "admin1":
        return False
    return any(
        other.kind == "admin1"
        and other.country == division.country
        and _distance_km(other, division) + division.uncertainty_km < other.uncertainty_km
        for other in candidates
    )


def _distance_km(one: Candidate, other: Candidate) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
