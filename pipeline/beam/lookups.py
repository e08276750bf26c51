"""Steps that need to know the lake: they read what a window touches and call pure functions.

Each is called once with all records of its collection (see ``stages.Together``), in a worker; the
snapshot they read from is one committed version, so that bundles can be retried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.beam.decisions import Decisions, find_anchors
from pipeline.beam.members import read_members
from pipeline.beam.mentions import MentionReader
from pipeline.beam.parts import NO_PART, Part, Reached, day_of
from pipeline.beam.recalled import revise_recalling
from pipeline.beam.texts import Texts
from pipeline.ids import incident_id as made_of
from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.index import merge_days
from pipeline.lake.lookups import ARTICLES_BY_ID, ARTICLES_BY_URL
from pipeline.records import Article, Incident, IncidentChange, Mention
from pipeline.resolve import Fused
from pipeline.resolve.blocking import Blocks
from pipeline.resolve.closure import affected
from pipeline.resolve.clustering import connect
from pipeline.resolve.ledger import account, causes_of
from pipeline.revisions import History, mark_gone
from pipeline.syndication import WINDOW_DAYS, assign_origins, shingles


@dataclass(frozen=True, slots=True)
class Drop:
    """Rows that the commit replaces: those of ``key`` in the partition ``day`` of a dataset."""

    dataset: str
    key: str
    day: date


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
        rows = self._first_revisions(touched, last)
        others = [Article(text="", **row) for row in rows.drop_columns(["shingles"]).to_pylist()]
        with closing(Texts(self.texts)) as texts:
            sketch = _read_sketches(texts, rows)
            origins = assign_origins([*firsts, *others], self.window_start, sketch)
        moved = {
            a.article_id: a.recorded_at
            for a in others
            if origins.get(a.article_id, a.origin_article_id) != a.origin_article_id
        }
        return origins, moved

    def _first_revisions(self, but: Collection[str], last: date) -> pa.Table:
        """What is known of the articles of the days before, and up to a later one."""
        first = self.window_start.date() - timedelta(days=WINDOW_DAYS)
        days = frozenset(day for day in self.snapshot.days("articles") if first <= day <= last)
        names = ["article_id", "recorded_at", "published_at", "origin_article_id", "shingles"]
        where = (pc.field("revision") == 1) & ~is_in("article_id", but)
        return self.snapshot.read("articles", columns=names, where=where, days=days)


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


@dataclass(frozen=True, slots=True)
class Component:
    """Mentions that links join, to be cut into incidents."""

    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Affect:
    """Touched article ids and their mentions to all mentions whose incident may change, linked."""

    snapshot: Snapshot
    decisions: Decisions
    part: Part = NO_PART

    def __call__(
        self, records: list[History | Mention | Drop]
    ) -> Iterator[Component | Drop | Reached]:
        """Compare with the lake's mentions of these articles, then follow the neighbours."""
        touched = {record.article_id for record in records if isinstance(record, History)}
        new = [record for record in records if isinstance(record, Mention)]
        reader = MentionReader(self.snapshot, self.part.at_hand)
        known = {record.key for record in records if isinstance(record, Drop)}
        old = reader.read_of_articles(known) if known else []
        for mention in old:
            yield Drop("mentions", mention.article_id, day_of(mention))

        def read(blocks: Blocks) -> Iterable[Mention]:
            yield from (m for m in reader.read(blocks) if m.article_id not in touched)
            yield from new

        stored = find_anchors(self.snapshot, self.decisions.incident_ids)
        anchors = [m for m in stored if m.article_id not in touched and not self.part.is_settled(m)]
        # what a human decided since the last run is resolved again, though no article touches it
        again = [m for m in anchors if made_of(m.mention_id) in self.decisions.new_ids]
        overrides = self.decisions.overrides
        fellows: list[Mention] = []
        while True:
            reached = affected(old, [*new, *again, *fellows], read, overrides, anchors)
            more = _read_fellows(reader, [*old, *reached.mentions.values(), *fellows])
            if not more:
                break
            fellows += more
        for linked in connect(reached.mentions, reached.edges, overrides):
            yield Component(tuple(linked))
        yield from self._ahead(reached.mentions.values())

    def _ahead(self, mentions: Iterable[Mention]) -> Iterator[Reached]:
        """What a part has resolved of later days."""
        if self.part.days:
            for mention in mentions:
                if day_of(mention) not in self.part.days:
                    yield Reached(mention.mention_id, day_of(mention))


def _read_fellows(reader: MentionReader, mentions: Collection[Mention]) -> list[Mention]:
    """What is with some mentions in an incident today, though nothing links it to them any more.

    Earlier rules did: the incident is made anew, and all that it holds must find a place.
    """
    ids = {mention.mention_id for mention in mentions}
    held = read_members(reader.snapshot, ids)
    days_of = {name: day for members in held.of.values() for name, day in members.items()}
    return reader.read_ids({name: day for name, day in days_of.items() if name not in ids})


@dataclass(frozen=True, slots=True)
class Account:
    """Fused incidents to the rows and changes that make the lake's ones into them."""

    snapshot: Snapshot
    window_start: datetime
    decisions: Decisions

    def __call__(
        self, records: list[Fused | Mention | Drop]
    ) -> Iterator[Fused | IncidentChange | Drop]:
        """Compare with the incidents that hold any of the affected mentions today."""
        fused = [record for record in records if isinstance(record, Fused)]
        mentions = [record for record in records if isinstance(record, Mention)]
        dropped = [r for r in records if isinstance(r, Drop) and r.dataset == "mentions"]
        # other rules may tell nothing more of an article: its mentions have no successors then
        held = read_members(
            self.snapshot, {m.mention_id for m in mentions}, {drop.key for drop in dropped}
        )
        old_members = {name: set(members) for name, members in held.of.items()}
        old = self._incidents(set(old_members), held.days)
        for incident in old:
            yield Drop("incidents", incident.incident_id, incident.event_date)
        groups = [*old_members.values(), *({*f.mention_ids, *f.withdrawn_ids} for f in fused)]
        decided = self._decided(groups)
        causes = causes_of((m for m in mentions if m.mention_id not in decided), self.window_start)
        accounted = account(old, old_members, fused, self.window_start, causes)
        yield from accounted.fused
        yield from accounted.changes

    def _decided(self, groups: Iterable[set[str]]) -> set[str]:
        """The mentions of incidents that a human decided anew: no article is the cause of that."""
        new_ids = self.decisions.new_ids
        held = (group for group in groups if any(made_of(name) in new_ids for name in group))
        return set().union(*held) if new_ids else set()

    def _incidents(self, incident_ids: set[str], days: frozenset[date]) -> list[Incident]:
        where = is_in("incident_id", incident_ids)
        return self.snapshot.records("incidents", where=where, days=days)
