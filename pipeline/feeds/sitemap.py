"""Google News sitemaps: a list of a site's articles of the last two days."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from pipeline.errors import Reason
from pipeline.feeds.collect import ItemCollector, RawItem
from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.markup import mend_xml

_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def parse_sitemap(
    text: str, url: str, now: datetime, max_items: int
) -> ParsedFeed | UnreadableFeed:
    """Read a news sitemap; the newest articles first. One without news entries is none."""
    # `text` begins with its first element, so it declares no entities
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(mend_xml(text).encode("utf-8"), parser)
    entries = [] if root is None else [_read_entry(e) for e in root.iterchildren("{*}url")]
    news = [entry for entry in entries if entry.published]
    if entries and not news:
        return UnreadableFeed(Reason.FEED_NOT_A_FEED, "a sitemap, but not one of news")
    collector = ItemCollector(url, now)
    for entry in sorted(news, key=lambda e: e.published, reverse=True)[:max_items]:
        collector.add(entry)
    return ParsedFeed(
        kind="sitemap",
        items=tuple(collector.items),
        unusable=tuple(collector.unusable),
        problems=tuple(collector.problems),
    )


def _read_entry(entry: etree._Element) -> RawItem:
    def text(path: str) -> str:
        return (entry.findtext(path) or "").strip()

    news = f"{_NEWS}news/{_NEWS}"
    return RawItem(
        link=text("{*}loc"),
        title=text(f"{news}title"),
        language=text(f"{news}publication/{_NEWS}language"),
        published=text(f"{news}publication_date"),
        updated=text("{*}lastmod"),
    )
