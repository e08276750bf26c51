"""Read one committed version of the lake, from any process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

import schemas
from pipeline.errors import WorldError
from pipeline.lake.layout import Layout
from pipeline.lake.published.trees import day_of, list_days, list_files
from pipeline.lake.tables import to_records


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of all tables; later commits do not show in it. Pickles as a path and numbers.

    Args:
        lake: the lake's folder.
        view: the folder of the version; None when nothing was ever published.
        versions: the Delta version of each table.
        change_seq: the last number of the change feed; 0 before the first change.
    """

    lake: Path
    view: Path | None = None
    versions: tuple[tuple[str, int], ...] = ()
    change_seq: int = 0

    @property
    def index(self) -> Path:
        """The index of the tables, if there is one (see ``pipeline.lake.indexed``)."""
        return Layout(self.lake).index

    def read(
        self,
        dataset: str,
        columns: Sequence[str] | None = None,
        where: pc.Expression | None = None,
        days: Collection[date] | None = None,
    ) -> pa.Table:
        """Read rows of a dataset; the cost follows the partitions in ``days``.

        Args:
            dataset: its name.
            columns: which columns; all by default, the partition column included.
            where: which rows.
            days: which partitions; all by default.

        Raises:
            WorldError: a file cannot be read.
        """
        schema = schemas.arrow_schema(dataset)
        files = self.files(dataset, days)
        if not files:
            empty = schema.empty_table()
            return empty if columns is None else empty.select(list(columns))
        try:
            return open_files(dataset, files).to_table(
                columns=None if columns is None else list(columns), filter=where
            )
        except (OSError, pa.ArrowInvalid) as error:
            raise WorldError(f"cannot read {dataset} of {self.lake}/: {error}") from error

    def scan(
        self,
        dataset: str,
        where: pc.Expression,
        days: Collection[date],
        n_rows: int,
        columns: Sequence[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:
        """Read rows of partitions, at most ``n_rows`` at a time; for rows that are large or many.

        Raises:
            WorldError: a file cannot be read.
        """
        schema = schemas.arrow_schema(dataset)
        names = schema.names if columns is None else list(columns)
        schema = pa.schema([schema.field(name) for name in names])
        files = self.files(dataset, days)
        if not files:
            return
        try:
            # one after the other and without reading ahead, which would hold many batches
            batches = open_files(dataset, files).to_batches(
                columns=names,
                filter=where,
                batch_size=n_rows,
                batch_readahead=1,
                fragment_readahead=1,
                use_threads=False,
            )
            for batch in batches:
                if batch.num_rows:
                    yield batch.cast(schema)
        except (OSError, pa.ArrowInvalid) as error:
            raise WorldError(f"cannot read {dataset} of {self.lake}/: {error}") from error

    def read_parts(
        self, dataset: str, columns: Sequence[str], days: Collection[date] | None = None
    ) -> Iterator[tuple[date, pa.Table]]:
        """Read columns, or parts of structs (``place.country``), file by file with their days.

        ``read`` decodes a struct whole for a part of it: for two columns and a part of a place it
        takes 2.7 times as long. A file from before a column was added lacks it.

        Raises:
            WorldError: a file cannot be read.
        """
        yield from self.read_files(dataset, columns, self.files(dataset, days))

    def read_files(
        self, dataset: str, columns: Sequence[str], files: Iterable[Path]
    ) -> Iterator[tuple[date, pa.Table]]:
        """The same of files of this version."""
        for file in files:
            try:
                with pq.ParquetFile(file) as opened:
                    table = opened.read(columns=list(columns), use_threads=False)
            except (OSError, pa.ArrowInvalid) as error:
                raise WorldError(f"cannot read {dataset} of {self.lake}/: {error}") from error
            yield day_of(file.parent.name), table.flatten()

    def records(
        self,
        dataset: str,
        where: pc.Expression | None = None,
        days: Collection[date] | None = None,
    ) -> list[Any]:
        """Read rows as records (see ``read``)."""
        return to_records(dataset, self.read(dataset, where=where, days=days))

    def days(self, dataset: str) -> frozenset[date]:
        """The partitions that have rows."""
        if self.view is None or not (self.view / dataset).is_dir():
            return frozenset()
        return list_days((self.view / dataset).resolve())

    def count(self, dataset: str, days: Collection[date] | None = None) -> int:
        """The number of rows (of some partitions); reads the footers of the files."""
        files = self.files(dataset, days)
        return int(open_files(dataset, files).count_rows()) if files else 0

    def files(self, dataset: str, days: Collection[date] | None) -> list[Path]:
        """The Parquet files of the given partitions (all by default), sorted."""
        if self.view is None or not (self.view / dataset).is_dir():
            return []
        tree = (self.view / dataset).resolve()
        partition = schemas.load(dataset).partition.name
        folders: Iterable[Path] = (
            (one for one in tree.iterdir() if "=" in one.name)
            if days is None
            else (tree / f"{partition}={day}" for day in set(days))
        )
        return list_files(folders)


def open_files(dataset: str, files: Sequence[Path]) -> ds.Dataset:
    """Open Parquet files in ``<partition>=<day>`` folders as one dataset."""
    partition = schemas.load(dataset).partition.arrow_field
    return ds.dataset(
        [str(file) for file in files],
        schema=schemas.arrow_schema(dataset),
        format="parquet",
        partitioning=ds.partitioning(pa.schema([partition]), flavor="hive"),
    )


def is_in(field: str | tuple[str, ...], values: Iterable[Any]) -> pc.Expression:
    """A filter for rows whose field has one of the values; for none of them it holds nowhere."""
    listed = sorted(set(values))
    if not listed:
        return pc.scalar(False)
    return (pc.field(field) if isinstance(field, str) else pc.field(*field)).isin(listed)


def next_change_seq(snapshot: Snapshot) -> int:
    """The number of the next change."""
    return snapshot.change_seq + 1
