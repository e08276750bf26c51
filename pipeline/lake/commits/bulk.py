"""Edits of a table with a column that is too large to hold: the bodies of pages.

Such rows are planned without the column, with a digest in its place, and read whole, some at a
time, while they are written. What is there already stays where it is: new rows are added beside it,
and only a small partition, or one that loses a row, is written anew, out of its own files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

import schemas
from pipeline.lake.commits.edits import Edit, Plan, Whole, check_keys, find_large, sort
from pipeline.lake.published.snapshot import Snapshot, is_in

#: Rows that are held whole at once: pages of up to some megabytes each.
ROWS_AT_ONCE = 64
_ROWS_COMPARED = 1024


def lighten(dataset: str, column: str, batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """Rows without a large column, with a digest in its place (their ``sha256`` where given).

    A batch may come without the column, if all its rows have it and their ``sha256``.
    """
    schema = schemas.arrow_schema(dataset)
    schema = schema.remove(schema.get_field_index(column))
    schema = schema.append(pa.field(digest_of(column), pa.string()))
    return pa.Table.from_batches([_lighten(batch, column, schema) for batch in batches], schema)


def digest_of(column: str) -> str:
    """The name of the column that stands for a large one."""
    return f"{column}_digest"


def _lighten(batch: pa.RecordBatch, column: str, schema: pa.Schema) -> pa.RecordBatch:
    arrays = [batch.column(name) for name in schema.names[:-1]]
    return pa.RecordBatch.from_arrays([*arrays, _digest(batch, column)], schema=schema)


def _digest(batch: pa.RecordBatch, column: str) -> pa.Array:
    known = batch.column("sha256")
    if column not in batch.schema.names:
        return known
    digests = [
        (sha256 or hashlib.sha256(value.as_buffer()).hexdigest()) if value.is_valid else None
        for sha256, value in zip(known.to_pylist(), batch.column(column), strict=True)
    ]
    return pa.array(digests, pa.string())


def plan_bulk(edit: Edit, snapshot: Snapshot) -> Plan:
    """Find what an edit of light rows changes in a version of the lake.

    Raises:
        GateError: two rows would have the same key.
    """
    bulk, drop = edit.bulk, edit.drop if edit.drop is not None else pc.scalar(False)
    if bulk is None:
        raise ValueError(f"an edit of {edit.dataset} without what reads its rows whole")
    (key,) = schemas.load(edit.dataset).key
    partition = schemas.load(edit.dataset).partition.name
    new = sort(edit.dataset, edit.rows)
    touched = (edit.days | _days(new, partition)) & snapshot.days(edit.dataset)
    replaceable = snapshot.scan(edit.dataset, drop, touched, ROWS_AT_ONCE)
    old = sort(edit.dataset, lighten(edit.dataset, bulk.column, replaceable))
    goes, comes = _differ(old, new, key)
    small = touched - find_large(snapshot, edit.dataset, touched)
    fresh = _days(new.filter(is_in(key, comes)), partition)
    replaced = frozenset(
        (fresh - touched) | (fresh & small) | _days(_pick(old, key, goes), partition)
    )
    rows = _pick(new, partition, replaced)
    appended = new.filter(is_in(key, comes) & ~is_in(partition, replaced))
    stays = ~pc.coalesce(drop, pc.scalar(False))

    def anew() -> Iterator[pa.RecordBatch]:
        kept = snapshot.scan(edit.dataset, stays, replaced & touched, ROWS_AT_ONCE)
        return chain(kept, bulk.read(frozenset(rows.column(key).to_pylist())))

    def beside() -> Iterator[pa.RecordBatch]:
        return bulk.read(frozenset(appended.column(key).to_pylist()))

    added = pa.concat_tables([rows, appended])
    n_dropped = _pick(old, partition, replaced).num_rows
    whole = Whole(anew, beside)
    made = Plan(edit.dataset, rows, replaced, appended, added, n_dropped, whole)
    check_keys(made, snapshot.read(edit.dataset, [key], stays, made.days & touched))
    return made


def _differ(old: pa.Table, new: pa.Table, key: str) -> tuple[set[str], set[str]]:
    """The keys of old rows that are not among the new ones as they are, and the other way round."""
    if old.equals(new):
        return set(), set()
    before, after = _prints(old, key), _prints(new, key)
    return (
        {name for name, mark in before.items() if after.get(name) != mark},
        {name for name, mark in after.items() if before.get(name) != mark},
    )


def _prints(rows: pa.Table, key: str) -> dict[str, bytes]:
    """A hash of each row, by its key: small, where rows as objects are not."""
    return {
        row[key]: hashlib.blake2b(repr(row).encode("utf-8", "replace"), digest_size=16).digest()
        for batch in rows.to_batches(max_chunksize=_ROWS_COMPARED)
        for row in batch.to_pylist()
    }


def _days(rows: pa.Table, partition: str) -> frozenset[date]:
    return frozenset(rows.column(partition).unique().to_pylist())


def _pick(rows: pa.Table, column: str, values: Collection[object]) -> pa.Table:
    return rows.filter(is_in(column, values))
