"""Weights from gold: pairs of mentions that are one incident or two, and what makes them likely."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Mention, Place
from pipeline.resolve.blocking import event_day, group_blocks, is_eligible
from pipeline.resolve.evidence import LARGE_KM, read_features
from pipeline.resolve.pairs import pairs_of_block
from pipeline.resolve.similarity import Weights
from pipeline.resolve.vetoes import stand

Floats = NDArray[np.float64]

#: How many pairs of a crowded city are told to be different. With 0 / 300 / 1000 a place's size
#: weighs -2.5 / -4.5 / -5.8, at B3 F1 89.7 / 89.9 / 89.9 and precision 98.5 / 98.7 / 98.5.
CROWD_PAIRS = 300
#: How many pairs of one small town and neighbouring days are told to be different. With 0 / 75 /
#: 150 / 300 of 100 others 58 / 33 / 21 / 9 are linked, at B3 F1 92.7 / 92.8 / 92.9 / 92.8.
TOWN_PAIRS = 150
#: How often each mention is paired with another one.
_TURNS = 3
_CITY = Place(
    "City", 1, "Admin1", "XX-1", "XX", "Country", 0.0, 0.0, "town", uncertainty_km=LARGE_KM
)
_TOWN = replace(_CITY, name="Town", geoname_id=2, uncertainty_km=3.0)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of each weight before any pair is seen."""

    names: tuple[str, ...]
    center: Floats
    spread: Floats

    def as_weights(self, values: Floats, like: Weights) -> Weights:
        """Weights with these values and the words of others."""
        return replace(like, features=dict(zip(self.names, values.tolist(), strict=True)))


def main_mentions(mentions: Iterable[Mention]) -> dict[str, Mention]:
    """The mention that stands for each article: of the highest salience, the first in the text."""
    order = ("main", "context", "background")

    def rank(mention: Mention) -> tuple[int, int]:
        start = mention.evidence[0].start if mention.evidence else 0
        return order.index(mention.salience), start

    chosen: dict[str, Mention] = {}
    for mention in mentions:
        known = chosen.get(mention.article_id)
        if known is None or rank(mention) < rank(known):
            chosen[mention.article_id] = mention
    return chosen


def read_pairs(
    mentions: Iterable[Mention],
    incidents: Mapping[str, str],
    weights: Weights,
    names: Sequence[str],
) -> tuple[Floats, Floats]:
    """Features and truth of all pairs of two articles that are compared and not vetoed.

    Args:
        mentions: those that are known to tell an incident.
        incidents: which one each of them tells, by mention id.
        weights: their words are what those of mentions are worth.
        names: of the features, in the order of the columns that come back.

    Returns:
        pairs x features, and 1 for each pair of one incident, 0 for each of two.
    """
    rows: list[list[float]] = []
    truth: list[float] = []
    for key, block in group_blocks(m for m in mentions if is_eligible(m)).items():
        for one, other in pairs_of_block(key, block):
            traits = weights.read(one), weights.read(other)
            if stand(*traits) != "open" or one.article_id == other.article_id:
                continue
            features = read_features(*traits)
            rows.append([features.get(name, 0.0) for name in names])
            truth.append(float(incidents[one.mention_id] == incidents[other.mention_id]))
    return np.array(rows).reshape(-1, len(names)), np.array(truth)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many pairs of one large city, and of one town on neighbouring days, are told apart."""

    city: int = CROWD_PAIRS
    town: int = TOWN_PAIRS


def crowd_pairs(
    mentions: Iterable[Mention],
    incidents: Mapping[str, str],
    weights: Weights,
    names: Sequence[str],
    size: Crowd,
) -> Floats:
    """Features of pairs that are not one incident, as if both were of one place and time.

    The gold is a sample: it has few incidents of one city and day, or of one town and neighbouring
    days; the news has many. Mentions of other incidents (by mention id) are moved there, and tell
    what two such reports have in common by chance.
    """
    rows: list[list[float]] = []
    for one, other in _strangers(mentions, incidents):
        is_of_city = len(rows) < size.city
        place = _CITY if is_of_city else _TOWN
        late = hash_of(one.mention_id + other.mention_id) % 2 if is_of_city else 1
        traits = weights.read(_move(one, place, 0)), weights.read(_move(other, place, late))
        if stand(*traits) == "open":
            features = read_features(*traits)
            rows.append([features.get(name, 0.0) for name in names])
        if len(rows) == size.city + size.town:
            break
    return np.array(rows).reshape(-1, len(names))


def _strangers(
    mentions: Iterable[Mention], incidents: Mapping[str, str]
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions of other incidents, each mention in a few at most."""
    told = sorted(mentions, key=lambda m: hash_of(m.mention_id))
    for turn in range(_TURNS):
        step = 1 + 97 * turn % max(1, len(told) - 1)
        for one, other in zip(told, [*told[step:], *told[:step]], strict=True):
            if incidents[one.mention_id] != incidents[other.mention_id]:
                yield one, other


def _move(mention: Mention, place: Place, late: int) -> Mention:
    """The mention as if of a place, on a fixed day or ``late`` days after it."""
    by = date(2000, 1, 1) + timedelta(days=late) - event_day(mention)
    start, end, published = mention.event_start, mention.event_end, mention.published_at
    return replace(
        mention,
        place=place,
        event_start=start and start + by,
        event_end=end and end + by,
        event_date=event_day(mention) + by,
        published_at=published and published + by,
    )


def hash_of(text: str) -> int:
    """A number that is the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")


def fit_weights(features: Floats, truth: Floats, prior: Prior) -> Floats:
    """The most likely weights, by Newton's method."""
    center, precision = prior.center, prior.spread**-2.0

    def loss(weights: Floats) -> float:
        odds = features @ weights
        unlikely = np.logaddexp(0.0, odds) - truth * odds
        return float(unlikely.sum() + (precision * (weights - center) ** 2).sum() / 2.0)

    weights = center.copy()
    for _ in range(100):
        chance = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -500.0, 500.0)))
        slope = features.T @ (chance - truth) + precision * (weights - center)
        curve = (features * (chance * (1.0 - chance))[:, None]).T @ features
        step = np.linalg.solve(curve + np.diag(precision), slope)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-8:
            step = step / 2.0
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights
