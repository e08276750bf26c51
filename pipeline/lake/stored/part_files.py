"""Data files of a Delta table, written here: a row group in memory, a few files open at a time.

Streams of rows are written side by side: much of the time of a small file is waiting for the disk.
The writer of the deltalake package holds three to four times what it is given, however it is given
(900 MB of page bodies took 3.4 GB), and a megabyte for each day among the rows. What it says of a
file in the log, for readers that skip files, is said here as well.
"""

from __future__ import annotations

import json
import time
import uuid
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake.transaction import AddAction, RemoveAction

import schemas
from pipeline.lake.files import sync

#: A file is closed, and another begun, at this size.
FILE_BYTES = 128_000_000
#: Rows of a stream come sorted by day, or nearly so.
OPEN_FILES = 4
#: Streams that rows in memory are cut into.
STREAMS = 4
#: Level 1 is 1 % larger than level 3 and takes 60 % of its time.
ZSTD_LEVEL = 1
#: Longer texts are no bounds that a reader could use.
_BOUND_LENGTH = 64


def write_streams(
    table: DeltaTable,
    dataset: str,
    streams: Sequence[Iterable[pa.RecordBatch]],
    run: str,
    replaced: Collection[date] = (),
) -> None:
    """Add rows in files of their own, in one version; each day of a batch is a row group.

    Args:
        table: a handle.
        dataset: its name.
        streams: rows with the schema of the dataset; a day that is in two has a file of each.
        run: the run's id.
        replaced: partitions of which the rows are the whole content.
    """
    write = partial(_write_stream, folder_of(table), dataset)
    with ThreadPoolExecutor(max(1, len(streams))) as threads:
        written = [action for actions in threads.map(write, streams) for action in actions]
    days = [day.isoformat() for day in sorted(replaced)]
    partition = schemas.load(dataset).partition.name
    table.create_write_transaction(
        written,
        "overwrite" if replaced else "append",
        table.schema(),
        partition_by=[partition],
        partition_filters=[(partition, "in", days)] if replaced else None,
        commit_properties=CommitProperties(custom_metadata={"run": run}),
    )
    table.update_incremental()


def folder_of(table: DeltaTable) -> Path:
    """Where a table is: what it is called by has ``%20`` for a space."""
    return Path(unquote(table.table_uri.removeprefix("file://")))


