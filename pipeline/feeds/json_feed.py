"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.errors import Reason
from pipeline.feeds.collect import MAX_TITLE, ItemCollector, RawItem, read_language
from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.markup import to_plain
from pipeline.urls import resolve


def parse_json_feed(
    text: str, url: str, now: datetime, max_items: int
) -> ParsedFeed | UnreadableFeed:
    """Read a JSON Feed; versions 1 and 1.1 differ in nothing that matters here."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return UnreadableFeed(Reason.FEED_MALFORMED, f"not JSON: {str(error)[:200]}")
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return UnreadableFeed(Reason.FEED_NOT_A_FEED, "JSON without a list of items")
    language = read_language(feed.get("language"))
    collector = ItemCollector(url, now, language)
    if "jsonfeed.org/version/1" not in str(feed.get("version")):
        collector.problems["does not say that it is a JSON Feed"] = None
    for item in feed["items"][:max_items]:
        if isinstance(item, dict):
            collector.add(_read_item(item))
    return ParsedFeed(
        kind="json",
        title=to_plain(_text(feed, "title"), MAX_TITLE),
        language=language,
        self_url=resolve(url, _text(feed, "feed_url")) if feed.get("feed_url") else None,
        items=tuple(collector.items),
        unusable=tuple(collector.unusable),
        problems=tuple(collector.problems),
    )


def _read_item(item: Mapping[str, Any]) -> RawItem:
    return RawItem(
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        title=_text(item, "title"),
        summary=_text(item, "summary")
        or _text(item, "content_text")
        or _text(item, "content_html"),
        language=_text(item, "language"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, str | int | float) else ""
