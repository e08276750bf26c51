"""The step that revises: cleaned articles to the histories that the window touches.

It reads what the lake has of these articles and of their neighbours in time, and calls pure
functions. Like each step that needs the lake it is called once with all records of its collection
(see ``stages.Together``), in a worker, and reads one committed version: bundles can be retried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.beam.elements import Drop
from pipeline.beam.recalled import revise_recalling
from pipeline.beam.texts import Texts
from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import ARTICLES_BY_ID, ARTICLES_BY_URL
from pipeline.records import Article
from pipeline.revisions import History, mark_gone
from pipeline.syndication import WINDOW_DAYS, assign_origins, shingles
from pipeline.syndication.origins import READ_AT_ONCE, join_hashes, share_hashes

#: What is asked of an article that may be the source of another, or a copy.
_RELATED = ["article_id", "recorded_at", "published_at", "origin_article_id", "shingles"]


@dataclass(frozen=True, slots=True)
class Revise:
    """Cleaned articles to the histories that the window touches, with origins; and what to drop."""

    snapshot: Snapshot
    window_start: datetime
    gone_urls: frozenset[str] = frozenset()
    texts: str = ""
    expired: frozenset[datetime] = frozenset()

    def __call__(self, landed: list[Article]) -> Iterator[History | Drop]:
        """Look up earlier revisions and neighbours in time, revise, and give each its origin."""
        gone = self._gone()
        ids = {article.article_id for article in landed} | gone
        known = self._known(ids | self._of_window())
        histories = revise_recalling(self.snapshot, known, landed, self.window_start, self.expired)
        origins, moved = self._origins(histories, known)
        known += self._known(moved - {a.article_id for a in known})
        histories = _add_untouched(histories, known, moved | gone)
        histories = [
            mark_gone(h, self.window_start) if h.article_id in gone else h for h in histories
        ]
        touched = {history.article_id for history in histories}
        for article in known:
            if article.article_id in touched and article.window_start is not None:
                yield Drop("articles", article.article_id, article.window_start.date())
        for history in histories:
            yield _with_origin(history, origins.get(history.article_id))

    def _known(self, article_ids: Collection[str]) -> list[Article]:
        """Every revision of some articles, of any day."""
        asked = {(article_id,) for article_id in article_ids}
        days = merge_days(find_days(self.snapshot, ARTICLES_BY_ID, asked))
        where = is_in("article_id", article_ids)
        return self.snapshot.records("articles", where=where, days=days) if days else []

    def _of_window(self) -> set[str]:
        """The articles that an earlier build of this window had."""
        where = pc.field("window_start") == pc.scalar(self.window_start)
        days = [self.window_start.date()]
        table = self.snapshot.read("articles", columns=["article_id"], where=where, days=days)
        return set(table["article_id"].to_pylist())

    def _gone(self) -> set[str]:
        """The articles whose pages this window found gone."""
        asked = {(url,) for url in self.gone_urls}
        days = merge_days(find_days(self.snapshot, ARTICLES_BY_URL, asked))
        if not days:
            return set()
        where = is_in("url", self.gone_urls)
        table = self.snapshot.read("articles", columns=["article_id"], where=where, days=days)
        return set(table["article_id"].to_pylist())

    def _origins(
        self, histories: list[History], known: list[Article]
    ) -> tuple[dict[str, str], set[str]]:
        """The origins that this window decides, and which known articles have another one now.

        Copies are at most some days younger than what they copy, and only what is copied from an
        article that this window touches, or from one whose origin moves, gets another origin: a
        late window reads on while there are such, and not all that has come since.
        """
        reach = timedelta(days=WINDOW_DAYS)
        moments = [a.recorded_at for h in histories for a in h.revisions[:1]]
        moments += [article.recorded_at for article in known if article.revision == 1]
        last = max(filter(None, moments), default=self.window_start) + reach
        while True:
            origins, moved = self._origins_until(histories, last.date())
            latest = max((at for at in moved.values() if at), default=last - reach) + reach
            if latest.date() <= last.date():
                return origins, set(moved)
            last = latest

    def _origins_until(
        self, histories: list[History], last: date
    ) -> tuple[dict[str, str], dict[str, datetime | None]]:
        """The origins up to a day; the articles that have another one now, and when they came."""
        touched = {history.article_id for history in histories}
        firsts = [h.revisions[0] for h in histories if h.revisions]
        with closing(Texts(self.texts)) as texts:
            own = (texts.sketch(article) or shingles(article.text) for article in firsts)
            rows = self._relatives(own, touched, last)
            light = rows.drop_columns(["shingles"])
            others = [Article(text="", **row) for row in light.to_pylist()]
            sketch = _read_sketches(texts, rows)
            origins = assign_origins([*firsts, *others], self.window_start, sketch)
        moved = {
            a.article_id: a.recorded_at
            for a in others
            if origins.get(a.article_id, a.origin_article_id) != a.origin_article_id
        }
        return origins, moved

    def _relatives(self, own: Iterable[bytes], but: Collection[str], last: date) -> pa.Table:
        """What is known of the articles that may share a text with those whose origin is asked.

        Those are the window's own, of which the sketches are given, and all that have come since;
        of the days before few share any words with them, and no others are held.
        """
        first = self.window_start.date() - timedelta(days=WINDOW_DAYS)
        days = frozenset(day for day in self.snapshot.days("articles") if first <= day <= last)
        known = (pc.field("revision") == 1) & ~is_in("article_id", but)
        moment = pc.scalar(self.window_start)
        is_before = pc.field("recorded_at") < moment
        since = pc.field("recorded_at").is_null() | (pc.field("recorded_at") >= moment)
        asked = self.snapshot.read("articles", _RELATED, where=known & since, days=days)
        told = join_hashes(chain(own, _sketches_of(asked)))
        parts = [asked]
        before = self.snapshot.scan("articles", known & is_before, days, READ_AT_ONCE, _RELATED)
        for rows in before:
            is_related = share_hashes(_sketches_of(rows), told)
            parts.append(pa.Table.from_batches([rows.filter(pa.array(is_related))]))
        return pa.concat_tables(parts)


def _sketches_of(rows: pa.Table | pa.RecordBatch) -> list[bytes]:
    """The sketches of rows; one without words for what has none."""
    return [sketch or shingles("") for sketch in rows.column("shingles").to_pylist()]


def _read_sketches(texts: Texts, rows: pa.Table) -> Callable[[Article], bytes]:
    """What reads the sketch of an article: of a row of the lake, or of one that has just landed."""
    numbers = {name: n for n, name in enumerate(rows.column("article_id").to_pylist())}
    sketches = rows.column("shingles")

    def read(article: Article) -> bytes:
        number = numbers.get(article.article_id)
        known = texts.sketch(article) if number is None else sketches[number].as_py()
        return known or shingles(article.text)

    return read


def _with_origin(history: History, origin: str | None) -> History:
    """The history with its origin, where this window decides it; the first revision is hashed."""
    known = (article.origin_article_id for article in history.revisions)
    origin = origin or next(filter(None, known), None)
    revisions = [replace(a, origin_article_id=origin) for a in history.revisions]
    return History(
        history.article_id,
        (*map(_with_shingles, revisions[:1]), *(replace(a, shingles=None) for a in revisions[1:])),
    )


def _with_shingles(article: Article) -> Article:
    return replace(article, shingles=article.shingles or shingles(article.text))


def _add_untouched(
    histories: list[History], known: list[Article], article_ids: set[str]
) -> list[History]:
    """The histories, and as they are those of known articles to which the window adds nothing."""
    more = []
    for article_id in sorted(article_ids - {history.article_id for history in histories}):
        revisions = sorted(
            (a for a in known if a.article_id == article_id), key=lambda a: a.revision
        )
        more.append(History(article_id, tuple(revisions)))
    return [*histories, *more]
