"""Data files of a Delta table, written here: a row group in memory, a few files open at a time.

The writer of the deltalake package holds three to four times what it is given, however it is given
(900 MB of page bodies took 3.4 GB), and a megabyte for each day among the rows. What it says of a
file in the log, for readers that skip files, is said here as well.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake.transaction import AddAction, RemoveAction

import schemas
from pipeline.lake.files import sync

#: A file is closed, and another begun, at this size.
FILE_BYTES = 128_000_000
#: Rows come sorted by day, or nearly so.
OPEN_FILES = 4
#: Level 1 is 1 % larger than level 3 and takes 60 % of its time.
ZSTD_LEVEL = 1
#: Longer texts are no bounds that a reader could use.
_BOUND_LENGTH = 64


def write_batches(
    table: DeltaTable,
    dataset: str,
    batches: Iterable[pa.RecordBatch],
    run: str,
    replaced: Collection[date] = (),
) -> None:
    """Add rows in files of their own, in one version; each day of a batch is a row group.

    Args:
        table: a handle.
        dataset: its name.
        batches: rows with the schema of the dataset.
        run: the run's id.
        replaced: partitions of which the rows are the whole content.
    """
    files = _Files(Path(table.table_uri.removeprefix("file://")), dataset)
    try:
        for batch in batches:
            files.write(batch)
        files.close()
    except BaseException:
        files.abandon()
        raise
    days = [day.isoformat() for day in sorted(replaced)]
    table.create_write_transaction(
        files.written,
        "overwrite" if replaced else "append",
        table.schema(),
        partition_by=[files.partition],
        partition_filters=[(files.partition, "in", days)] if replaced else None,
        commit_properties=CommitProperties(custom_metadata={"run": run}),
    )
    table.update_incremental()


@dataclass(slots=True)
class _File:
    path: str
    writer: pq.ParquetWriter
    footer: list[pq.FileMetaData]


@dataclass(slots=True)
class _Files:
    """The files under way, one of a day, and what the log is to say of those that are whole."""

    root: Path
    dataset: str
    written: list[AddAction | RemoveAction] = field(default_factory=list)
    _open: dict[date, _File] = field(default_factory=dict)

    @property
    def partition(self) -> str:
        return schemas.load(self.dataset).partition.name

    def write(self, batch: pa.RecordBatch) -> None:
        days = batch.column(batch.schema.get_field_index(self.partition))
        for day in days.unique().to_pylist():
            rows = batch.filter(pc.equal(days, pa.scalar(day))).drop_columns([self.partition])
            file = self._open.get(day) or self._begin(day)
            file.writer.write_table(pa.Table.from_batches([rows]))
            if (self.root / file.path).stat().st_size > FILE_BYTES:
                self._end(day)

    def close(self) -> None:
        for day in list(self._open):
            self._end(day)

    def abandon(self) -> None:
        """Let go of what is not whole; no log names it, and a vacuum removes it."""
        for file in self._open.values():
            with suppress(OSError, RuntimeError):  # it is why we are here, or follows from it
                file.writer.close()

    def _begin(self, day: date) -> _File:
        if len(self._open) >= OPEN_FILES:
            self._end(next(iter(self._open)))
        path = f"{self.partition}={day.isoformat()}/part-{uuid.uuid4()}.zstd.parquet"
        (self.root / path).parent.mkdir(exist_ok=True)
        schema = schemas.arrow_schema(self.dataset)
        schema = schema.remove(schema.get_field_index(self.partition))
        # what no reader asks for by value is not indexed
        indexed = [name for name, kind in _leaves(schema) if not pa.types.is_binary(kind)]
        footer: list[pq.FileMetaData] = []
        writer = pq.ParquetWriter(
            self.root / path,
            schema,
            compression="zstd",
            compression_level=ZSTD_LEVEL,
            use_dictionary=indexed,
            write_statistics=indexed,
            metadata_collector=footer,
        )
        return self._open.setdefault(day, _File(path, writer, footer))

    def _end(self, day: date) -> None:
        file = self._open.pop(day)
        file.writer.close()
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
