"""Read a feed of any kind, or say why it is none.

    body -> text (by rule) -> kind (by its first element) -> items, capped -> the same article once

Whether a body is a feed is judged by its items: a wrong content type, a stray ampersand or a
missing end are no reason to lose them. What cannot be a feed (an HTML page, a picture) is
recognised before any parser runs on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pipeline.errors import Reason
from pipeline.feeds.charset import decode
from pipeline.feeds.item import FeedItem, ParsedFeed, UnreadableFeed
from pipeline.feeds.json_feed import parse_json_feed
from pipeline.feeds.sitemap import parse_sitemap
from pipeline.feeds.xml_feed import parse_xml_feed

#: How far into a body its first element is looked for.
_HEAD = 65_536
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!\w[^\[>]*(?:\[.*?\]\s*)?>|[^<]+", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOT_IN_JUNK = re.compile(r"<(?:[a-z]+:)?(rss|RDF|feed)[\s>]")
_FEED_ROOTS = ("rss", "rdf", "feed", "channel")


def parse_feed(
    body: bytes,
    url: str,
    headers: Mapping[str, str],
    *,
    now: datetime,
    max_items: int = 500,
) -> ParsedFeed | UnreadableFeed:
    """Read a feed.

    Args:
        body: the response, its size already capped, its content encoding undone.
        url: where it came from in the end; relative links are resolved against it.
        headers: of the response, names in lower case.
        now: to tell whether dates are plausible.
        max_items: how many items are read; the first ones, in the feed's order.
    """
    text = decode(body, headers.get("content-type", ""))
    if not text.strip("\ufeff\0 \t\r\n"):
        return UnreadableFeed(Reason.FEED_EMPTY, "the answer has no body")
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _once_each(parse_json_feed(text, url, now, max_items))
    start, root = _find_root(text)
    if root in _FEED_ROOTS:
        return _once_each(parse_xml_feed(text[start:], root, url, now, max_items))
    if root == "urlset":
        return _once_each(parse_sitemap(text[start:], url, now, max_items))
    return UnreadableFeed(Reason.FEED_NOT_A_FEED, _what_else(root))


def _find_root(text: str) -> tuple[int, str]:
    """Where the first element begins, and its name in lower case without prefix."""
    head = text[:_HEAD]
    at = 0
    while skipped := _PROLOG.match(head, at):
        at = skipped.end()
    element = _ELEMENT.match(head, at)
    root = element[1].lower() if element else ""
    if root not in (*_FEED_ROOTS, "html", "urlset", "sitemapindex"):
        # a warning printed by the server before the feed
        hidden = _ROOT_IN_JUNK.search(head)
        if hidden:
            return hidden.start(), hidden[1].lower()
    return at, root


def _what_else(root: str) -> str:
    if root == "html":
        return "an HTML page, not a feed"
    if root == "sitemapindex":
        return "a list of sitemaps: add the one with the news"
    return f"neither a feed nor a sitemap: begins with <{root}>" if root else "not a feed"


def _once_each(feed: ParsedFeed | UnreadableFeed) -> ParsedFeed | UnreadableFeed:
    """Keep the first of the items that lead to the same article."""
    if isinstance(feed, UnreadableFeed):
        return feed
    first: dict[str, FeedItem] = {}
    for item in feed.items:
        first.setdefault(item.canonical_url, item)
    return replace(feed, items=tuple(first.values()))
