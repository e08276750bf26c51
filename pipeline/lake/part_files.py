"""Data files of a Delta table that are written here, a row group in memory at a time.

The writer of the deltalake package holds three to four times what it is given to write, however it
is given (900 MB of page bodies took 3.4 GB); these files take one row group.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable
from deltalake.transaction import AddAction, RemoveAction

import schemas
from pipeline.lake.files import sync

#: A file is closed, and another begun, at this size.
FILE_BYTES = 128_000_000


def write_batches(
    table: DeltaTable,
    batches: Iterator[pa.RecordBatch],
    run: str,
    *,
    replaced: Collection[date] = (),
) -> None:
    """Add rows in files of their own, in one version; each batch is a row group of each day in it.

    Args:
        table: a handle.
        batches: rows with the schema of the dataset; a column of bytes is not indexed.
        run: the run's id.
        replaced: partitions of which the rows are the whole content.
    """
    dataset = table.metadata().name or ""
    root = Path(table.table_uri.removeprefix("file://"))
    parts = _Parts(root, dataset)
    try:
        for batch in batches:
            parts.write(batch)
    finally:
        parts.close()
    partition = schemas.load(dataset).partition.name
    days = [day.isoformat() for day in sorted(replaced)]
    table.create_write_transaction(
        parts.written,
        "overwrite" if replaced else "append",
        table.schema(),
        partition_by=[partition],
        partition_filters=[(partition, "in", days)] if replaced else None,
        commit_properties=CommitProperties(custom_metadata={"run": run}),
    )
    table.update_incremental()


@dataclass(slots=True)
class _Part:
    path: str
    writer: pq.ParquetWriter
    n_rows: int = 0


@dataclass(slots=True)
class _Parts:
    """The files under way, one of each day, and what is to be said of those that are whole."""

    root: Path
    dataset: str
    written: list[AddAction | RemoveAction] = field(default_factory=list)
    _open: dict[date, _Part] = field(default_factory=dict)

    def write(self, batch: pa.RecordBatch) -> None:
        partition = schemas.load(self.dataset).partition.name
        for day in batch.column(partition).unique().to_pylist():
            rows = batch.filter(pc.equal(batch.column(partition), pa.scalar(day)))
            part = self._open.get(day) or self._begin(day, partition)
            part.writer.write_table(pa.Table.from_batches([rows.drop_columns([partition])]))
            part.n_rows += rows.num_rows
            if (self.root / part.path).stat().st_size > FILE_BYTES:
                self._end(day)

    def close(self) -> None:
        for day in list(self._open):
            self._end(day)

    def _begin(self, day: date, partition: str) -> _Part:
        path = f"{partition}={day.isoformat()}/part-{uuid.uuid4()}.zstd.parquet"
        (self.root / path).parent.mkdir(exist_ok=True)
        schema = schemas.arrow_schema(self.dataset)
        schema = schema.remove(schema.get_field_index(partition))
        indexed = [field.name for field in schema if not pa.types.is_binary(field.type)]
        writer = pq.ParquetWriter(
            self.root / path,
            schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=indexed,
            write_statistics=indexed,
        )
        return self._open.setdefault(day, _Part(path, writer))

    def _end(self, day: date) -> None:
        part = self._open.pop(day)
        part.writer.close()
        sync(self.root / part.path)
        partition = schemas.load(self.dataset).partition.name
        self.written.append(
            AddAction(
                part.path,
                (self.root / part.path).stat().st_size,
                {partition: day.isoformat()},
                int(time.time() * 1000),
                True,
                json.dumps({"numRecords": part.n_rows}),
            )
        )
