"""Check what the published tables promise; ``sitrep verify``.

* Keys are unique; required values are there; enumerations, tolls and dates are in range.
* Sources, participants and claims belong to an incident of the same partition, and to a mention of
  the lake; mentions and sources belong to an article revision of the lake.
* Every offset slices to words of its article revision, and to the name where a name is stored (the
  same but for letter case and the amount of white space).
* The change feed, applied in order, gives exactly the incidents of today.
* The derived index leads to every row that it says it covers.

All rows are checked, or those of some days with what they refer to, wherever it is. Then only the
key columns are read of the other days, and the partitions that are referred to: what a window has
touched is checked in a time that hardly grows with the lake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

import schemas
from pipeline.lake.commits.gates import check_rows
from pipeline.lake.commits.words import DATASETS_WITH_WORDS, find_wrong_words
from pipeline.lake.files import saying_what_failed
from pipeline.lake.in_memory import ask_tables
from pipeline.lake.indexed.index import find_unindexed
from pipeline.lake.layout import Layout
from pipeline.lake.published.snapshot import Snapshot, open_files
from pipeline.lake.published.trees import list_strange
from pipeline.lake.stored import delta

#: child columns, parent, parent columns; where a child's value is null nothing is referred to.
_REFERENCES = (
    ("incident_sources", ("incident_id", "event_date"), "incidents", ("incident_id", "event_date")),
    (
        "incident_participants",
        ("incident_id", "mention_id", "event_date"),
        "incident_sources",
        ("incident_id", "mention_id", "event_date"),
    ),
    (
        "incident_claims",
        ("incident_id", "mention_id", "event_date"),
        "incident_sources",
        ("incident_id", "mention_id", "event_date"),
    ),
    (
        "incident_sources",
        ("mention_id", "mention_event_date"),
        "mentions",
        ("mention_id", "event_date"),
    ),
    ("mentions", ("article_id", "article_revision"), "articles", ("article_id", "revision")),
    (
        "incident_sources",
        ("article_id", "article_revision"),
        "articles",
        ("article_id", "revision"),
    ),
    ("articles", ("origin_article_id",), "articles", ("article_id",)),
)
_LARGE = ("body", "shingles", "text")
#: What each kind of failure tells at most.
_TOLD_PER_CHECK = 20


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found: one line per broken promise (at most 20 of a kind), and the rows checked."""

    failures: tuple[str, ...]
    checked: int

    @property
    def ok(self) -> bool:
        """Whether every promise is kept."""
        return not self.failures


def verify(snapshot: Snapshot, days: Collection[date] | None = None) -> VerifyReport:
    """Check one version of the lake.

    Args:
        snapshot: the version.
        days: the partitions of each table whose rows are checked; all by default.

    Raises:
        WorldError: a file cannot be read.
    """
    failures = [*_first(_find_lost_files(snapshot, days)), *_first(find_unindexed(snapshot, days))]
    checked = 0
    for dataset in schemas.dataset_names():
        there = snapshot.days(dataset)
        for day in sorted(there if days is None else there & set(days)):
            rows = _read_day(snapshot, dataset, day)
            checked += rows.num_rows
            failures.extend(_first(check_rows(dataset, rows)))
    with ask_tables({}) as tables:
        _open_tables(tables, snapshot, days)
        for query in _queries():
            failures.extend(_ask(tables, *query))
        if days is not None:
            _register(tables, "articles", snapshot, "articles", _find_days_of_words(tables))
        for dataset in DATASETS_WITH_WORDS:
            failures.extend(find_wrong_words(tables, dataset, _TOLD_PER_CHECK))
    return VerifyReport(tuple(failures), checked)


def _first(lines: Iterator[str]) -> list[str]:
    return [line for line, _ in zip(lines, range(_TOLD_PER_CHECK), strict=False)]


def _find_lost_files(snapshot: Snapshot, days: Collection[date] | None) -> Iterator[str]:
    """Where the published folders have other files than the tables that they are made of."""
    for dataset, version in snapshot.versions:
        path = Layout(snapshot.lake).delta(dataset)
        with saying_what_failed(f"cannot read {path}"):
            named = set(delta.live_files(delta.open_at(path, version)))
        if days is not None:
            partition = schemas.load(dataset).partition.name
            folders = {f"{partition}={day}" for day in days}
            named = {file for file in named if file.partition("/")[0] in folders}
        there = {"/".join(file.parts[-2:]) for file in snapshot.files(dataset, days)}
        if days is None and snapshot.view is not None:
            there |= set(list_strange((snapshot.view / dataset).resolve()))
        yield from (f"{dataset}: {file} is gone" for file in sorted(named - there))
        yield from (f"{dataset}: {file} is of no run" for file in sorted(there - named))


def _read_day(snapshot: Snapshot, dataset: str, day: date) -> pa.Table:
    """A partition without its large values, which no check of rows looks at."""
    names = [c.name for c in schemas.load(dataset).columns if c.name not in _LARGE]
    return snapshot.read(dataset, columns=names, days=[day])


