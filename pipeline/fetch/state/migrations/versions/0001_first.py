"""The tables as they were before their versions had names."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_ID = sa.String(20)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text) for name in names]


def _moments(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _MOMENT) for name in names]


def _needed(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def upgrade() -> None:
    """Make them all."""
    _make_feeds()
    _make_items()
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text, primary_key=True),
        *_texts("leased_by"),
        *_moments("leased_until", "free_at"),
    )
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text, primary_key=True),
        *_needed(_MOMENT, "asked_at"),
        _count("status"),
        *_needed(sa.Text(), "text"),
        *_texts("reason"),
        *_needed(sa.Text(), "detail"),
    )
    op.create_table(
        "landings",
        sa.Column("stage", sa.String(8), primary_key=True),
        sa.Column("window_start", _MOMENT, primary_key=True),
        sa.Column("part", sa.String(16), primary_key=True),
        *_needed(_MOMENT, "landed_at"),
        *_needed(sa.Text(), "summary"),
    )


def _make_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("feed_id", _ID, primary_key=True),
        *_needed(sa.Text(), "url", "current_url"),
        *_texts("etag", "last_modified"),
        sa.Column("body_sha256", sa.String(64)),
        *_moments("next_poll_at", "retry_at", "retired_at"),
        _count("failures"),
        _count("quiet"),
        *_texts("reason", "title"),
        _count("ttl_minutes"),
        *_needed(sa.Text(), "skip_hours", "skip_days"),
        *_moments("last_slot", "last_asked_at", "last_ok_at", "last_full_at", "last_new_at"),
    )
    op.create_table(
        "polls",
        sa.Column("feed_id", _ID, primary_key=True),
        sa.Column("window_start", _MOMENT, primary_key=True),
        *_needed(sa.Text(), "feed_url"),
        *_needed(sa.String(16), "status"),
        *_texts("publisher", "reason", "detail"),
        sa.Column("http_status", sa.Integer),
        *_moments("polled_at"),
        *(sa.Column(name, sa.Integer) for name in ("n_bytes", "n_items", "n_new")),
        *_moments("next_poll_at", "previous_slot"),
        *_texts("part"),
    )


def _make_items() -> None:
    op.create_table(
        "items",
        sa.Column("item_id", _ID, primary_key=True),
        *_needed(_ID, "feed_id"),
        *_needed(sa.Text(), "host", "url", "guid"),
        *_texts("title"),
        *_moments("published_at"),
        *_texts("language", "publisher"),
        sa.Column("signature", _ID),
        *_needed(sa.String(10), "status"),
        *_moments("due_window"),
        *_needed(_MOMENT, "first_window", "seen_window"),
        *_moments("landed_window"),
        *map(_count, ("attempts", "refetches", "rechecks")),
        *_texts("reason", "detail", "etag", "last_modified"),
        sa.Column("sha256", sa.String(64)),
    )
    op.create_index("items_due", "items", ["status", "due_window", "host"])
    op.create_index("items_first", "items", ["first_window", "status"])
    op.create_table(
        "responses",
        sa.Column("item_id", _ID, primary_key=True),
        sa.Column("window_start", _MOMENT, primary_key=True),
        *_needed(sa.Text(), "host"),
        *_needed(sa.String(8), "outcome"),
        *_texts("reason"),
        _count("n_bytes"),
        sa.Column("record", sa.LargeBinary),
        *_texts("part"),
    )
