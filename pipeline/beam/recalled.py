"""What windows repeated whose pages are no longer kept.

A text that an article had before makes no revision, so of a window that repeated one no table has
it. As long as pages are kept, such a window can be built again (see ``repeats``); afterwards its
rows in ``pages`` still say that it was told, and the revision before says what.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pyarrow.compute as pc

from pipeline.lake import Snapshot, is_in
from pipeline.lake.landed.landing import GONE_STATUSES
from pipeline.records import Article
from pipeline.revisions import History, revise_window

_COLUMNS = ["page_id", "url", "final_url", "window_start", "fetched_at", "http_status"]


def revise_recalling(
    snapshot: Snapshot,
    known: Sequence[Article],
    landed: Iterable[Article],
    window_start: datetime,
    expired: Collection[datetime],
) -> list[History]:
    """As ``revise_window``, and what later windows repeated of a text that changes is told there.

    Args:
        snapshot: the version before.
        known: every revision of the articles that the window may touch.
        landed: what the window's pages say.
        window_start: the window being built.
        expired: the later windows whose pages are not kept.
    """
    landed = list(landed)
    histories = revise_window(known, landed, window_start)
    # a year of pages may lie behind an old window: they are asked about few articles
    changed = _changed(known, histories) if expired else []
    repeats = _recall_all(snapshot, changed, expired)
    return revise_window([*known, *repeats], landed, window_start) if repeats else histories


def _changed(known: Iterable[Article], histories: Iterable[History]) -> list[Article]:
    """What was known of the articles that now say something else in a window than before."""
    before: dict[str, dict[datetime | None, str | None]] = {}
    for article in known:
        before.setdefault(article.article_id, {})[article.window_start] = article.sha256
    changed = {
        history.article_id
        for history in histories
        if before.get(history.article_id) != {a.window_start: a.sha256 for a in history.revisions}
    }
    return [article for article in known if article.article_id in changed]


def _recall_all(
    snapshot: Snapshot, known: Iterable[Article], windows: Collection[datetime]
) -> list[Article]:
    """The revisions that windows would have made, had the one before them said something else.

    Posts of a live page are left out: that the page was there does not say that they were.

    Args:
        snapshot: the version to read from.
        known: every revision of some articles.
        windows: the windows asked for, whose pages are not kept.
    """
    revisions: dict[str, list[Article]] = {}
    for article in known:
        if not article.post_id:
            revisions.setdefault(article.article_id, []).append(article)
    if not revisions:
        return []
    urls = {url for told in revisions.values() for url in _addresses(told)}
    pages = _pages(snapshot, urls, windows)
    return [one for told in revisions.values() for one in _recall(told, pages)]


def _addresses(told: Iterable[Article]) -> set[str]:
    return {url for article in told for url in (article.url, article.canonical_url) if url}


def _pages(
    snapshot: Snapshot, urls: Collection[str], windows: Collection[datetime]
) -> dict[str, list[dict[str, Any]]]:
    """The pages that windows had at some addresses and that could be read, by address."""
    days = frozenset(window.date() for window in windows)
    where = (is_in("url", urls) | is_in("final_url", urls)) & is_in("window_start", windows)
    rows = snapshot.read("pages", columns=_COLUMNS, where=where, days=days).to_pylist()
    ids = {row["page_id"] for row in rows}
    refused = (pc.field("stage") == "clean") & is_in("ref", ids)
    table = snapshot.read("rejections", columns=["ref"], where=refused, days=days if ids else ())
    unread = set(table["ref"].to_pylist())
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["page_id"] not in unread and row["http_status"] not in GONE_STATUSES:
            for url in {row["url"], row["final_url"]} - {None}:
                found.setdefault(url, []).append(row)
    return found


def _recall(told: list[Article], pages: dict[str, list[dict[str, Any]]]) -> Iterator[Article]:
    """What an article said in the windows that had a page of it and made no revision."""
    texts = {article.window_start: article for article in told if article.window_start}
    rows = {row["window_start"]: row for url in _addresses(told) for row in pages.get(url, ())}
    for window, row in rows.items():
        before = max((at for at in texts if at <= window), default=None)
        if before is not None and before != window:
            page_id, fetched_at = row["page_id"], row["fetched_at"]
            yield replace(
                texts[before],
                window_start=window,
                page_id=page_id,
                fetched_at=fetched_at,
                gone_at=None,
            )
