"""What happened: incidents, where they come from, and how they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.records.words import (
    DatePrecision,
    DateSource,
    Field,
    Op,
    Outcome,
    PlacePrecision,
    Role,
    Salience,
    Status,
)


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, once: the best values of all its mentions."""

    incident_id: str
    event_type: str
    status: Status
    salience: Salience
    is_default: bool
    event_date: date
    event_date_source: DateSource
    revision: int = 1
    event_start: date | None = None
    event_end: date | None = None
    date_precision: DatePrecision = "unknown"
    title: str | None = None
    place_name: str | None = None
    geoname_id: int | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    country: str | None = None
    country_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: PlacePrecision = "unknown"
    uncertainty_km: float | None = None
    perpetrators: str | None = None
    targets: str | None = None
    victims: str | None = None
    weapons: str | None = None
    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_best: int | None = None
    injured_high: int | None = None
    tolls_disputed: bool = False
    n_mentions: int = 0
    n_articles: int = 0
    n_publishers: int = 0
    n_origins: int = 0
    first_reported_at: datetime | None = None
    last_reported_at: datetime | None = None
    first_recorded_at: datetime | None = None
    last_recorded_at: datetime | None = None
    confidence: float | None = None
    resolver: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentSource:
    """One mention of one incident, and the words that tell it."""

    incident_id: str
    mention_id: str
    article_id: str
    event_date: date
    article_revision: int = 1
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    published_at: datetime | None = None
    recorded_at: datetime | None = None
    origin_article_id: str | None = None
    salience: Salience = "main"
    mention_event_date: date | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentParticipant:
    """Who did what to whom, in one mention of an incident."""

    incident_id: str
    mention_id: str
    n: int
    event_date: date
    role: Role
    name: str
    actor_id: str | None = None
    type: str | None = None
    country: str | None = None
    article_id: str | None = None
    article_revision: int = 1
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentClaim:
    """One toll with its claimant, in one mention of an incident."""

    incident_id: str
    mention_id: str
    n: int
    event_date: date
    outcome: Outcome
    low: int | None = None
    best: int | None = None
    high: int | None = None
    who: str | None = None
    claimant: str | None = None
    part_of: str | None = None
    article_id: str | None = None
    article_revision: int = 1
    published_at: datetime | None = None
    field: Field | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentChange:
    """One step of an incident's history with its full after-image.

    ``after`` is flattened into the row; a merge keeps the image of what was merged away and names
    the survivor, a retraction keeps the last image. ``change_seq`` is given at the commit.
    """

    op: Op
    incident_id: str
    window_start: datetime
    after: Incident
    change_seq: int = 0
    cause_article_id: str | None = None
    old_event_date: date | None = None
    merged_into: str | None = None
