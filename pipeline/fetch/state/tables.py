"""The tables of the state.

feeds      what is known of each feed          polls      one row for each feed and slot
items      every item ever seen, and its fate  responses  what was fetched and not yet landed
hosts      who asks a host now, and when last  robots     each origin's robots.txt
landings   what has been landed, with counts   takedowns  what must never be fetched again
alembic_version   of these tables; pipeline/fetch/state/migrations brings older ones up to date
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware datetime, in UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the database UTC; SQLite has no zones."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take UTC from the database."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData()
_LEFT = "part IS NULL"
_DUE = "due_window IS NOT NULL"

feeds = Table(
    "feeds",
    metadata,
    Column("feed_id", String(20), primary_key=True),
    Column("url", Text, nullable=False),
    Column("current_url", Text, nullable=False, default=""),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", String(64)),
    Column("next_poll_at", Moment),
    Column("retry_at", Moment),
    Column("retired_at", Moment),
    Column("failures", Integer, nullable=False, default=0),
    Column("quiet", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("title", Text),
    Column("ttl_minutes", Integer, nullable=False, default=0),
    Column("skip_hours", Text, nullable=False, default=""),
    Column("skip_days", Text, nullable=False, default=""),
    Column("last_slot", Moment),
    Column("last_asked_at", Moment),
    Column("last_ok_at", Moment),
    Column("last_full_at", Moment),
    Column("last_new_at", Moment),
    #: the address that the feed gives itself, and the smallest hashes of its items
    Column("self_url", Text),
    Column("items_sketch", Text, nullable=False, server_default=""),
    #: the feed that tells the same, which is asked instead of this one
    Column("duplicate_of", String(20)),
)

polls = Table(
    "polls",
    metadata,
    Column("feed_id", String(20), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("feed_url", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("publisher", Text),
    Column("reason", Text),
    Column("detail", Text),
    Column("http_status", Integer),
    Column("polled_at", Moment),
    Column("n_bytes", Integer),
    Column("n_items", Integer),
    Column("n_new", Integer),
    Column("next_poll_at", Moment),
    #: the slot before this one that has a row: those between were missed
    Column("previous_slot", Moment),
    #: of the landing; null until it is landed
    Column("part", Text),
    #: each run asks for the rows of its window, and for those that have not landed
    Index("polls_landing", "window_start", "part"),
    Index("polls_left", "window_start", sqlite_where=text(_LEFT), postgresql_where=text(_LEFT)),
)

items = Table(
    "items",
    metadata,
    Column("item_id", String(20), primary_key=True),
    Column("feed_id", String(20), nullable=False),
    Column("host", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("title", Text),
    Column("published_at", Moment),
    Column("language", Text),
    Column("publisher", Text),
    Column("signature", String(20)),
    #: pending (to be fetched from due_window on), landed (looked at again then), failed, gone, or
    #: unusable (it names nothing that could be fetched)
    Column("status", String(10), nullable=False),
    Column("due_window", Moment),
    Column("first_window", Moment, nullable=False),
    Column("seen_window", Moment, nullable=False),
    Column("landed_window", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("refetches", Integer, nullable=False, default=0),
    Column("rechecks", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("detail", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", String(64)),
    Index("items_due", "status", "due_window", "host"),
    #: each host asks for its own, while others may have hundreds of thousands
    Index(
        "items_of_host", "host", "due_window", sqlite_where=text(_DUE), postgresql_where=text(_DUE)
    ),
    Index("items_first", "first_window", "status"),
)

responses = Table(
    "responses",
    metadata,
    Column("item_id", String(20), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("host", Text, nullable=False),
    #: kept (a page), empty (nothing new) or rejected
    Column("outcome", String(8), nullable=False),
    Column("reason", Text),
    Column("n_bytes", Integer, nullable=False),
    Column("record", LargeBinary),
    #: of the landing; null until it is landed
    Column("part", Text),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("leased_by", Text),
    Column("leased_until", Moment),
    Column("free_at", Moment),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),
)

landings = Table(
    "landings",
    metadata,
    Column("stage", String(8), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("landed_at", Moment, nullable=False),
    #: the summary of the run that landed it, as JSON
    Column("summary", Text, nullable=False),
)

takedowns = Table(
    "takedowns",
    metadata,
    #: hash of an article's address or of a publisher's name: what was taken down is not kept
    Column("takedown_id", String(20), primary_key=True),
    Column("noted_at", Moment, nullable=False),
)

#: As Alembic keeps it.
alembic_version = Table(
    "alembic_version", metadata, Column("version_num", String(32), primary_key=True)
)
