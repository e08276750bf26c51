"""Revisions of an article: what its page said, window by window. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.records import Article

_NEVER = datetime.max.replace(tzinfo=UTC)


def revise(
    known: Sequence[Article], landed: Sequence[Article], window_start: datetime
) -> tuple[Article, ...]:
    """All revisions of one article, numbered from 1 in the order of their windows.

    A function of the windows landed, whatever the order they are built in: ``landed`` replaces what
    ``known`` has of this window, and a text equal to the one before it makes no revision.

    Args:
        known: revisions of this article in the lake, of any window.
        landed: what this window's pages say (several when two feeds name the article).
        window_start: the window being built.
    """
    others = [article for article in known if article.window_start != window_start]
    since = {a.sha256: a.gone_at for a in known if a.window_start == window_start}
    fresh = sorted(landed, key=_landing_order)[:1]
    candidates = others + [replace(a, gone_at=since.get(a.sha256)) for a in fresh]
    history: list[Article] = []
    for article in sorted(candidates, key=lambda a: a.window_start or _NEVER):
        if history and history[-1].sha256 == article.sha256:
            continue
        first = history[0].recorded_at if history else article.window_start
        history.append(replace(article, revision=len(history) + 1, recorded_at=first))
    return tuple(history)


def _landing_order(article: Article) -> tuple[datetime, str]:
    return (article.fetched_at or _NEVER, article.page_id or "")


@dataclass(frozen=True, slots=True)
class History:
    """All revisions of one article that a window touches; none when nothing of it is left."""

    article_id: str
    revisions: tuple[Article, ...]


def revise_window(
    known: Iterable[Article], landed: Iterable[Article], window_start: datetime
) -> list[History]:
    """The histories of the articles that a window touches, by article id.

    Touched is what the window adds a revision to, and what an earlier build of it had added to.
    """
    known_by_id, landed_by_id = _by_id(known), _by_id(landed)
    histories = []
    for article_id in sorted(known_by_id.keys() | landed_by_id.keys()):
        before = known_by_id.get(article_id, [])
        revisions = revise(before, landed_by_id.get(article_id, []), window_start)
        if any(article.window_start == window_start for article in (*before, *revisions)):
            histories.append(History(article_id, revisions))
    return histories


def mark_gone(history: History, window_start: datetime) -> History:
    """The history of an article whose page was gone in a window: its newest revision says so.

    Nothing else changes: links rot, and what was told stays told.
    """
    told = [a for a in history.revisions if a.window_start and a.window_start <= window_start]
    if not told:
        return history
    newest = told[-1]
    since = min(newest.gone_at or window_start, window_start)
    revisions = tuple(replace(a, gone_at=since) if a is newest else a for a in history.revisions)
    return History(history.article_id, revisions)


def _by_id(articles: Iterable[Article]) -> dict[str, list[Article]]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.article_id, []).append(article)
    return groups
