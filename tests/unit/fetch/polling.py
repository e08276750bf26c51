"""What tests of polling share: feeds, slots, and the counts of a summary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

FEED = "http://example.com/feed"


QUARTER = timedelta(minutes=15)


def rss(*stories: int, head: str = "", extra: str = "") -> bytes:
    items = "".join(
        f"<item><title>Story {n}</title><link>http://example.com/{n}</link>{extra}</item>"
        for n in stories
    )
    return f"<rss version='2.0'><channel><title>T</title>{head}{items}</channel></rss>".encode()


def make_slot(n: int) -> datetime:
    return datetime(2022, 8, 26, 6, tzinfo=UTC) + n * QUARTER


def counts_of(summary: Any) -> tuple[int, int, int, int]:
    return summary.read, summary.kept, summary.empty, summary.rejected
