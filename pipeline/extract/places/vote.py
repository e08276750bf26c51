"""Decide what each spot means: the countries and divisions of the whole article vote.

An ambiguous name takes the reading that its neighbours support; the same name means the same place
throughout an article. Measured on MUC-4: a vote over the document instead of each name for itself
raises the country from 75 to 95 %.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from pipeline.extract.places.links import contains
from pipeline.extract.places.priors import priors_of, town_named_alike
from pipeline.extract.places.spot import LOCATIVE, Spot, Usage
from pipeline.extract.places.tally import Votes, division_of
from pipeline.lexicon.gazetteer import Candidate

#: How much a spot says of where the story plays, by usage.
USAGE_WEIGHT: dict[Usage, float] = {
    "place": 1.0,
    "body": 0.8,
    "adjective": 0.5,
    "actor": 0.3,
    "dateline": 0.6,
    "name": 0.1,
    "outlet": 0.4,
}
#: Parts of words ("US-led") say who acts, not where.
PART_WEIGHT = 0.1
#: Rounds of voting; after two, choices no longer change.
ROUNDS = 2

#: What the rest of an article says for a reading, in units of a tenfold population.
_COUNTRY_SUPPORT, _DIVISION_SUPPORT = 5.0, 3.0
_LINKED = 6.0
#: Nearness to a town of the article counts up to this distance.
_NEAR_SUPPORT, NEAR_KM = 1.5, 150.0
#: A reading votes in full when it leads by this margin (tenfold populations), else less.
LEAST_SURENESS, SURE_MARGIN = 0.2, 2.5
#: A place below this size (people) in a country that no word names votes so little.
NAMESAKE, TRUST_OF_NAMESAKE = 50_000, 0.2
#: The same for a division; one of this size (people) names its country.
NAMESAKE_STATE, LARGE_STATE = 300_000, 1_000_000
#: A capital of so many people is meant rather than a namesake by so much (tenfold populations).
LARGE_CAPITAL, _BEHIND_CAPITAL = 100_000, 6.0
#: Seas and regions of several countries have no country that could support them.
_STATELESS = 3.0


def choose_readings(spots: Iterable[Spot], hints: Votes) -> Votes:
    """Set ``chosen`` of every spot with candidates; returns the final votes.

    ``hints`` are votes from outside the text (the address, the publisher).
    """
    groups: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        groups[spot.key].append(spot)
    _doubt_namesakes(groups, hints)
    votes = _first_votes(groups, hints)
    for _ in range(ROUNDS):
        for group in groups.values():
            _choose(group, votes)
        votes = _count(groups, hints)
    return votes


def _doubt_namesakes(groups: Mapping[str, list[Spot]], hints: Votes) -> None:
    """Trust small places little whose countries no word names, where words name another.

    "Somali soldiers took the town of Mahas": that the gazetteer's only Mahas lies in Jordan says
    nothing for Jordan.
    """
    spots = [spot for group in groups.values() for spot in group]
    named, divided = named_countries(spots), _countries_of_states(spots)
    known = named | {country for country, weight in hints.countries.items() if weight}
    for group in groups.values():
        if group[0].country is not None or not group[0].candidates:
            continue
        is_small = bool(named) and all(is_namesake(c, known) for c in group[0].candidates)
        is_far = all(_is_small_division(c, known | divided) for c in group[0].candidates)
        if is_small or (divided and is_far):
            for spot in group:
                spot.trust = min(spot.trust, TRUST_OF_NAMESAKE)


def _countries_of_states(spots: Iterable[Spot]) -> set[str | None]:
    """The countries of which a text names a large division: "Missouri"."""
    first = (spot.candidates[0] for spot in spots if spot.candidates)
    return {c.country for c in first if c.kind == "admin1" and c.population >= LARGE_STATE}


def _is_small_division(candidate: Candidate, known: Container[str | None]) -> bool:
    """Whether a reading is "the Northland" of a country that nothing else speaks for."""
    is_small = candidate.kind == "admin1" and candidate.population < NAMESAKE_STATE
    return is_small and candidate.country not in known


def named_countries(spots: Iterable[Spot]) -> set[str]:
    """The countries that a text names, by name, adjective or capital."""
    return {
        code
        for spot in spots
        if not spot.is_part
        for code in (spot.country, *(c.country for c in spot.candidates[:1] if _is_national(c)))
        if code is not None
    }


def _is_national(candidate: Candidate) -> bool:
    return candidate.kind == "country" or candidate.is_capital


def is_namesake(candidate: Candidate, known: Container[str | None]) -> bool:
    """Whether a reading is a small place of a country that nothing else speaks for."""
    is_small = candidate.kind in ("city", "admin2") and candidate.population < NAMESAKE
    return is_small and candidate.country not in known


def weight_of(spot: Spot) -> float:
    """What one spot counts."""
    if spot.is_part:
        return PART_WEIGHT
    # "the Bartholomew County Jail" stands in that county
    is_county = spot.usage == "name" and _is_full_district(spot)
    weight = USAGE_WEIGHT["body" if is_county else spot.usage]
    if spot.usage == "dateline" and spot.is_container:
        return PART_WEIGHT  # "PARIS (FRANCE)" is one dateline
    if spot.usage == "place" and spot.relation not in LOCATIVE and not spot.parent:
        weight *= 0.6
    return weight * spot.trust


def _is_full_district(spot: Spot) -> bool:
    """Whether a name says itself that it is a district's: "Cook County"."""
    return any(c.kind == "admin2" and not c.is_bare for c in spot.candidates[:1])


