"""The nouns: one frozen record per dataset, and their parts.

Standard library only. Field meanings are documented in ``schemas/<dataset>.avsc``; names here and
there are the same, in the same order. Times are aware UTC datetimes; ``start``/``end`` are offsets
in Unicode code points of the named field (``title`` or ``text``) of one article revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

Field = Literal["title", "text"]
PollStatus = Literal["ok", "not_modified", "failed", "not_due", "missed"]
Status = Literal[
    "occurred",
    "thwarted",
    "planned",
    "threatened",
    "alleged",
    "denied_by_party",
    "hypothetical",
    "negated",
]
Salience = Literal["main", "context", "background"]
DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
DateSource = Literal["text", "published", "window"]
PlacePrecision = Literal["site", "town", "admin2", "admin1", "country", "unknown"]
Role = Literal["perpetrator", "target", "victim", "claimant", "other"]
Outcome = Literal["killed", "injured", "missing", "captured"]
Op = Literal["insert", "update", "merge", "split", "retract"]
Stage = Literal["feeds", "fetch", "clean", "extract", "syndication", "resolve"]

#: Mentions with one of these statuses become incidents; the others stay mentions.
INCIDENT_STATUSES: frozenset[Status] = frozenset(
    ("occurred", "thwarted", "alleged", "denied_by_party")
)


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """One feed at one slot."""

    feed_id: str
    feed_url: str
    window_start: datetime
    status: PollStatus
    publisher: str | None = None
    reason: str | None = None
    http_status: int | None = None
    polled_at: datetime | None = None
    n_bytes: int | None = None
    n_items: int | None = None
    n_new: int | None = None
    next_poll_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One fetched response and the feed item that it came from."""

    page_id: str
    url: str
    window_start: datetime | None = None
    final_url: str | None = None
    fetched_at: datetime | None = None
    http_status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body: bytes | None = None
    sha256: str | None = None
    publisher: str | None = None
    feed_id: str | None = None
    item_id: str | None = None
    item_title: str | None = None
    item_published_at: datetime | None = None
    item_language: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of the cleaned text and metadata of a page."""

    article_id: str
    text: str
    revision: int = 1
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    post_id: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    published_at_source: str | None = None
    published_utc_offset: int | None = None
    title_source: str | None = None
    authors: str | None = None
    language: str | None = None
    sha256: str | None = None
    origin_article_id: str | None = None
    shingles: bytes | None = None
    page_id: str | None = None
    feed_id: str | None = None
    fetched_at: datetime | None = None
    recorded_at: datetime | None = None
    window_start: datetime | None = None
    gone_at: datetime | None = None

    @property
    def published_locally(self) -> datetime | None:
        """When it was published, by the publisher's clock where that is known."""
        if self.published_at is None or self.published_utc_offset is None:
            return self.published_at
        clock = timezone(timedelta(minutes=self.published_utc_offset))
        return self.published_at.astimezone(clock)

    @property
    def published_on(self) -> date | None:
        """The day of publication, as the article means it when it says today."""
        local = self.published_locally
        return local.date() if local else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a value was read from; ``value`` names it (event, date, place, ...)."""

    field: Field
    start: int
    end: int
    value: str = "event"


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


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that a stage could not use."""

    rejection_id: str
    stage: Stage
    reason: str
    ref: str
    detail: str | None = None
    url: str | None = None
    window_start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt to build one window."""

    run_id: str
    attempt: int
    window_start: datetime
    started_at: datetime
    finished_at: datetime | None = None
    code_version: str | None = None
    configuration: str | None = None
    runner: str | None = None
    fetch_read: int = 0
    fetch_kept: int = 0
    fetch_empty: int = 0
    fetch_rejected: int = 0
    clean_read: int = 0
    clean_kept: int = 0
    clean_empty: int = 0
    clean_rejected: int = 0
    extract_read: int = 0
    extract_kept: int = 0
    extract_empty: int = 0
    extract_rejected: int = 0
    resolve_read: int = 0
    resolve_kept: int = 0
    resolve_empty: int = 0
    resolve_rejected: int = 0
    rejected_by_reason: str | None = None
    incidents_inserted: int = 0
    incidents_updated: int = 0
    incidents_merged: int = 0
    incidents_split: int = 0
    incidents_retracted: int = 0
    seconds: float | None = None
    published_to_visible_p50_s: float | None = None
    published_to_visible_p95_s: float | None = None
    fetched_to_visible_p50_s: float | None = None
    fetched_to_visible_p95_s: float | None = None
