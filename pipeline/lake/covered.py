"""What of a lake a takedown covers: articles by any of their addresses, and the pages they are of.

An article has several addresses: that of its page, where that led to, and what the page calls
itself. Its publisher may be named in the page alone. Whoever names one of them means all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.lake.forgotten import Forgotten
from pipeline.lake.snapshot import Snapshot

_OF_ARTICLE = ["article_id", "publisher", "url", "canonical_url", "page_id"]
_OF_PAGE = ["page_id", "publisher", "url", "final_url"]


@dataclass(frozen=True, slots=True)
class Covered:
    """The articles that names cover, and the addresses of theirs that the names leave out."""

    article_ids: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()


def find_covered(snapshot: Snapshot, forgotten: Forgotten) -> Covered:
    """Look through the articles and pages of a lake for what some names cover."""
    articles = snapshot.read("articles", _OF_ARTICLE).to_pylist()
    pages = {row["page_id"]: row for row in snapshot.read("pages", _OF_PAGE).to_pylist()}
    article_ids = frozenset(
        row["article_id"]
        for row in articles
        if forgotten.covers(row["publisher"], row["url"], row["canonical_url"])
        or _covers_page(forgotten, pages.get(row["page_id"]))
    )
    addresses = set(_addresses(row for row in articles if row["article_id"] in article_ids))
    addresses |= set(
        _addresses(
            pages.get(row["page_id"], {}) for row in articles if row["article_id"] in article_ids
        )
    )
    left_out = {name for name in addresses if not forgotten.covers(None, name)}
    return Covered(article_ids, tuple(sorted(left_out)))


def _covers_page(forgotten: Forgotten, page: dict[str, Any] | None) -> bool:
    return page is not None and forgotten.covers(page["publisher"], page["url"], page["final_url"])


def _addresses(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Addresses that are the article's own; what a page leads to may be shared by many."""
    for row in rows:
        yield from (row[name] for name in ("url", "canonical_url") if row.get(name))
