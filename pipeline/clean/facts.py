"""What is known of an article beside its text, each from its best witness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml.html import HtmlElement

from pipeline.clean.dates import utc_offset_of
from pipeline.clean.head import Head
from pipeline.clean.json_ld import text_of, texts_of
from pipeline.clean.normal import normalise_line
from pipeline.clean.published import choose_published
from pipeline.clean.titles import choose_title, read_wordings
from pipeline.records import Page
from pipeline.urls import canonical_url, publisher_of, same_site

#: A publication later than this after the fetch is a mistake of the page.
TOLERANCE = timedelta(days=1)
_AUTHOR_META = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
)
_BY = re.compile(r"^(?:by|von|por|par|di)\s+", re.IGNORECASE)
_MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Facts:
    """An article's metadata, and all wordings of its title."""

    title: str | None
    title_source: str | None
    wordings: tuple[str, ...]
    published_at: datetime | None
    published_at_source: str | None
    published_utc_offset: int | None
    authors: str | None
    publisher: str | None
    canonical_url: str | None
    declared_languages: tuple[str | None, ...]


def read_facts(head: Head, tree: HtmlElement, page: Page) -> Facts:
    """Ask the witnesses of a page: its head, its feed item, its address."""
    url = page.final_url or page.url
    fetched_at = page.fetched_at or page.window_start
    latest = fetched_at + TOLERANCE if fetched_at else None
    wordings = read_wordings(head, url, page.item_title)
    title, title_source = choose_title(wordings)
    published_at, source = choose_published(head, tree, url, page.item_published_at, latest)
    return Facts(
        title=title,
        title_source=title_source,
        wordings=tuple(wordings.values()),
        published_at=published_at and published_at.astimezone(UTC),
        published_at_source=source,
        published_utc_offset=utc_offset_of(published_at),
        authors=_authors(head),
        publisher=page.publisher or _publisher(head, url),
        canonical_url=_canonical(head, url),
        declared_languages=(
            head.language,
            text_of(head.article.get("inLanguage")),
            head.first("content-language", "language", "og:locale"),
            page.item_language,
        ),
    )


def _authors(head: Head) -> str | None:
    names = list(texts_of(head.article.get("author")))
    for meta in _AUTHOR_META:
        names = names or head.meta.get(meta, [])
    plain = (_BY.sub("", normalise_line(name)) for name in names if "://" not in name)
    kept = dict.fromkeys(name for name in plain if name and len(name) <= _MAX_NAME)
    return "; ".join(kept) or None


def _publisher(head: Head, url: str) -> str | None:
    named = head.first("og:site_name") or text_of(head.article.get("publisher"))
    return normalise_line(named or "") or publisher_of(url) or None


def _canonical(head: Head, url: str) -> str | None:
    """The page's own name for itself, when it is of the same site and not its front page."""
    for named in (head.canonical, head.first("og:url")):
        if named and (not url or same_site(named, url)):
            canonical = canonical_url(named)
            if not canonical.endswith("/"):
                return canonical
    return canonical_url(url) if url else None
