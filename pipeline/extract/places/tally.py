"""The votes of an article for the countries and divisions that it plays in."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km

#: Nearness counts from a name with so much of a vote; more than so many anchors tell nothing new.
ANCHOR_WEIGHT, MOST_ANCHORS = 0.8, 8
#: Nothing that lies this far north or south (degrees, 330 km) is near.
AROUND_DEGREES = 3.0
#: Fewer votes than that are no majority: two ambiguous names must not prove each other.
ENOUGH = 1.5
#: An article plays in one division above this share; a division below that is a side line.
LEADING_SHARE, SIDE_SHARE = 0.4, 0.15
#: and only with so much of a vote.
LEAST_LEADING = 0.5

Division = tuple[str, str]


@dataclass(slots=True)
class Votes:
    """Support for countries (alpha-2) and divisions ((country, name)).

    A name does not support itself: shares are asked for without what the name's own vote gave.
    """

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[Division, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[str, tuple[Candidate, float]] = field(default_factory=dict)
    #: Towns and sites that are sure enough to judge others by how near they are.
    anchors: dict[str, Candidate] = field(default_factory=dict)
    #: The division where the news site is at home.
    home: Candidate | None = None
    #: Sums of the votes for countries and for divisions.
    total: float = 0.0
    total_of_divisions: float = 0.0

    @property
    def leading(self) -> str | None:
        """The country that an article speaks for most."""
        return max(self.countries, key=lambda c: self.countries[c], default=None)

    def add_country(self, country: str, weight: float) -> None:
        """Count a country alone."""
        self.countries[country] += weight
        self.total += weight

    def add(self, candidate: Candidate, weight: float) -> None:
        """Count a reading."""
        if candidate.country is None:
            return
        self.add_country(candidate.country, weight)
        if candidate.admin1 is not None:
            self.divisions[candidate.country, candidate.admin1] += weight
            self.total_of_divisions += weight

    def add_name(self, key: str, candidate: Candidate, weight: float) -> None:
        """Count the reading of a name."""
        self.add(candidate, weight)
        self.own[key] = (candidate, weight)
        is_point = candidate.kind in ("city", "site") and weight >= ANCHOR_WEIGHT
        if is_point and len(self.anchors) < MOST_ANCHORS:
            self.anchors[key] = candidate

    def withdraw(self, key: str) -> None:
        """Count a name no more: it is not the place that it was read as."""
        candidate, weight = self.own.pop(key, (None, 0.0))
        self.anchors.pop(key, None)
        if candidate is not None:
            self.add(candidate, -weight)

    def country_share(self, country: str | None, key: str = "") -> float:
        """Share of a country, 0..1, without the vote of the name ``key``."""
        candidate, weight = self.own.get(key, (None, 0.0))
        total = self.total - weight
        if country is None or total <= 0.01:
            return 0.0
        is_own = candidate is not None and candidate.country == country
        return (self.countries.get(country, 0.0) - weight * is_own) / max(total, ENOUGH)

    def leading_beside(self, key: str, least: float) -> str | None:
        """The country that all but the name ``key`` speak for most, from a weight on."""
        candidate, weight = self.own.get(key, (None, 0.0))
        own = candidate.country if candidate is not None else None
        others = {c: w - weight * (c == own) for c, w in self.countries.items()}
        best = max(others, key=lambda c: others[c], default=None)
        return best if best is not None and others[best] >= least else None

    def division_share(self, division: Division, key: str = "") -> float:
        """Share of a division among all divisions, 0..1, without the vote of the name ``key``."""
        candidate, weight = self.own.get(key, (None, 0.0))
        if candidate is None or candidate.admin1 is None:
            weight = 0.0
        total = self.total_of_divisions - weight
        if total <= 0.01:
            return 0.0
        is_own = weight > 0 and candidate is not None and division_of(candidate) == division
        return (self.divisions.get(division, 0.0) - weight * is_own) / max(total, ENOUGH)

    def nearest_km(self, candidate: Candidate, key: str) -> float:
        """Distance to the nearest anchor of another name than ``key``, infinite where all are far.

        Most namesakes lie far off: their latitude alone tells.
        """
        latitude, longitude = candidate.latitude, candidate.longitude
        nearest = math.inf
        for name, anchor in self.anchors.items():
            if name != key and abs(anchor.latitude - latitude) < AROUND_DEGREES:
                away = distance_km(latitude, longitude, anchor.latitude, anchor.longitude)
                nearest = min(nearest, away)
        return nearest

    def leads_elsewhere(self, candidate: Candidate, key: str) -> bool:
        """Whether the article plays in one division of the country, and not in the candidate's."""
        own = division_of(candidate)
        others = {d: self._votes_without(d, key) for d in self.divisions}
        leading = max(others, key=lambda d: others[d], default=own)
        if leading[0] != candidate.country or leading == own:
            return False
        if all(division_of(c) != leading for c, _ in self.own.values()):
            return False  # only the site is at home there
        total = sum(others.values())
        is_leading = others[leading] > max(LEADING_SHARE * total, LEAST_LEADING)
        return is_leading and others.get(own, 0.0) < SIDE_SHARE * total

    def _votes_without(self, division: Division, key: str) -> float:
        candidate, weight = self.own.get(key, (None, 0.0))
        is_own = candidate is not None and division_of(candidate) == division
        return self.divisions[division] - weight * is_own


def division_of(candidate: Candidate) -> Division:
    """The division that a candidate lies in (an empty name when there is none)."""
    return (candidate.country or "", candidate.admin1 or "")
