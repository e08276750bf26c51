"""What a commit changes: rows that replace others, and the partitions that this truly touches.

A partition whose rows stay the same is left alone, byte for byte; that makes a rerun a no-op.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

import schemas
from pipeline.errors import GateError
from pipeline.lake.published.snapshot import Snapshot
from pipeline.lake.published.trees import day_of

#: Partitions of at least this many bytes get new rows as a file of their own when nothing in them
#: is replaced (pages, articles); smaller ones are rewritten, so that readers open few files.
APPEND_FROM_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Bulk:
    """A column too large to hold, and what reads the rows of an edit whole, by their keys.

    ``read`` gives them in batches, in an order that depends on nothing but what has landed.
    """

    column: str
    read: Callable[[Collection[str]], Iterator[pa.RecordBatch]]


@dataclass(frozen=True, slots=True)
class Edit:
    """New rows of a dataset, and which old rows they replace.

    Args:
        dataset: its name.
        rows: the new rows, with the dataset's schema; with ``bulk`` as ``bulk.lighten`` makes them.
        drop: the old rows to replace, in the partitions touched; none by default. A row for which
            it is null stays.
        days: partitions touched besides those of ``rows``.
        bulk: the column that ``rows`` come without.
    """

    dataset: str
    rows: pa.Table
    drop: pc.Expression | None = None
    days: frozenset[date] = frozenset()
    bulk: Bulk | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """Reads what a plan writes, where its own rows come without a large column."""

    rows: Callable[[], Iterator[pa.RecordBatch]]
    appended: Callable[[], Iterator[pa.RecordBatch]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit comes to on a given version.

    ``rows`` are the whole content of the partitions ``replaced``, ``appended`` is added to others;
    both are sorted by partition and key. ``added`` are those of their rows that the edit brought.
    With ``whole`` all are the new rows alone, without their large column.
    """

    dataset: str
    rows: pa.Table
    replaced: frozenset[date]
    appended: pa.Table
    added: pa.Table
    n_dropped: int
    whole: Whole | None = None

    @property
    def n_added(self) -> int:
        """How many rows the edit brought."""
        return int(self.added.num_rows)

    @property
    def changes(self) -> bool:
        """Whether anything has to be written."""
        return bool(self.replaced) or self.appended.num_rows > 0

    @property
    def days(self) -> frozenset[date]:
        """The partitions that change."""
        return self.replaced | _split(self.dataset, self.appended).keys()


def plan(edit: Edit, snapshot: Snapshot) -> Plan:
    """Find what an edit changes in a version of the lake.

    Raises:
        GateError: two rows would have the same key.
    """
    rows = sort(edit.dataset, edit.rows.cast(schemas.arrow_schema(edit.dataset)))
    new = _split(edit.dataset, rows)
    touched = (edit.days | new.keys()) & snapshot.days(edit.dataset)
    large = find_large(snapshot, edit.dataset, touched)
    small = snapshot.read(edit.dataset, days=touched - large)
    is_dropped = _mark_dropped(edit, small)
    old = _split(edit.dataset, _read_dropped(edit, snapshot, small.filter(is_dropped), large))
    changed = {day for day in touched | new.keys() if not _same(new.get(day), old.get(day))}
    appended = (changed & large) - old.keys()
    replaced = frozenset(changed - appended)
    stays = small.filter(pc.invert(is_dropped))
    kept = _read_kept(edit, snapshot, stays, (touched - large, replaced))
    result = Plan(
        edit.dataset,
        sort(edit.dataset, pa.concat_tables([*kept, *_pick(new, replaced)])),
        replaced,
        pa.concat_tables([rows.slice(0, 0), *_pick(new, appended)]),
        pa.concat_tables([rows.slice(0, 0), *_pick(new, changed)]),
        sum(part.num_rows for part in _pick(old, changed)),
    )
    key = list(schemas.load(edit.dataset).key)
    beside = snapshot.read(edit.dataset, key, days=_split(edit.dataset, result.appended).keys())
    check_keys(result, beside)
    return result