def _group_weight(group: list[Spot]) -> float:
    """A name said ten times counts three times as much as one said once."""
    best = max(map(weight_of, group))
    return best * (1.0 + math.log2(len(group)) / 2)


def _first_votes(groups: Mapping[str, list[Spot]], hints: Votes) -> Votes:
    """Names with readings in one country count fully, the others by how likely each reading is."""
    votes = _copy(hints)
    for group in groups.values():
        weight = _group_weight(group)
        if group[0].country is not None:
            votes.add_country(group[0].country, weight)
            continue
        likely = [10.0**score for score in priors_of(group[0].candidates, group[0].head)]
        total = sum(likely)
        for share, candidate in zip(likely, group[0].candidates, strict=True):
            votes.add(candidate, weight * share / total)
    return votes


def _copy(votes: Votes) -> Votes:
    copy = Votes()
    copy.countries.update(votes.countries)
    copy.divisions.update(votes.divisions)
    copy.anchors.update(votes.anchors)
    copy.home = votes.home
    copy.total, copy.total_of_divisions = votes.total, votes.total_of_divisions
    return copy


def _count(groups: Mapping[str, list[Spot]], hints: Votes) -> Votes:
    votes = _copy(hints)
    for group in groups.values():
        weight = _group_weight(group)
        if group[0].country is not None:
            votes.add_country(group[0].country, weight)
            continue
        chosen = next((s.chosen for s in group if s.chosen), None)
        if chosen is not None:
            votes.add_name(group[0].key, chosen, weight * group[0].sureness)
    return votes


def _choose(group: list[Spot], votes: Votes) -> None:
    """One reading for a name throughout the article, but where the text says another."""
    candidates = group[0].candidates
    if len(candidates) == 1:
        for spot in group:
            spot.chosen = candidates[0]
    if len(candidates) < 2:
        return
    # "HERKIMER, N.Y." says nothing of what "New York" is in its story
    heads = {s.head for s in group if s.head and s.usage != "dateline" and not s.is_short}
    parents = [s.parent for s in group if s.parent is not None]
    best, group[0].sureness = _best(group[0], heads, parents, votes)
    # a name that is repeated is said to lie in the same few places again and again
    known: dict[object, tuple[Candidate, float]] = {}
    for spot in group:
        spot.chosen = best
        own_head = {spot.head} if spot.head else heads
        own_parents = [spot.parent] if spot.parent else parents
        if own_head != heads or own_parents != parents:
            said = (spot.head, _indexes(spot), tuple(_reading_of(p) for p in own_parents))
            if said not in known:
                known[said] = _best(spot, own_head, own_parents, votes)
            spot.chosen, spot.sureness = known[said]


def _reading_of(parent: Spot) -> object:
    """All of a parent that :func:`_is_linked` asks for."""
    chosen = parent.chosen.index if parent.chosen else None
    return parent.country, chosen, () if parent.chosen else _indexes(parent)


def _indexes(spot: Spot) -> tuple[int, ...]:
    return tuple(candidate.index for candidate in spot.candidates)


def _best(
    spot: Spot, heads: set[str], parents: list[Spot], votes: Votes
) -> tuple[Candidate, float]:
    """The likeliest reading of a name, and how sure it is."""
    priors = priors_of(spot.candidates, min(heads, default=""))
    known = _countries_of_capitals(spot)
    scored = sorted(
        (_lag(c, known) - score - _support(c, spot.key, parents, votes), c.index, c)
        for score, c in zip(priors, spot.candidates, strict=True)
    )
    best = scored[0][2]
    own = division_of(best)
    rivals = (score for score, _, c in scored[1:] if division_of(c) != own)
    margin = next(rivals, math.inf) - scored[0][0]
    town = town_named_alike(best, spot.candidates) if "admin1" not in heads else None
    return town or best, min(1.0, LEAST_SURENESS + margin / SURE_MARGIN)


def _countries_of_capitals(spot: Spot) -> set[str | None]:
    """The countries whose large capital a name is; telegrams tell of the towns of their own."""
    if spot.sentence.text.isupper():
        return set()
    large = (c for c in spot.candidates if c.is_capital and c.population >= LARGE_CAPITAL)
    return {c.country for c in large}


def _lag(candidate: Candidate, countries: set[str | None]) -> float:
    """How far a village falls behind the capital that it has its name from: Doha is in Qatar."""
    is_behind = bool(countries) and candidate.country not in countries
    return _BEHIND_CAPITAL * (is_behind and is_namesake(candidate, countries))


def _support(candidate: Candidate, key: str, parents: list[Spot], votes: Votes) -> float:
    """What the rest of the article says for a reading."""
    if candidate.country is None:
        return _STATELESS
    score = _COUNTRY_SUPPORT * votes.country_share(candidate.country, key)
    if candidate.admin1 is not None:
        score += _DIVISION_SUPPORT * votes.division_share(division_of(candidate), key)
    if votes.anchors and candidate.kind in ("city", "site", "admin2"):
        within = candidate.uncertainty_km if candidate.kind == "admin2" else 0.0
        away = max(0.0, votes.nearest_km(candidate, key) - within)
        score += _NEAR_SUPPORT * max(0.0, 1.0 - away / NEAR_KM)
    if parents:
        linked = sum(_is_linked(candidate, parent) for parent in parents)
        score += _LINKED * (2 * linked / len(parents) - 1)
    return score


def _is_linked(candidate: Candidate, parent: Spot) -> bool:
    if parent.country is not None:
        return candidate.country == parent.country
    readings = (parent.chosen,) if parent.chosen else parent.candidates
    return any(contains(reading, candidate) for reading in readings)
