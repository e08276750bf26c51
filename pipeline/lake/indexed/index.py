"""The index of a lake: which days have a value, for every lookup; ``lake/.index.db``.

It is made of the tables and says nothing that they do not: what it leads to is read and looked at.
It knows which version of each table it covers; of another version the tables are asked. A commit
adds what it has written, and a writer that starts brings it up to date (:func:`sync`), so that it
may be removed at any time, as one is that cannot be read or written. What once was on a day stays,
since a needless look at a day costs little, until a takedown has it made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from zlib import crc32

import pyarrow as pa
from deltalake import DeltaTable

import schemas
from pipeline.lake.indexed.lookups import LOOKUPS, Lookup, Value, key_of, lookups_of
from pipeline.lake.layout import Layout
from pipeline.lake.published.snapshot import Snapshot
from pipeline.lake.stored.delta import live_files

#: Changes with what is stored: a file of other lookups is made anew.
_FORMAT = crc32("\n".join(["1", *(lookup.name for lookup in LOOKUPS)]).encode()) >> 1
#: Files that are read and sorted together: some 200,000 rows of a lake of 4,000 mentions a day.
_BATCH_FILES = 50
#: Values that one question asks for; SQLite allows 32,766.
_BATCH_KEYS = 1_000
_REMEDY = "remove .index.db, the next run makes it anew"

_TABLES = f"""
pragma user_version = {_FORMAT};
create table covered (dataset text primary key, version integer not null) without rowid;
create table files (dataset text, name text, primary key (dataset, name)) without rowid;
"""
_TABLE = "create table {} (key integer, day integer, primary key (key, day)) without rowid;\n"


def find_days(
    snapshot: Snapshot, lookup: Lookup, values: Collection[Value]
) -> dict[Value, frozenset[date]]:
    """The partitions that may have a row with each of some values; a value without any is left out.

    Raises:
        WorldError: a file cannot be read.
    """
    version = dict(snapshot.versions).get(lookup.dataset)
    if not values or version is None:
        return {}
    path = snapshot.index
    with suppress(sqlite3.Error):
        if path.exists():
            with _open(path) as index:
                if _covered(index).get(lookup.dataset) == version:
                    return _days_of(index, lookup, values)
    return _find_by_reading(snapshot, lookup, frozenset(values))


def merge_days(found: Mapping[Value, frozenset[date]]) -> frozenset[date]:
    """The partitions of all values."""
    return frozenset().union(*found.values())


def sync(layout: Layout, snapshot: Snapshot) -> int:
    """Let the index cover the published version; the number of files that were read for it.

    Raises:
        WorldError: a file of a table cannot be read.
    """
    versions = dict(snapshot.versions)
    n_read = 0
    if not versions:
        return n_read
    _drop_if_foreign(layout.index)
    with _removing_broken(layout.index), _open(layout.index, is_written=True) as index:
        covered = _covered(index)
        for dataset in dict.fromkeys(lookup.dataset for lookup in LOOKUPS):
            if covered.get(dataset) != versions[dataset]:
                n_read += _read_unknown(index, snapshot, dataset)
                live = {file.name for file in snapshot.files(dataset, None)}
                _cover(index, dataset, versions[dataset], live)
    return n_read


def follow(path: Path, before: int | None, table: DeltaTable, rows: pa.Table) -> None:
    """Add what one commit has written to a table; nothing when the index did not cover it before.

    Args:
        path: the index.
        before: the table's version before the commit.
        table: the table after it.
        rows: the rows that no file had before.
    """
    dataset = table.metadata().name or ""
    if not lookups_of(dataset) or not path.exists():
        return
    with _removing_broken(path), _open(path, is_written=True) as index:
        if _covered(index).get(dataset) == before:
            _add(index, dataset, [rows])
            live = {file.rpartition("/")[2] for file in live_files(table)}
            _cover(index, dataset, table.version(), live)


def find_unindexed(snapshot: Snapshot, days: Collection[date] | None = None) -> Iterator[str]:
    """Rows that the index does not lead to though it says so: one line a partition and lookup.

    A window would not find them. An index of another version, or none, leads nobody astray.

    Args:
        snapshot: the version; only tables that the index covers at it are looked at.
        days: the partitions; all by default.

    Raises:
        WorldError: a file of a table cannot be read.
    """
    path = snapshot.index
    if not path.exists():
        return
    try:
        with _open(path) as index:
            covered = _covered(index)
            for dataset, version in snapshot.versions:
                if covered.get(dataset) == version:
                    yield from _find_unindexed(index, snapshot, dataset, days)
    except sqlite3.Error as error:
        yield f"{path}: cannot be read ({error}); {_REMEDY}"


def _find_unindexed(
    index: sqlite3.Connection, snapshot: Snapshot, dataset: str, days: Collection[date] | None
) -> Iterator[str]:
    lookups = lookups_of(dataset)
    columns = list({name: None for lookup in lookups for name in lookup.columns})
    index.execute("create temp table if not exists asked (key integer primary key)")
    for day, rows in snapshot.read_parts(dataset, columns, days):
        for lookup in lookups:
            index.execute("delete from asked")
            keys = {key_of(value) for value, _ in lookup.values(rows)}
            index.executemany("insert into asked values (?)", ((key,) for key in keys))
            there = f"select 1 from main.{_quote(lookup)} t where t.key = asked.key and t.day = ?"
            missed = f"select count(*) from asked where not exists ({there})"
            (count,) = index.execute(missed, (day.toordinal(),)).fetchone()
            if count:
                yield f"index: {lookup.name}: {count} values of {day} are not in it; {_REMEDY}"


def drop(path: Path) -> None:
    """Remove the index; :func:`sync` makes it anew."""
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


@contextmanager
def _removing_broken(path: Path) -> Iterator[None]:
    """Remove an index that cannot be read or written: the tables are asked then."""
    try:
        yield
    except sqlite3.Error:
        drop(path)


@contextmanager
def _open(path: Path, is_written: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the index for one transaction; a new one gets its tables.

    Raises:
        sqlite3.Error: it cannot be read or written.
    """
    mode = "rwc" if is_written else "ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as index:
        if is_written and not _format_of(index):
            made = (_TABLE.format(_quote(lookup)) for lookup in LOOKUPS)
            index.executescript(_TABLES + "".join(made))
        with index:
            yield index


