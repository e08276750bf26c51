"""What is fetched and read: polls of feeds, pages, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from pipeline.records.words import PollStatus


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
