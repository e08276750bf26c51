"""Steps that take up again what is in the lake: for a rebuild by today's rules, and to forget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow.compute as pc

from pipeline.beam.elements import Drop
from pipeline.beam.parts import NO_PART, Part
from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import ARTICLES_BY_ID
from pipeline.records import Article, Mention
from pipeline.revisions import History

#: Rows that a rebuild takes up at a time: a job of so many mentions takes 2 GB.
PART_ROWS = 20_000


def part_days(snapshot: Snapshot, dataset: str) -> Iterator[frozenset[date]]:
    """The partitions of a dataset in runs of days, each of some ``PART_ROWS`` rows."""
    part: list[date] = []
    n_rows = 0
    for day in sorted(snapshot.days(dataset)):
        part.append(day)
        n_rows += snapshot.count(dataset, [day])
        if n_rows >= PART_ROWS:
            yield frozenset(part)
            part, n_rows = [], 0
    if part:
        yield frozenset(part)


@dataclass(frozen=True, slots=True)
class RereadArticles:
    """All revisions of the articles that have landed one since a day (of all by default).

    With ``days`` only of those whose first revision lies there.
    """

    snapshot: Snapshot
    since: date | None = None
    days: frozenset[date] | None = None

    def __call__(self) -> Iterator[History | Drop]:
        """Give the histories, to be read anew, and drop what the lake has of them."""
        histories: dict[str, list[Article]] = {}
        for article in self._read():
            histories.setdefault(article.article_id, []).append(article)
        for article_id, revisions in sorted(histories.items()):
            revisions.sort(key=lambda article: article.revision)
            yield History(article_id, tuple(revisions))
            yield from (
                Drop("articles", article_id, article.window_start.date())
                for article in revisions
                if article.window_start
            )

    def _read(self) -> list[Article]:
        touched = _articles_since(self.snapshot, "articles", self.since)
        if self.days is None:
            where = None if touched is None else is_in("article_id", touched)
            return self.snapshot.records("articles", where=where)
        is_first = pc.field("revision") == 1
        names = ["article_id"]
        rows = self.snapshot.read("articles", columns=names, where=is_first, days=self.days)
        first = set(rows["article_id"].to_pylist())
        wanted = first if touched is None else first & touched
        found = find_days(self.snapshot, ARTICLES_BY_ID, {(name,) for name in wanted})
        where = is_in("article_id", wanted)
        return self.snapshot.records("articles", where=where, days=merge_days(found))


@dataclass(frozen=True, slots=True)
class RereadMentions:
    """The mentions of a part as they are, or all of the articles that told one since a day."""

    snapshot: Snapshot
    part: Part = NO_PART
    since: date | None = None

    def __call__(self) -> Iterator[Mention]:
        """Give the mentions, to be resolved anew."""
        if self.since is None:
            told = self.snapshot.records("mentions", days=self.part.days)
            yield from (mention for mention in told if not self.part.is_settled(mention))
        else:
            touched = _articles_since(self.snapshot, "mentions", self.since)
            yield from self.snapshot.records("mentions", where=is_in("article_id", touched or ()))


def _articles_since(snapshot: Snapshot, dataset: str, since: date | None) -> set[str] | None:
    """The articles with a row of a window since a day; None for all."""
    if since is None:
        return None
    rows = snapshot.read(dataset, columns=["article_id", "window_start"]).to_pylist()
    return {row["article_id"] for row in rows if row["window_start"].date() >= since}


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Articles that are to be as if they had never been, and their copies with another origin.

    Args:
        snapshot: the lake.
        article_ids: what is forgotten.
        origins: article id -> origin of the copies that stay.
    """

    snapshot: Snapshot
    article_ids: frozenset[str]
    origins: Mapping[str, str]

    def __call__(self) -> Iterator[History | Mention | Drop]:
        """Drop what the articles are and tell; give what their copies tell, as it is."""
        where = is_in("article_id", self.article_ids | self.origins.keys())
        rows = self.snapshot.read("articles", ["article_id", "window_start"], where).to_pylist()
        yield from (Drop("articles", row["article_id"], row["window_start"].date()) for row in rows)
        yield from (History(article_id, ()) for article_id in sorted(self.article_ids))
        for mention in self.snapshot.records("mentions", is_in("article_id", self.origins)):
            yield replace(mention, origin_article_id=self.origins[mention.article_id])


def read_copies(snapshot: Snapshot, article_ids: frozenset[str]) -> list[Article]:
    """All revisions of the copies of some articles, with the origin that they have without them.

    The first of the copies by the order in which they became known is the origin of the others.
    """
    where = is_in("origin_article_id", article_ids) & ~is_in("article_id", article_ids)
    copies = snapshot.records("articles", where)
    groups: dict[str | None, list[Article]] = {}
    for article in copies:
        groups.setdefault(article.origin_article_id, []).append(article)
    first = {
        origin: min(group, key=lambda a: (str(a.recorded_at), str(a.published_at), a.article_id))
        for origin, group in groups.items()
    }
    return [replace(a, origin_article_id=first[a.origin_article_id].article_id) for a in copies]