def _open_tables(
    tables: duckdb.DuckDBPyConnection, snapshot: Snapshot, days: Collection[date] | None
) -> None:
    """Name what the queries look at.

    A dataset's own name is its rows to check and ``all_`` before it are all its rows;
    ``last_changes`` has the last change of each incident that is checked, has a change that is, or
    that a change says was of such a day; ``today`` has these incidents as they are.
    """
    for dataset in schemas.dataset_names():
        _register(tables, dataset, snapshot, dataset, days)
        _register(tables, f"all_{dataset}", snapshot, dataset, None)
    asked = ", ".join(f"date '{day}'" for day in days or ())
    gone = f"union select incident_id from all_incident_changes where event_date in ({asked})"
    tables.execute(
        "create temp table last_seqs as select max(change_seq) as change_seq, "
        "any_value(incident_id) as incident_id, arg_max(change_date, change_seq) as day "
        "from all_incident_changes where incident_id in (select incident_id from incidents "
        f"union select incident_id from incident_changes {gone if asked else ''}) "
        "group by incident_id"
    )
    feed_days = None if days is None else _find_days(tables, "select day from last_seqs")
    _register(tables, "feed", snapshot, "incident_changes", feed_days)
    tables.execute(
        "create temp view last_changes as "
        "select feed.* from feed semi join last_seqs using (incident_id, change_seq)"
    )
    told_days = None
    if days is not None:
        told_days = {*days, *_find_days(tables, "select event_date from last_changes")}
    _register(tables, "told", snapshot, "incidents", told_days)
    tables.execute(
        "create temp view today as select * from told where incident_id in "
        "(select incident_id from incidents union select incident_id from last_seqs)"
    )


def _register(
    tables: duckdb.DuckDBPyConnection,
    name: str,
    snapshot: Snapshot,
    dataset: str,
    days: Collection[date] | None,
) -> None:
    files = snapshot.files(dataset, days)
    rows = open_files(dataset, files) if files else schemas.arrow_schema(dataset).empty_table()
    tables.register(name, rows)


def _find_days(tables: duckdb.DuckDBPyConnection, sql: str) -> list[date]:
    return [day for (day,) in tables.execute(sql).fetchall() if day is not None]


def _find_days_of_words(tables: duckdb.DuckDBPyConnection) -> list[date]:
    """The partitions of the articles whose words are checked."""
    day = schemas.load("articles").partition.name
    ids = " union ".join(f"select article_id from {name}" for name in DATASETS_WITH_WORDS)
    return _find_days(
        tables, f'select distinct "{day}" from all_articles where article_id in ({ids})'
    )


def _ask(tables: duckdb.DuckDBPyConnection, what: str, sql: str) -> list[str]:
    """Run a query that finds broken rows; one line each."""
    rows = tables.execute(f"{sql} limit {_TOLD_PER_CHECK}").fetchall()
    return [f"{what}: {' '.join(str(value) for value in row)}" for row in rows]


def _queries() -> Iterator[tuple[str, str]]:
    """What is wrong with the rows that a query finds, and the query."""
    for dataset in schemas.dataset_names():
        key = ", ".join(_quote(*schemas.load(dataset).key))
        yield (
            f"{dataset}: there more than once",
            (
                f"select {key} from all_{dataset} semi join {dataset} using ({key}) "
                "group by all having count(*) > 1 order by all"
            ),
        )
    for child, columns, parent, keys in _REFERENCES:
        named = ", ".join(_quote(*columns))
        pairs = zip(_quote(*columns), _quote(*keys), strict=True)
        matches = " and ".join(f"c.{column} = p.{key}" for column, key in pairs)
        told = " and ".join(f"c.{column} is not null" for column in _quote(*columns))
        yield (
            f"{child}: not in {parent}",
            (
                f"select distinct {named} from {child} c where {told} and not exists "
                f"(select 1 from all_{parent} p where {matches}) order by all"
            ),
        )
    yield from _queries_about_changes()


def _quote(*names: str) -> tuple[str, ...]:
    return tuple(f'"{name}"' for name in names)


def _queries_about_changes() -> Iterator[tuple[str, str]]:
    """The last change of each incident says what it is today, or that it is gone."""
    columns = ", ".join(_quote(*(column.name for column in schemas.load("incidents").columns)))
    folded = f"select {columns} from last_changes where op not in ('merge', 'retract')"
    today = f"select {columns} from today"
    yield (
        "incidents: not what the change feed says",
        f"select incident_id from (({today}) except ({folded})) order by all",
    )
    yield (
        "incident_changes: says what incidents does not",
        f"select incident_id from (({folded}) except ({today})) order by all",
    )
    yield (
        "incident_changes: numbers are missing before",
        (
            "select change_seq from (select change_seq, lag(change_seq) over (order by change_seq) "
            "as before from all_incident_changes) "
            "where change_seq <> coalesce(before, 0) + 1 order by all"
        ),
    )
