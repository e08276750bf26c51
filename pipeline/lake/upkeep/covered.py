"""What of a lake a takedown covers: articles by any of their addresses, and the pages they are of.

An article has several addresses: that of its page, where that led to, and what the page calls
itself. Its publisher may be named in the page alone. Whoever names one of them means all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.lake.forgotten import Forgotten
from pipeline.lake.published.snapshot import Snapshot, is_in

_OF_ARTICLE = ["article_id", "publisher", "url", "canonical_url", "page_id"]
_OF_PAGE = ["page_id", "publisher", "url", "final_url"]


@dataclass(frozen=True, slots=True)
class Covered:
    """The articles that names cover, and the addresses of theirs that the names leave out."""

    article_ids: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()


def find_covered(snapshot: Snapshot, forgotten: Forgotten) -> Covered:
    """Look through the articles and pages of a lake for what some names cover."""
    page_ids = {
        row["page_id"]
        for row in scan_rows(snapshot, "pages", _OF_PAGE)
        if forgotten.covers(row["publisher"], row["url"], row["final_url"])
    }
    article_ids = frozenset(
        row["article_id"]
        for row in scan_rows(snapshot, "articles", _OF_ARTICLE)
        if row["page_id"] in page_ids
        or forgotten.covers(row["publisher"], row["url"], row["canonical_url"])
    )
    articles = snapshot.read("articles", _OF_ARTICLE, is_in("article_id", article_ids)).to_pylist()
    of_articles = is_in("page_id", filter(None, (row["page_id"] for row in articles)))
    pages = snapshot.read("pages", _OF_PAGE, of_articles).to_pylist()
    addresses = {*_addresses(articles), *_addresses(pages)}
    left_out = {name for name in addresses if not forgotten.covers(None, name)}
    return Covered(article_ids, tuple(sorted(left_out)))


def scan_rows(snapshot: Snapshot, dataset: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """All rows of a dataset, those of one day in memory at a time."""
    for day in sorted(snapshot.days(dataset)):
        yield from snapshot.read(dataset, columns, days=[day]).to_pylist()


def _addresses(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Addresses that are the article's own; what a page leads to may be shared by many."""
    for row in rows:
        yield from (row[name] for name in ("url", "canonical_url") if row.get(name))
