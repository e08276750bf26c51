"""The nouns of this room: a feed, how to ask it, the feeds file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.ids import feed_id
from pipeline.urls import host_of, without_login


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed that we poll; what is None is taken from the feed or from the settings."""

    url: str
    publisher: str | None = None
    language: str | None = None
    interval_minutes: int | None = None

    @property
    def feed_id(self) -> str:
        """The feed's identifier: it stays when the feed moves, or has another login."""
        return feed_id(without_login(self.url))

    @property
    def host(self) -> str:
        """The host that serves the feed."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How to poll and fetch: what the ``[settings]`` table of a feeds file may hold."""

    #: an address where a webmaster reaches you; goes into the User-Agent
    contact: str = ""
    interval_minutes: int = 15
    #: shortest time between two requests to one host, in seconds
    pace_s: float = 1.0
    max_feed_mb: int = 10
    max_page_mb: int = 5
    #: items of one feed that are read at one poll, the first in the feed's order
    max_items: int = 500
    #: requests in flight at once, each to another host
    connections: int = 64
    #: how long one fetch may take; what is left waits for the next window
    fetch_minutes: float = 10.0


@dataclass(frozen=True, slots=True)
class FeedCatalog:
    """A feeds file that has been checked."""

    path: Path
    settings: FeedSettings = FeedSettings()
    feeds: tuple[Feed, ...] = ()
