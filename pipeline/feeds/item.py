"""What a feed says: the nouns of parsing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.errors import Reason

FeedKind = Literal["rss", "rdf", "atom", "json", "sitemap"]
#: How the date of an item was found: as the date it was published, as one without a zone (read as
#: UTC), as seconds since 1970, or only as the date of its last update.
DateWitness = Literal["published", "published_no_zone", "published_epoch", "updated"]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item with an address that can be fetched."""

    url: str
    canonical_url: str
    #: as the feed has it, else the address
    guid: str = ""
    title: str | None = None
    published_at: datetime | None = None
    published_at_source: DateWitness | None = None
    updated_at: datetime | None = None
    language: str | None = None
    #: changes when title, summary or a plausible date change: the article may have, too
    signature: str = ""


@dataclass(frozen=True, slots=True)
class UnusableItem:
    """An item that names nothing we could fetch; ``ref`` is its guid, link, title or number."""

    reason: Reason
    ref: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read; the same article is in it once."""

    kind: FeedKind
    title: str | None = None
    language: str | None = None
    self_url: str | None = None
    ttl_minutes: int | None = None
    #: hours (UTC) and days (Monday is 0) in which the publisher does not want to be asked
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    items: tuple[FeedItem, ...] = ()
    unusable: tuple[UnusableItem, ...] = ()
    #: oddities in plain words, each once
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadableFeed:
    """Why a body is no feed."""

    reason: Reason
    detail: str
