"""Promises of a commit as a whole: numbers, references, sizes, words. Asked before it is written.

What needs nothing but a row is in ``gates``; what needs the whole lake is in ``verify``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

import schemas
from pipeline.lake.commits.edits import Edit, Plan
from pipeline.lake.commits.gates import check_rows
from pipeline.lake.commits.words import find_wrong_words_in
from pipeline.lake.published.snapshot import Snapshot, is_in

#: A table that loses at least this many rows, and more than this share of them, is refused: that is
#: a fault, not news. Retractions of a whole publisher stay below it.
MANY_ROWS, LARGE_SHARE = 1_000, 0.2
#: The same for small tables: half of the rows, when they are more than a story or two.
SOME_ROWS, LARGER_SHARE = 100, 0.5
#: Sources whose articles are not in the commit, and the days of articles to open for them.
_SAMPLE, _SAMPLE_DAYS = 50, 3

#: child, its columns, parent, its columns; the child's column that names the parent's partition.
#: Together they hold each row to an article: sources to mentions, mentions to articles.
_REFERENCES = (
    (
        "incident_sources",
        ("event_date", "incident_id"),
        "incidents",
        ("event_date", "incident_id"),
        "event_date",
    ),
    (
        "incident_participants",
        ("event_date", "incident_id", "mention_id"),
        "incident_sources",
        ("event_date", "incident_id", "mention_id"),
        "event_date",
    ),
    (
        "incident_claims",
        ("event_date", "incident_id", "mention_id"),
        "incident_sources",
        ("event_date", "incident_id", "mention_id"),
        "event_date",
    ),
    (
        "incident_sources",
        ("mention_id", "article_id", "article_revision"),
        "mentions",
        ("mention_id", "article_id", "article_revision"),
        "mention_event_date",
    ),
    (
        "mentions",
        ("article_id", "article_revision"),
        "articles",
        ("article_id", "revision"),
        "window_start",
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the lake will be after a commit."""

    edits: Sequence[Edit]
    plans: Sequence[Plan]
    snapshot: Snapshot

    def read(self, dataset: str, columns: Sequence[str], days: Collection[date]) -> pa.Table:
        """Rows of some partitions as they will be."""
        partition = schemas.load(dataset).partition.name
        parts = []
        replaced: Collection[date] = ()
        for made in self.plans:
            if made.dataset == dataset:
                here = is_in(partition, days)
                # texts, say, are not to be copied for the sake of keys
                asked = list(dict.fromkeys((*columns, partition)))
                written = (part.select(asked) for part in (made.rows, made.appended))
                parts += [part.filter(here).select(columns) for part in written]
                replaced = made.replaced
        kept = [day for day in days if day not in replaced]
        return pa.concat_tables([*parts, self.snapshot.read(dataset, columns, days=kept)])

    def new_rows(self, dataset: str) -> pa.Table | None:
        """The rows that an edit brings; None when the dataset does not change."""
        if not any(made.dataset == dataset for made in self.plans):
            return None
        return next(edit.rows for edit in self.edits if edit.dataset == dataset)


def check_edits(edits: Sequence[Edit]) -> Iterator[str]:
    """What is wrong with the rows themselves, and with the words of articles among them."""
    for edit in edits:
        yield from check_rows(edit.dataset, edit.rows)
    rows = {edit.dataset: edit.rows for edit in edits if edit.rows.num_rows}
    if "articles" in rows:
        yield from find_wrong_words_in(rows)


def check_outcome(outcome: Outcome, *, may_shrink: bool = False) -> Iterator[str]:
    """What would be wrong with the tables together; one line for each row or table."""
    yield from _check_change_numbers(outcome)
    yield from _check_references(outcome)
    yield from _check_children(outcome)
    yield from _check_sample(outcome)
    if not may_shrink:
        yield from _check_sizes(outcome)


