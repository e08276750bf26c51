"""How the feeds of a catalog are doing, from what the state knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pipeline.feeds.decide import QUIET_ANSWERS, FeedState
from pipeline.feeds.feed import Feed, FeedCatalog
from pipeline.fetch.state.database import State, has_state
from pipeline.fetch.state.feed_store import load_feed_states
from pipeline.fetch.state.poll_store import count_polls, last_waits
from pipeline.urls import publisher_of, without_login

HealthStatus = Literal["ok", "quiet", "failing", "gone", "duplicate", "never polled"]


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One feed as its last polls show it."""

    url: str
    publisher: str | None
    status: HealthStatus
    last_polled_at: datetime | None
    last_new_at: datetime | None
    failures: int
    #: from its last poll to the next one; as configured when it has not been asked yet
    interval_minutes: int
    #: of the answers of the last weeks, how many brought nothing new by saying so
    share_not_modified: float | None
    next_poll_at: datetime | None
    reason: str | None
    #: the feed that tells the same and is asked instead
    duplicate_of: str | None


def feed_health(state_url: str, catalog: FeedCatalog) -> list[FeedHealth]:
    """Look at each feed of a catalog, in its order.

    Raises:
        ConfigError: the database URL is wrong.
        WorldError: the database failed.
    """
    states = {feed.feed_id: FeedState(feed.feed_id, feed.url) for feed in catalog.feeds}
    counts, waits = {}, {}
    if has_state(state_url):  # looking makes none
        with State(state_url) as state, state.read() as connection:
            states = load_feed_states(connection, catalog.feeds)
            counts, waits = count_polls(connection), last_waits(connection)
    configured = {
        feed.feed_id: feed.interval_minutes or catalog.settings.interval_minutes
        for feed in catalog.feeds
    }
    minutes = configured | {key: round(wait.total_seconds() / 60) for key, wait in waits.items()}
    urls = {feed.feed_id: without_login(feed.url) for feed in catalog.feeds}
    found = [
        _health(feed, states[feed.feed_id], counts.get(feed.feed_id, {}), minutes[feed.feed_id])
        for feed in catalog.feeds
    ]
    return [replace(feed, duplicate_of=urls.get(feed.duplicate_of or "")) for feed in found]


def _health(feed: Feed, known: FeedState, counts: dict[str, int], minutes: int) -> FeedHealth:
    answers = sum(counts.get(status, 0) for status in ("ok", "not_modified"))
    return FeedHealth(
        url=without_login(feed.url),
        publisher=feed.publisher or publisher_of(feed.url) or None,
        status=_status(known),
        last_polled_at=known.last_asked_at,
        last_new_at=known.last_new_at,
        failures=known.failures,
        interval_minutes=minutes,
        share_not_modified=counts.get("not_modified", 0) / answers if answers else None,
        next_poll_at=None if known.retired_at else known.next_poll_at,
        reason=known.reason,
        duplicate_of=known.duplicate_of,
    )


def _status(known: FeedState) -> HealthStatus:
    if known.last_asked_at is None:
        return "never polled"
    if known.retired_at is not None:
        return "gone"
    if known.failures:
        return "failing"
    if known.duplicate_of:
        return "duplicate"
    return "quiet" if known.quiet > QUIET_ANSWERS else "ok"
