"""RSS 0.9x, 1.0, 2.0 and Atom: plain ones directly, all others by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from xml.parsers import expat

import feedparser

from pipeline.errors import Reason
from pipeline.feeds.collect import MAX_TITLE, ItemCollector, RawFeed, RawItem, read_language
from pipeline.feeds.item import FeedKind, ParsedFeed, UnreadableFeed
from pipeline.feeds.markup import mend_xml, to_plain
from pipeline.feeds.plain_feed import read_plain
from pipeline.urls import resolve

_KINDS: Mapping[str, FeedKind] = {"rss": "rss", "channel": "rss", "rdf": "rdf", "feed": "atom"}
_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_ITEM_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_SKIPPED = re.compile(r"<skip(Hours|Days)\s*>(.{0,2000}?)</skip\1\s*>", re.DOTALL)
_SKIP_VALUE = re.compile(r"<(?:hour|day)\s*>\s*(\w+)\s*</")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
#: Real feeds have ten levels, broken ones hundreds of tags that nobody closed; expat gets slow with
#: the depth (50,000 levels: 1.6 s).
_MAX_DEPTH = 2_000
#: What is not well-formed is read by feedparser's loose parser, which takes a second for
#: 20,000 tags.
_LONGEST_BROKEN = 200_000
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_MAX_TTL_MINUTES = 7 * 24 * 60
#: The standard library tells the name of an element from its namespace by a blank between them.
_NAMESPACE = re.compile(r"""(\sxmlns(?::[\w.-]+)?\s*=\s*)("[^"<>]*"|'[^'<>]*')""")
#: What feedparser raises at what its authors did not think of: a fault of the feed, not of the run.
_PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def parse_xml_feed(
    text: str, root: str, url: str, now: datetime, max_items: int
) -> ParsedFeed | UnreadableFeed:
    """Read RSS or Atom; ``text`` begins with its first element, so no DOCTYPE gets anywhere."""
    text = _cut_depths(_mend_namespaces(mend_xml(text)))
    first = _ITEM_START.search(text)
    head = text[: first.start()] if first else text
    text = _cut_items(text, max_items)
    try:
        raw = read_plain(text) or read_any(text)
    except _PARSER_ERRORS as error:
        return UnreadableFeed(Reason.FEED_MALFORMED, f"breaks the parser: {error!r:.200}")
    language = read_language(raw.language)
    collector = ItemCollector(url, now, language)
    if raw.flaw:
        collector.problems[f"not well-formed: {raw.flaw}"] = None
    for item in raw.items[:max_items]:
        collector.add(item)
    if raw.flaw and first is not None and not collector.items:
        return UnreadableFeed(Reason.FEED_MALFORMED, raw.flaw)
    return ParsedFeed(
        kind=_KINDS[root],
        title=to_plain(raw.title, MAX_TITLE),
        language=language,
        self_url=resolve(url, raw.self_link) if raw.self_link else None,
        ttl_minutes=_read_ttl(raw.ttl),
        skip_hours=frozenset(int(h) % 24 for h in _skipped(head, "Hours") if h.isdecimal()),
        skip_days=frozenset(_DAYS.index(d) for d in _skipped(head, "Days") if d in _DAYS),
        items=tuple(collector.items),
        unusable=tuple(collector.unusable),
        problems=tuple(collector.problems),
    )


def _mend_namespaces(text: str) -> str:
    return _NAMESPACE.sub(lambda found: found[1] + "".join(found[2].split()), text)


def read_any(text: str) -> RawFeed:
    """Read a feed with feedparser, which knows every format and mends what is not well-formed."""
    parsed = _run_feedparser(text)
    return RawFeed(
        title=parsed.feed.get("title", ""),
        language=str(parsed.feed.get("language") or ""),
        self_link=_self_link(parsed.feed.get("links", ())),
        ttl=str(parsed.feed.get("ttl") or ""),
        items=tuple(map(_read_entry, parsed.entries)),
        flaw=_why(parsed) if parsed.bozo else "",
    )


def _run_feedparser(text: str) -> feedparser.FeedParserDict:
    body = (_DECLARATION + text).encode("utf-8")
    if len(text) > _LONGEST_BROKEN and not _is_well_formed(body):
        ends = [end.end() for end in _ITEM_END.finditer(text, 0, _LONGEST_BROKEN)]
        body = (_DECLARATION + text[: ends[-1] if ends else _LONGEST_BROKEN]).encode("utf-8")
    # without a base, guids and links stay as they are written
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _is_well_formed(body: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(body, True)
    except expat.ExpatError:
        return False
    return True


def _cut_items(text: str, max_items: int) -> str:
    """Drop what follows the last item to be read, and close what is open."""
    ends = [end.end() for end in _ITEM_END.finditer(text)]
    return text[: ends[max_items - 1]] + text[ends[-1] :] if len(ends) > max_items else text


def _cut_depths(text: str) -> str:
    """Cut the text where it gets too deep; the items before are kept."""
    if text.count("<") <= _MAX_DEPTH:
        return text
    depth = 0
    for tag in _TAG.finditer(_CDATA.sub(lambda found: " " * len(found[0]), text)):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > _MAX_DEPTH:
            return text[: tag.start()]
    return text


def _read_entry(entry: feedparser.FeedParserDict) -> RawItem:
    text = dict.get  # the class answers 'updated' with 'published', and warns
    content: Sequence[Mapping[str, str]] = entry.get("content") or ({},)
    return RawItem(
        link=entry.get("feedburner_origlink") or _link(entry),
        guid=str(entry.get("id") or ""),
        title=entry.get("title") or "",
        summary=entry.get("summary") or content[0].get("value") or "",
        language=entry.get("title_detail", {}).get("language") or "",
        published=text(entry, "published") or "",
        published_parsed=text(entry, "published_parsed"),
        updated=text(entry, "updated") or "",
        updated_parsed=text(entry, "updated_parsed"),
        base=entry.get("title_detail", {}).get("base") or "",
    )


def _link(entry: feedparser.FeedParserDict) -> str:
    link, guid = str(entry.get("link") or ""), str(entry.get("id") or "")
    # feedparser takes any guid for a link where there is none
    is_guid = entry.get("guidislink") and link == guid
    if link and (not is_guid or guid.startswith("http")):
        return link
    links: Iterable[Mapping[str, Any]] = entry.get("links", ())
    found = (str(x.get("href") or "") for x in links if x.get("rel") == "alternate")
    return "" if is_guid else next(found, "")


def _self_link(links: Iterable[Mapping[str, Any]]) -> str:
    return next((str(x.get("href") or "") for x in links if x.get("rel") == "self"), "")


def _read_ttl(text: str) -> int | None:
    text = text.strip()
    return min(int(text), _MAX_TTL_MINUTES) if text.isdecimal() and len(text) < 9 else None


def _skipped(head: str, what: str) -> list[str]:
    return [
        value.lower()
        for name, inner in _SKIPPED.findall(head)
        if name == what
        for value in _SKIP_VALUE.findall(inner)
    ]


def _why(parsed: feedparser.FeedParserDict) -> str:
    return str(parsed.get("bozo_exception", "no items found"))[:200]
