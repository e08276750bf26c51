"""What tests of fetching pages share: feeds of links, pages, and the counts of a summary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

FEED = "http://example.com/feed"


SLOT = datetime(2022, 8, 26, 6, tzinfo=UTC)


QUARTER = timedelta(minutes=15)


HTML = (
    200,
    {"content-type": "text/html; charset=utf-8", "etag": '"v1"'},
    b"<html>five dead</html>",
)


def feed_of(*links: str, title: str = "Story") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>g{n}</guid>"
        f"<pubDate>Fri, 26 Aug 2022 0{n % 6}:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


def counts_of(summary: Any) -> tuple[int, int, int, int]:
    return summary.read, summary.kept, summary.empty, summary.rejected


def make_urls(n: int, host: str = "example.com") -> list[str]:
    return [f"http://{host}/{k}" for k in range(n)]
