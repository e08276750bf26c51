"""What an article tells: mentions and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from pipeline.records.words import (
    DatePrecision,
    DateSource,
    Field,
    Outcome,
    PlacePrecision,
    Role,
    Salience,
    Status,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a value was read from; ``value`` names it (event, date, place, ...)."""

    field: Field
    start: int
    end: int
    value: str = "event"


_COARSENESS: dict[PlacePrecision, int] = {
    precision: n for n, precision in enumerate(get_args(PlacePrecision))
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where, no finer than the text says."""

    name: str | None = None
    geoname_id: int | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    country: str | None = None
    country_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: PlacePrecision = "unknown"
    uncertainty_km: float | None = None

    @property
    def coarseness(self) -> int:
        """From 0 for a site to 5 for a place of unknown precision."""
        return _COARSENESS[self.place_precision]

    @property
    def is_point(self) -> bool:
        """Whether it is a town or a site, not a division or a country."""
        return self.place_precision in ("site", "town")


@dataclass(frozen=True, slots=True)
class Participant:
    """One actor, target or victim, as named in the text."""

    role: Role
    name: str
    actor_id: str | None = None
    type: str | None = None
    country: str | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """One weapon or means, as named in the text."""

    name: str
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Casualty:
    """One toll as the text claims it; a part names its whole's outcome in ``part_of``."""

    outcome: Outcome
    low: int | None = None
    best: int | None = None
    high: int | None = None
    who: str | None = None
    claimant: str | None = None
    part_of: str | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One incident as one article tells it."""

    mention_id: str
    article_id: str
    event_type: str
    article_revision: int = 1
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    recorded_at: datetime | None = None
    window_start: datetime | None = None
    origin_article_id: str | None = None
    language: str | None = None
    withdrawn_at: datetime | None = None
    status: Status = "occurred"
    salience: Salience = "main"
    event_start: date | None = None
    event_end: date | None = None
    date_precision: DatePrecision = "unknown"
    event_date: date | None = None
    event_date_source: DateSource | None = None
    place: Place = Place()
    participants: tuple[Participant, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    confidence: float | None = None
    extractor: str | None = None
