"""Where a site may keep its feeds: what its pages name, and what is usual. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from pipeline.urls import resolve, same_site

#: Where most publishing systems put a feed (WordPress, Drupal, Ghost, Hugo, Jekyll, Arc, ...).
USUAL_PATHS = (
    "/feed/",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feeds",
    "/feed.json",
    "/arc/outboundfeeds/rss/",
    "/news-sitemap.xml",
)
_LOOKED_AT = 500_000
_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^<>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
#: Links that people are given to copy into a feed reader.
_LIKE_FEED = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feeds?)(?:[/._?-]|$)|\.(?:rss|rdf)$", re.IGNORECASE
)
_LOC = re.compile(r"<loc>\s*([^<\s]{1,2000})\s*</loc>", re.IGNORECASE)


def named_feeds(page: str, url: str) -> list[str]:
    """The feeds that an HTML page names in its head."""
    links = _LINK.findall(page[:_LOOKED_AT])
    return _resolved((link for link in links if _FEED_TYPE.search(link)), url)


def linked_feeds(page: str, url: str) -> list[str]:
    """The addresses of the same site that a page links to and that look like feeds."""
    found = _resolved(_ANCHOR.findall(page[:_LOOKED_AT]), url)
    return [one for one in found if same_site(one, url) and _LIKE_FEED.search(urlsplit(one).path)]


def usual_feeds(url: str) -> list[str]:
    """Where the feeds of a site usually are."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}{path}" for path in USUAL_PATHS]


def news_sitemaps(addresses: Iterable[str]) -> list[str]:
    """Those of a site's sitemaps that are likely to list its news."""
    return list(dict.fromkeys(one for one in addresses if "news" in one.lower()))


def listed_sitemaps(index: str) -> list[str]:
    """The sitemaps that a list of sitemaps names."""
    return [unescape(address) for address in _LOC.findall(index[:_LOOKED_AT])]


def _resolved(tags: Iterable[str], url: str) -> list[str]:
    return list(dict.fromkeys(_targets(tags, url)))


def _targets(tags: Iterable[str], url: str) -> Iterator[str]:
    for tag in tags:
        href = _HREF.search(tag)
        if href:
            text = next(part for part in href.groups() if part is not None)
            target = resolve(url, unescape(text))
            if target:
                yield target