def split_days(rows: pa.Table, dataset: str) -> list[pa.Table]:
    """Cut rows that are sorted by day into some parts of whole days."""
    days = rows.column(schemas.load(dataset).partition.name)
    ends = [0, *(end for _, _, end in _find_runs(days.combine_chunks()))]
    aims = [rows.num_rows * n // STREAMS for n in range(1, STREAMS + 1)]
    cuts = dict.fromkeys(ends[bisect_left(ends, aim)] for aim in (0, *aims))
    return [rows.slice(start, end - start) for start, end in pairwise(cuts)]


def _find_runs(days: pa.Array) -> Iterator[tuple[date, int, int]]:
    """The days of rows that lie together, with the first row of each and the one after its last."""
    runs = pc.run_end_encode(days)
    ends = runs.run_ends.to_pylist()
    yield from zip(runs.values.to_pylist(), [0, *ends], ends, strict=False)


def _split_days(batch: pa.RecordBatch, partition: str) -> Iterator[tuple[date, pa.RecordBatch]]:
    """The rows of each day; they are copied only when those of a day lie apart."""
    runs = list(_find_runs(batch.column(partition)))
    if len({day for day, _, _ in runs}) < len(runs):
        batch = batch.take(pc.sort_indices(batch.column(partition)))
        runs = list(_find_runs(batch.column(partition)))
    for day, start, end in runs:
        yield day, batch.slice(start, end - start)


def _write_stream(
    root: Path, dataset: str, batches: Iterable[pa.RecordBatch]
) -> list[AddAction | RemoveAction]:
    files = _Files(root, dataset)
    try:
        for batch in batches:
            files.write(batch)
        files.close()
    except BaseException:
        files.abandon()
        raise
    return files.written


@dataclass(slots=True)
class _File:
    path: str
    writer: pq.ParquetWriter
    footer: list[pq.FileMetaData]


@dataclass
class _Files:
    """The files under way, one of a day, and what the log is to say of those that are whole."""

    root: Path
    dataset: str
    written: list[AddAction | RemoveAction] = field(default_factory=list)
    _open: dict[date, _File] = field(default_factory=dict)

    @cached_property
    def partition(self) -> str:
        return schemas.load(self.dataset).partition.name

    @cached_property
    def schema(self) -> pa.Schema:
        """What is in a file: the partition is in its path."""
        whole = schemas.arrow_schema(self.dataset)
        return whole.remove(whole.get_field_index(self.partition))

    @cached_property
    def indexed(self) -> bool | list[str]:
        """The columns with a dictionary and bounds: what no reader asks for by value has none."""
        leaves = list(_leaves(self.schema))
        names = [name for name, kind in leaves if not pa.types.is_binary(kind)]
        return True if len(names) == len(leaves) else names

    def write(self, batch: pa.RecordBatch) -> None:
        """Write each day's rows into its file, as a row group."""
        for day, rows in _split_days(batch, self.partition):
            file = self._open.get(day) or self._begin(day)
            file.writer.write_batch(rows.select(self.schema.names))
            if (self.root / file.path).stat().st_size > FILE_BYTES:
                self._end(day)

    def close(self) -> None:
        for day in list(self._open):
            self._end(day)

    def abandon(self) -> None:
        """Let go of what is not whole; no log names it, and a vacuum removes it."""
        for file in self._open.values():
            with suppress(OSError, RuntimeError):  # it is why we are here, or follows from it
                _close(file.writer)

    def _begin(self, day: date) -> _File:
        if len(self._open) >= OPEN_FILES:
            self._end(next(iter(self._open)))
        path = f"{self.partition}={day.isoformat()}/part-{uuid.uuid4()}.zstd.parquet"
        (self.root / path).parent.mkdir(exist_ok=True)
        footer: list[pq.FileMetaData] = []
        writer = pq.ParquetWriter(
            self.root / path,
            self.schema,
            compression="zstd",
            compression_level=ZSTD_LEVEL,
            use_dictionary=self.indexed,
            write_statistics=self.indexed,
            metadata_collector=footer,
        )
        return self._open.setdefault(day, _File(path, writer, footer))

    def _end(self, day: date) -> None:
        file = self._open.pop(day)
        _close(file.writer)
        sync(self.root / file.path)
        self.written.append(
            AddAction(
                file.path,
                (self.root / file.path).stat().st_size,
                {self.partition: day.isoformat()},
                int(time.time() * 1000),
                True,
                json.dumps(describe_rows(file.footer[0])),
            )
        )


def _close(writer: pq.ParquetWriter) -> None:
    """Close a file for good: one that the disk refused would be closed again, when it is freed."""
    try:
        writer.close()
    finally:
        writer.is_open = False


def _leaves(schema: pa.Schema) -> Iterator[tuple[str, pa.DataType]]:
    """The columns of a file by their paths; lists and structs are taken apart."""
    for leaf in schema:
        yield from _leaves_of(leaf.name, leaf.type)


def _leaves_of(path: str, kind: pa.DataType) -> Iterator[tuple[str, pa.DataType]]:
    if pa.types.is_list(kind):
        yield from _leaves_of(f"{path}.list.element", kind.value_type)
    elif pa.types.is_struct(kind):
        for part in kind:
            yield from _leaves_of(f"{path}.{part.name}", part.type)
    else:
        yield path, kind


def describe_rows(footer: pq.FileMetaData) -> dict[str, Any]:
    """Delta's statistics of a file: rows, and the nulls and bounds of plain columns."""
    told: dict[str, Any] = {"numRecords": footer.num_rows}
    told |= {"minValues": {}, "maxValues": {}, "nullCount": {}}
    groups = [footer.row_group(n) for n in range(footer.num_row_groups)]
    for n in range(footer.num_columns):
        columns = [group.column(n) for group in groups]
        name = columns[0].path_in_schema if columns else ""
        marks = [column.statistics for column in columns]
        if "." in name or any(mark is None or not mark.has_null_count for mark in marks):
            continue
        told["nullCount"][name] = sum(mark.null_count for mark in marks)
        bounded = [mark for mark in marks if mark.has_min_max]
        # a group without bounds has nulls alone, or values that have no order
        if bounded and all(m.has_min_max or not m.num_values for m in marks):
            low, high = min(m.min for m in bounded), max(m.max for m in bounded)
            if _is_bound(low) and _is_bound(high):
                told["minValues"][name] = _write_value(low)
                told["maxValues"][name] = _write_value(high)
    return told


def _is_bound(value: Any) -> bool:
    return not isinstance(value, str) or len(value) <= _BOUND_LENGTH


def _write_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    return value.isoformat() if isinstance(value, date) else value
