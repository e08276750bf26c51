"""Plain RSS 1.0, 2.0 and Atom 1.0, as most news feeds are, read in a tenth of feedparser's time.

Only elements whose meaning is beyond doubt are read here. A feed with anything else (namespaces in
new roles, markup within titles, repeated elements, attributes that change a meaning, dates in other
forms) is None and left to feedparser. What both can read they read alike: the tests compare them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from pipeline.feeds.collect import RawFeed, RawItem

_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ABOUT = f"{_RDF}about"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ORIGINAL_LINK = "{http://rssnamespace.org/feedburner/ext/1.0}origLink"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements and attributes that feedparser reads into what we read, under these names in whichever
#: namespace.
_MEANT = frozenset(
    """
    abstract base body content created date description encoded entry fullitem guid id info issued
    item items lang language lastbuilddate link links modified origlink pubdate published source
    subtitle summary tagline title ttl updated
    """.split()
)
#: A picture of an item, though its name is one of those.
_PICTURE = "{http://search.yahoo.com/mrss/}content"
#: Elements that are read here, or mean at their place something that we do not need.
_CHANNEL = (
    "title link description language ttl pubDate lastBuildDate image textInput skipHours skipDays"
)
_ITEM = "title link description guid pubDate source"
_CHANNELS = {
    "": frozenset(f"{_CHANNEL} item".split()) | {f"{_ATOM}link"},
    _RSS_1: frozenset(f"{_RSS_1}{name}" for name in f"{_CHANNEL} items".split()),
}
_ITEMS = {
    within: frozenset(f"{within}{name}" for name in names.split())
    | {_CONTENT, _DATE, _ORIGINAL_LINK}
    for within, names in (("", _ITEM), (_RSS_1, "title link description"))
}
_ATOM_FEED = frozenset(
    f"{_ATOM}{name}" for name in "title subtitle id updated link author entry".split()
)
_ATOM_ENTRY = frozenset(
    f"{_ATOM}{name}" for name in "title id updated published summary content link author".split()
)
#: Attributes of what is read that change nothing, with the values that they may have.
_HARMLESS = {
    "isPermaLink": re.compile(""),
    "url": re.compile(""),
    "type": re.compile("(?:text|html|text/html)$"),
}
_PAGE_TYPES = (None, "text/html")
#: What feedparser mends: links relative to an element, too many slashes, a DOCTYPE.
_MENDED = re.compile("xml:base|<!DOCTYPE|:///")
#: And within texts: what was encoded twice, control characters of Windows-1252.
_MENDED_TEXT = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")
#: What it takes for an entity in a link.
_ENTITY = re.compile(r"&[A-Za-z0-9_]+;")
_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [12]\d{3} "
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|UTC|[+-](?:0\d|1[0-4])[0-5]\d)"
)
_W3C = re.compile(
    r"[12]\d{3}-[01]\d-[0-3]\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)"
)


class _NotPlain(Exception):
    """Something is there whose meaning is for feedparser to tell."""


def read_plain(text: str) -> RawFeed | None:
    """Read a feed; ``text`` begins with its first element. None when it is not plain."""
    if _MENDED.search(text):
        return None
    try:
        root = ET.fromstring(text)  # there is no DOCTYPE, hence no entity
        if root.tag == "rss":
            return _read_rss(root)
        if root.tag == f"{_RDF}RDF":
            return _read_rss(root, _RSS_1)
        if root.tag == f"{_ATOM}feed":
            return _read_atom(root)
    except (ET.ParseError, ValueError, _NotPlain):
        return None
    return None


def _read_rss(root: Element, within: str = "") -> RawFeed:
    """Read RSS; ``within`` is its namespace, which only RSS 1.0 has."""
    channel, *others = root
    items = [other for other in others if other.tag == f"{within}item"] if within else []
    if channel.tag != f"{within}channel" or len(items) < len(others):
        raise _NotPlain
    _allow(root, "version")
    _allow(channel, _ABOUT)
    head = _sort_out(channel, _CHANNELS[within])
    return RawFeed(
        title=_text(head, f"{within}title"),
        language=_text(head, f"{within}language"),
        self_link=_self_link(head.get(f"{_ATOM}link", ())),
        ttl=_text(head, f"{within}ttl"),
        items=tuple(_read_rss_item(item, within) for item in items or head.get("item", [])),
    )


def _read_rss_item(item: Element, within: str) -> RawItem:
    _allow(item, _ABOUT)
    found = _sort_out(item, _ITEMS[within])
    published, updated = _text(found, "pubDate"), _text(found, _DATE)
    return RawItem(
        link=_link(_text(found, _ORIGINAL_LINK) or _text(found, f"{within}link")),
        guid=item.get(_ABOUT, "") if within else _text(found, "guid"),
        title=_text(found, f"{within}title"),
        summary=_text(found, f"{within}description") or _text(found, _CONTENT),
        published=published,
        published_parsed=_date(published),
        updated=updated,
        updated_parsed=_date(updated),
    )


def _read_atom(root: Element) -> RawFeed:
    _allow(root, _LANGUAGE)
    head = _sort_out(root, _ATOM_FEED)
    return RawFeed(
        title=_text(head, f"{_ATOM}title"),
        language=root.get(_LANGUAGE, ""),
        self_link=_self_link(head.get(f"{_ATOM}link", ())),
        items=tuple(_read_atom_item(entry) for entry in head.get(f"{_ATOM}entry", ())),
    )


def _read_atom_item(entry: Element) -> RawItem:
    _allow(entry)
    found = _sort_out(entry, _ATOM_ENTRY)
    links = found.get(f"{_ATOM}link", [])
    pages = [link for link in links if link.get("rel", "alternate").lower() == "alternate"]
    addresses = [page.get("href", "") for page in pages if page.get("type") in _PAGE_TYPES]
    if len(pages) != 1 or not any(addresses):
        raise _NotPlain
    published, updated = _text(found, f"{_ATOM}published"), _text(found, f"{_ATOM}updated")
    return RawItem(
        link=addresses[0],
        guid=_text(found, f"{_ATOM}id"),
        title=_text(found, f"{_ATOM}title"),
        summary=_text(found, f"{_ATOM}summary") or _text(found, f"{_ATOM}content"),
        published=published,
        published_parsed=_date(published),
        updated=updated,
        updated_parsed=_date(updated),
    )


def _allow(element: Element, *names: str) -> None:
    """Refuse an element with other attributes."""
    if element.attrib and not element.attrib.keys() <= set(names):
        raise _NotPlain


def _sort_out(parent: Element, known: frozenset[str]) -> dict[str, list[Element]]:
    """The known children of a feed or item by name; the others must mean nothing to us."""
    found: dict[str, list[Element]] = {}
    for child in parent:
        if child.tag in known:
            found.setdefault(child.tag, []).append(child)
        elif not _MEANT.isdisjoint(_local_names(child)):
            raise _NotPlain
    return found


def _local_names(element: Element) -> Iterable[str]:
    """The names of an element and all within it, without namespace, in lower case."""
    return (part.tag.rpartition("}")[2].lower() for part in element.iter() if part.tag != _PICTURE)


def _text(found: Mapping[str, list[Element]], name: str) -> str:
    """The text of the only element of a name; '' when there is none."""
    elements = found.get(name)
    if elements is None:
        return ""
    (element, *others), text = elements, (elements[0].text or "").strip()
    if others or len(element) or (not text.isascii() and _MENDED_TEXT.search(text)):
        raise _NotPlain
    for attribute, value in element.attrib.items():
        if attribute not in _HARMLESS or not _HARMLESS[attribute].match(value):
            raise _NotPlain
    return text


def _link(text: str) -> str:
    if _ENTITY.search(text):
        raise _NotPlain
    return text


def _self_link(links: Iterable[Element]) -> str:
    return next(
        (link.get("href", "") for link in links if link.get("rel", "").lower() == "self"), ""
    )


def _date(text: str) -> time.struct_time | None:
    """A date in one of the two common forms, in UTC; ValueError for the 31st of February."""
    if not text:
        return None
    if _W3C.fullmatch(text):
        return datetime.fromisoformat(text).utctimetuple()
    if _RFC822.fullmatch(text):
        return parsedate_to_datetime(text).utctimetuple()
    raise _NotPlain