def sort(dataset: str, rows: pa.Table) -> pa.Table:
    """Sort rows by partition and key; they are not copied when they are sorted."""
    schema = schemas.load(dataset)
    names = dict.fromkeys((schema.partition.name, *schema.key))
    order = pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in names])
    if np.array_equal(order, np.arange(len(order))):
        return rows
    # taking rows from many chunks costs several times as much
    return rows.combine_chunks().take(order)


def _split(dataset: str, rows: pa.Table) -> dict[date, pa.Table]:
    """The rows of each partition; they are sorted by it."""
    column = rows.column(schemas.load(dataset).partition.name)
    parts, start = {}, 0
    for group in column.value_counts().to_pylist():
        parts[group["values"]] = rows.slice(start, group["counts"])
        start += group["counts"]
    return parts


def _same(new: pa.Table | None, old: pa.Table | None) -> bool:
    if new is None or old is None:
        return new is old
    return bool(new.equals(old))


def _pick(parts: Mapping[date, pa.Table], days: Collection[date]) -> list[pa.Table]:
    return [parts[day] for day in sorted(days) if day in parts]


def _mark_dropped(edit: Edit, small: pa.Table) -> pa.ChunkedArray:
    """Which of the old rows the edit replaces, asked once."""
    if edit.drop is None or not small.num_rows:
        return pa.chunked_array([pa.array([False] * small.num_rows, pa.bool_())])
    asked = ds.dataset(small).to_table(columns={"drop": edit.drop}).column("drop")
    return pc.fill_null(asked, False)


def _read_dropped(
    edit: Edit, snapshot: Snapshot, dropped: pa.Table, large: frozenset[date]
) -> pa.Table:
    """The old rows that the edit replaces, sorted; those of small partitions are given."""
    if edit.drop is None:
        return dropped
    beside = snapshot.read(edit.dataset, where=edit.drop, days=large)
    return sort(edit.dataset, pa.concat_tables([dropped, beside]))


def _read_kept(
    edit: Edit,
    snapshot: Snapshot,
    stays: pa.Table,
    days: tuple[frozenset[date], frozenset[date]],
) -> list[pa.Table]:
    """The old rows that stay, in the partitions that are written anew.

    Args:
        edit: says which rows go.
        snapshot: the version.
        stays: what stays of the partitions in memory.
        days: the partitions in memory, and those that are written anew.
    """
    in_memory, replaced = days
    if replaced == in_memory:  # the usual case, and a filter would copy every row once more
        return [stays]
    column = stays.column(schemas.load(edit.dataset).partition.name)
    here = pc.is_in(column, value_set=pa.array(sorted(replaced), pa.date32()))
    keep = pc.scalar(True)
    if edit.drop is not None:
        keep = ~pc.coalesce(edit.drop, pc.scalar(False))
    beside = snapshot.read(edit.dataset, where=keep, days=replaced - in_memory)
    return [stays.filter(here), beside]


def find_large(snapshot: Snapshot, dataset: str, days: Collection[date]) -> frozenset[date]:
    """The partitions that get new rows as files of their own."""
    sizes: dict[str, int] = defaultdict(int)
    for file in snapshot.files(dataset, days):
        sizes[file.parent.name] += file.stat().st_size
    large = (name for name, size in sizes.items() if size >= APPEND_FROM_BYTES)
    return frozenset(map(day_of, large))


def check_keys(result: Plan, beside: pa.Table) -> None:
    """Make sure that no key is there twice.

    Args:
        result: what is written.
        beside: the keys of what stays in the partitions that are added to.

    Raises:
        GateError: one is.
    """
    key = list(schemas.load(result.dataset).key)
    keys = [table.select(key) for table in (result.rows, result.appended, beside)]
    twice = find_duplicates(pa.concat_tables(keys), key)
    if twice:
        raise GateError(f"{result.dataset}: {', '.join(key)} would be there twice: {twice[0]}")


def find_duplicates(rows: pa.Table, key: list[str]) -> list[str]:
    """The keys that several rows have, in words."""
    counts = rows.group_by(key).aggregate([([], "count_all")])
    twice = counts.filter(pc.field("count_all") > 1).select(key)
    return [", ".join(str(value) for value in row.values()) for row in twice.to_pylist()]
