"""What tests of parsing share: feeds as text, and what is read of them."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.feeds.item import FeedItem, ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed

NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)


URL = "https://example.com/news/feed.xml"


def make_item(extra: str = "", n: int = 1) -> str:
    return (
        f"<item><title>Story {n}</title><link>https://example.com/a/{n}</link>"
        f"<guid>https://example.com/a/{n}</guid>"
        f"<pubDate>Fri, 26 Aug 2022 06:00:00 GMT</pubDate>{extra}</item>"
    )


def make_rss(items: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Wire</title><link>https://example.com/</link>{head}{items}</channel></rss>"
    )


def parse_body(
    body: str | bytes, content_type: str = "application/xml", **options: int
) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    feed = parse_feed(raw, URL, {"content-type": content_type}, now=NOW, **options)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def parse_only(body: str | bytes, content_type: str = "application/xml") -> FeedItem:
    (item,) = parse_body(body, content_type).items
    return item


def parse_refused(body: str | bytes) -> UnreadableFeed:
    raw = body.encode() if isinstance(body, str) else body
    feed = parse_feed(raw, URL, {}, now=NOW)
    assert isinstance(feed, UnreadableFeed)
    return feed
