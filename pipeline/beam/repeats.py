"""Windows whose pages count again, since another window no longer tells what they repeated.

A text that an article had before makes no revision. When the window that had brought it comes to
bring something else (an import that was corrected, a page that only came late), the later window's
telling is one after all, and no table has its text: that window is built again, from its pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.beam.elements import Drop
from pipeline.lake import Snapshot, is_in

_COLUMNS = ["article_id", "url", "canonical_url", "window_start", "sha256"]


@dataclass
class _Telling:
    """An article's addresses, and the hash of its text by the window that brought it."""

    urls: set[str] = field(default_factory=set)
    texts: dict[datetime, str | None] = field(default_factory=dict)

    def told_in(self, window_start: datetime) -> str | None:
        """The text that the article had in a window."""
        earlier = [window for window in self.texts if window <= window_start]
        return self.texts[max(earlier)] if earlier else None


def find_repeats(
    snapshot: Snapshot, window_start: datetime, articles: pa.Table, drops: Collection[Drop]
) -> list[datetime]:
    """The later windows to be built again after one was built, oldest first.

    Args:
        snapshot: the version before.
        window_start: the window that was built.
        articles: every revision of the articles that it touches, as they are now.
        drops: the rows that they replace.
    """
    old = [drop for drop in drops if drop.dataset == "articles"]
    where, days = is_in("article_id", {d.key for d in old}), frozenset(d.day for d in old)
    known = snapshot.read("articles", columns=_COLUMNS, where=where, days=days)
    before, after = _tellings(known), _tellings(articles.select(_COLUMNS))
    changed = {name for name, telling in before.items() if telling.texts != after[name].texts}
    pages = _later_pages(snapshot, window_start, (before[name] for name in changed))
    found = {
        window
        for name in changed
        for url in before[name].urls | after[name].urls
        for window in pages.get(url, ())
        if _is_hidden(before[name], after[name], window)
    }
    return sorted(found)


def _tellings(rows: pa.Table) -> defaultdict[str, _Telling]:
    told: defaultdict[str, _Telling] = defaultdict(_Telling)
    for row in rows.to_pylist():
        telling = told[row["article_id"]]
        telling.urls |= {url for url in (row["url"], row["canonical_url"]) if url}
        telling.texts[row["window_start"]] = row["sha256"]
    return told


def _later_pages(
    snapshot: Snapshot, window_start: datetime, tellings: Iterable[_Telling]
) -> dict[str, set[datetime]]:
    """The windows after one that had a page at an address of some articles."""
    urls = set().union(*(telling.urls for telling in tellings))
    days = frozenset(day for day in snapshot.days("pages") if day >= window_start.date())
    if not urls or not days:
        return {}
    later = pc.field("window_start") > pc.scalar(window_start)
    here = is_in("url", urls) | is_in("final_url", urls)
    columns = ["url", "final_url", "window_start"]
    found: dict[str, set[datetime]] = {}
    for row in snapshot.read("pages", columns=columns, where=later & here, days=days).to_pylist():
        for url in filter(None, (row["url"], row["final_url"])):
            found.setdefault(url, set()).add(row["window_start"])
    return found


def _is_hidden(before: _Telling, after: _Telling, window_start: datetime) -> bool:
    """Whether a window that made no revision would make one now."""
    if window_start in before.texts:
        return False
    return before.told_in(window_start) not in (None, after.told_in(window_start))