def _check_change_numbers(outcome: Outcome) -> Iterator[str]:
    """New changes are numbered on from the last one without gaps."""
    first = outcome.snapshot.change_seq + 1
    for made in outcome.plans:
        if made.dataset == "incident_changes":
            numbers = pa.concat_tables([made.rows, made.appended]).column("change_seq").to_pylist()
            new = sorted(number for number in numbers if number >= first)
            if new != list(range(first, first + made.n_added - made.n_dropped)):
                yield f"incident_changes: new rows must be numbered on from {first}"


def _check_references(outcome: Outcome) -> Iterator[str]:
    """What the new rows refer to is there."""
    for child, columns, parent, keys, day in _REFERENCES:
        rows = outcome.new_rows(child)
        if rows is None or not rows.num_rows:
            continue
        days = pc.unique(rows.column(day).cast(pa.date32())).drop_null().to_pylist()
        known = outcome.read(parent, keys, days).rename_columns(list(columns))
        missing = _missing(rows, known, columns)
        if missing.num_rows and parent == "articles":  # a window's day, as a rule
            known = _anywhere(outcome, keys, missing).rename_columns(list(columns))
            missing = _missing(missing, known, columns)
        for row in missing.to_pylist():
            yield f"{child}: no {parent} {' '.join(str(value) for value in row.values())}"


def _missing(rows: pa.Table, known: pa.Table, columns: Sequence[str]) -> pa.Table:
    wanted = rows.select(columns).group_by(list(columns)).aggregate([])
    missing = wanted.join(known, list(columns), join_type="left anti")
    return missing.sort_by([(name, "ascending") for name in columns])


def _anywhere(outcome: Outcome, keys: Sequence[str], missing: pa.Table) -> pa.Table:
    """The articles of any day among those that were not found."""
    new = outcome.new_rows("articles")
    where = is_in("article_id", missing.column("article_id").to_pylist())
    old = outcome.snapshot.read("articles", keys, where)
    return old if new is None else pa.concat_tables([old, new.select(keys)])


def _check_children(outcome: Outcome) -> Iterator[str]:
    """The sources, participants and claims that stay still have their incident."""
    changed = {made.dataset: made for made in outcome.plans}
    if "incidents" not in changed:
        return
    days = changed["incidents"].replaced
    columns = ["event_date", "incident_id"]
    known = outcome.read("incidents", columns, days)
    for child in ("incident_sources", "incident_participants", "incident_claims"):
        rows = outcome.read(child, columns, days)
        missing = _missing(rows, known, columns) if rows.num_rows else rows
        for row in missing.to_pylist():
            yield f"{child}: no incidents {row['event_date']} {row['incident_id']}"


def _check_sizes(outcome: Outcome) -> Iterator[str]:
    """No table loses a large part of its rows at once."""
    for made in outcome.plans:
        lost = made.n_dropped - made.n_added
        if lost < min(SOME_ROWS, MANY_ROWS):
            continue
        total = outcome.snapshot.count(made.dataset)
        if (lost >= MANY_ROWS and lost > LARGE_SHARE * total) or lost > LARGER_SHARE * total:
            yield f"{made.dataset}: would lose {lost} of {total} rows at once"


def _check_sample(outcome: Outcome) -> Iterator[str]:
    """Words of a sample of the sources whose articles are not in the commit.

    The words of those that are in it were all checked.
    """
    sources, articles = (outcome.new_rows(name) for name in ("incident_sources", "articles"))
    if sources is None:
        return
    new = set() if articles is None else set(articles.column("article_id").to_pylist())
    others = sources.filter(~is_in("article_id", new)).slice(0, _SAMPLE)
    days = pc.unique(others.column("mention_event_date")).drop_null().to_pylist()
    found = outcome.read("mentions", ["mention_id", "window_start"], days)
    here = found.filter(is_in("mention_id", others.column("mention_id").to_pylist()))
    windows = pc.unique(here.column("window_start").cast(pa.date32())).to_pylist()
    texts = outcome.snapshot.read(
        "articles",
        ["article_id", "revision", "title", "text"],
        is_in("article_id", others.column("article_id").to_pylist()),
        sorted(windows)[-_SAMPLE_DAYS:],
    )
    if texts.num_rows:
        yield from find_wrong_words_in({"incident_sources": others, "articles": texts})
