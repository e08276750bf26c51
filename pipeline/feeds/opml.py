"""OPML, the format in which feed readers exchange lists of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from pipeline.errors import ConfigError
from pipeline.feeds.feed import Feed

#: Entities are what makes a small XML file grow without bounds; no list of feeds needs any.
_ENTITY = re.compile(rb"<\s*!\s*E\s*N\s*T\s*I\s*T\s*Y".replace(rb"\s*", rb"[\s\0]*"), re.IGNORECASE)
_OURS = ("publisher", "language")


def read_opml(body: bytes, name: str) -> list[tuple[Feed, int]]:
    """Read the feeds of an OPML file, each with its line; ``name`` is the file's, for errors.

    Folders and outlines without ``xmlUrl`` are passed over; ``text`` and ``title`` name the feed in
    the reader that wrote the file, not its publisher, and are not used.

    Raises:
        ConfigError: it is not well-formed, or holds entities.
    """
    if _ENTITY.search(body):
        raise ConfigError(f"{name}: entity declarations are not allowed in a list of feeds")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise ConfigError(f"{name}:{line}: not well-formed OPML: {error.msg}") from None
    return [
        (_feed(attributes), outline.sourceline or 1)
        for outline in root.iter("{*}outline")
        if (attributes := {key.lower(): value for key, value in outline.attrib.items()}).get(
            "xmlurl", ""
        )
    ]


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """Write feeds as OPML 2.0 in UTF-8; publisher, language and interval are kept as attributes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "sitrep feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        given = {key: value for key in _OURS if (value := getattr(feed, key)) is not None}
        if feed.interval_minutes is not None:
            given["intervalMinutes"] = str(feed.interval_minutes)
        text = feed.publisher or feed.host
        etree.SubElement(body, "outline", type="rss", text=text, xmlUrl=feed.url, **given)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _feed(attributes: dict[str, Any]) -> Feed:
    minutes = attributes.get("intervalminutes", "")
    return Feed(
        url=attributes["xmlurl"].strip(),
        publisher=attributes.get("publisher") or None,
        language=attributes.get("language") or None,
        interval_minutes=int(minutes) if minutes.isdecimal() else None,
    )