def _drop_if_foreign(path: Path) -> None:
    """Remove an index of other lookups, or a file that is no index."""
    if path.exists():
        with _removing_broken(path), _open(path) as index:
            if _format_of(index) != _FORMAT:
                raise sqlite3.DatabaseError("an index of other lookups")


def _format_of(index: sqlite3.Connection) -> int:
    return int(index.execute("pragma user_version").fetchone()[0])


def _covered(index: sqlite3.Connection) -> dict[str, int]:
    """The version of each table that is covered; nothing for an index of other lookups."""
    if _format_of(index) != _FORMAT:
        return {}
    return dict(index.execute("select dataset, version from covered"))


def _days_of(
    index: sqlite3.Connection, lookup: Lookup, values: Collection[Value]
) -> dict[Value, frozenset[date]]:
    keys = {value: key_of(value) for value in values}
    # in the order of the table, many at a time: thousands of names are asked for at once
    ordered = sorted(set(keys.values()))
    found: dict[int, list[date]] = {}
    for first in range(0, len(ordered), _BATCH_KEYS):
        some = ordered[first : first + _BATCH_KEYS]
        listed = ", ".join("?" * len(some))
        asked = f"select key, day from {_quote(lookup)} where key in ({listed})"
        for key, day in index.execute(asked, some):
            found.setdefault(key, []).append(date.fromordinal(day))
    return {value: frozenset(found[key]) for value, key in keys.items() if key in found}


def _read_unknown(index: sqlite3.Connection, snapshot: Snapshot, dataset: str) -> int:
    """Add the rows of the files that are not known; the number of files."""
    asked = "select name from files where dataset = ?"
    known = {name for (name,) in index.execute(asked, (dataset,))}
    files = [file for file in snapshot.files(dataset, None) if file.name not in known]
    partition = schemas.load(dataset).partition.arrow_field
    columns = list({name: None for lookup in lookups_of(dataset) for name in lookup.columns})
    for first in range(0, len(files), _BATCH_FILES):
        parts = snapshot.read_files(dataset, columns, files[first : first + _BATCH_FILES])
        _add(
            index,
            dataset,
            (
                part.append_column(partition, pa.array([day] * part.num_rows, partition.type))
                for day, part in parts
            ),
        )
    return len(files)


def _add(index: sqlite3.Connection, dataset: str, parts: Iterable[pa.Table]) -> None:
    """Add the rows of some tables, which have the partition column."""
    partition = schemas.load(dataset).partition.name
    entries: dict[Lookup, set[tuple[int, int]]] = {lookup: set() for lookup in lookups_of(dataset)}
    for rows in parts:
        days = [day.toordinal() for day in rows.column(partition).to_pylist()]
        for lookup, found in entries.items():
            found.update((key_of(value), days[row]) for value, row in lookup.values(rows))
    for lookup, found in entries.items():
        add = f"insert or ignore into {_quote(lookup)} values (?, ?)"
        index.executemany(add, sorted(found))


def _cover(index: sqlite3.Connection, dataset: str, version: int, live: set[str]) -> None:
    """Note what is covered now."""
    asked = "select name from files where dataset = ?"
    known = {name for (name,) in index.execute(asked, (dataset,))}
    _change(index, "delete from files where dataset = ? and name = ?", dataset, known - live)
    _change(index, "insert into files values (?, ?)", dataset, live - known)
    index.execute("insert or replace into covered values (?, ?)", (dataset, version))


def _change(index: sqlite3.Connection, how: str, dataset: str, names: Iterable[str]) -> None:
    index.executemany(how, ((dataset, name) for name in sorted(names)))


def _find_by_reading(
    snapshot: Snapshot, lookup: Lookup, values: frozenset[Value]
) -> dict[Value, frozenset[date]]:
    found: dict[Value, set[date]] = {}
    for day, rows in snapshot.read_parts(lookup.dataset, lookup.columns):
        for value in values.intersection(value for value, _ in lookup.values(rows)):
            found.setdefault(value, set()).add(day)
    return {value: frozenset(days) for value, days in found.items()}


def _quote(lookup: Lookup) -> str:
    return f'"{lookup.name}"'
