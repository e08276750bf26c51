"""What the pull stages bring in: ``lake/.landing/<window>/<dataset>.<group>.parquet``.

A group of feeds lands one file per dataset; landing it again replaces the file. Everything after
this folder is a function of what is in it, as long as it is kept: what ``retention`` removed can be
neither landed nor built again, since building would empty the window.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

import schemas
from pipeline.errors import UsageError, WorldError
from pipeline.lake.files import saying_what_failed, write_whole
from pipeline.lake.tables import KINDS, to_records, to_table

T = TypeVar("T")

LANDED = ("feed_polls", "pages", "rejections")
#: Rows that are read into memory at once: pages are of up to some megabytes each. After a week
#: without a run 5,000 feeds have 3.4 million polls to land; in batches of pages that takes five
#: times as long and eight times the room.
ROWS_PER_BATCH = 5_000
PAGES_PER_BATCH = 64
BYTES_PER_BATCH = 4_000_000
_WINDOW_FORMAT = "%Y-%m-%dT%H%MZ"
#: The windows whose files are no longer kept, one a line.
_EXPIRED = "expired"
_GROUP = re.compile(r"[\w.-]+")
#: What a page answers that was there once.
GONE_STATUSES = (404, 410, 451)


def land(
    lake_dir: Path, window_start: datetime, group: str, dataset: str, records: Iterable[Any]
) -> Path:
    """Write what a group of feeds brought in as one file, in place of what it had landed before.

    Args:
        lake_dir: the lake's folder.
        window_start: the window that pulled it.
        group: names the part of the feeds (letters, digits, ``-``, ``_``, ``.``).
        dataset: one of ``LANDED``.
        records: its rows.

    Raises:
        UsageError: what the window had landed is no longer kept.
        WorldError: the disk refused.
    """
    if dataset not in LANDED or not _GROUP.fullmatch(group):
        raise ValueError(f"cannot land {dataset} of group '{group}'")
    require_kept(lake_dir, window_start)
    path = window_folder(lake_dir, window_start) / f"{dataset}.{group}.parquet"
    batches = _batch(dataset, records)
    with saying_what_failed(f"cannot land {path}"):
        write_whole(path, lambda temporary: write_landed(dataset, batches, temporary))
    return path


def _batch(dataset: str, records: Iterable[Any]) -> Iterator[pa.Table]:
    """Rows as tables of so many, or of so many bytes of bodies."""
    some: list[Any] = []
    size = 0
    for record in records:
        some.append(record)
        size += len(getattr(record, "body", None) or b"")
        if size >= BYTES_PER_BATCH or len(some) == _rows_per_batch(dataset):
            yield to_table(dataset, some)
            some, size = [], 0
    if some:
        yield to_table(dataset, some)


def _rows_per_batch(dataset: str) -> int:
    return PAGES_PER_BATCH if dataset == "pages" else ROWS_PER_BATCH


def write_landed(dataset: str, batches: Iterable[pa.Table], path: Path) -> None:
    """Write rows as every landed file is written, each batch as a row group."""
    schema = schemas.arrow_schema(dataset)
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=1) as file:
        for batch in batches:
            file.write_table(batch)


def landed(lake_dir: Path, window_start: datetime) -> dict[str, list[Path]]:
    """The files that a window has landed, by dataset; empty when there are none.

    Raises:
        UsageError: they are no longer kept.
    """
    require_kept(lake_dir, window_start)
    files: dict[str, list[Path]] = {}
    for path in sorted(window_folder(lake_dir, window_start).glob("[!.]*.parquet")):
        files.setdefault(path.name.split(".", 1)[0], []).append(path)
    return files


def landed_at(lake_dir: Path, window_start: datetime) -> datetime | None:
    """When a window last landed something, by its files; None when it has none."""
    files = window_folder(lake_dir, window_start).glob("[!.]*.parquet")
    newest = max((path.stat().st_mtime for path in files), default=None)
    return None if newest is None else datetime.fromtimestamp(newest, UTC)


def note_wait(lake_dir: Path, window_start: datetime) -> None:
    """Note that a window waits for another build, as if it had landed just now.

    Raises:
        WorldError: the disk refused.
    """
    with saying_what_failed(f"cannot mark window {_name(window_start)}"):
        for path in window_folder(lake_dir, window_start).glob("pages.*.parquet"):
            path.touch()


def read_landed(path: Path, kind: type[T]) -> Iterator[T]:
    """Read the rows of one file, a batch in memory at a time.

    Raises:
        WorldError: the file cannot be read.
    """
    dataset = next(name for name, known in KINDS.items() if known is kind)
    for batch in scan_landed(path, dataset):
        yield from to_records(dataset, pa.Table.from_batches([batch]))


def scan_landed(
    path: Path,
    dataset: str,
    columns: Sequence[str] | None = None,
    days: Collection[date] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read columns of one file (all by default), a batch in memory at a time.

    What the file does not have, being older than the column, is null. With ``days``, what certainly
    is of none of these partitions may be left out.

    Raises:
        WorldError: the file cannot be read.
    """
    schema = schemas.arrow_schema(dataset)
    schema = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    with _opened(path) as file:
        groups = _groups_of(file, schemas.load(dataset).partition.name, days)
        yield from _read_groups(file, groups, schema, _rows_per_batch(dataset))


def scan_light(path: Path, dataset: str, column: str, hashed: str) -> Iterator[pa.RecordBatch]:
    """Read one file without a large column, wherever the file says that each row has it.

    Args:
        path: the file.
        dataset: its dataset.
        column: the large column.
        hashed: the column of its hashes, which each row must have as well.

    Raises:
        WorldError: the file cannot be read.
    """
    whole = schemas.arrow_schema(dataset)
    light = whole.remove(whole.get_field_index(column))
    with _opened(path) as file:
        for group in range(file.num_row_groups):
            schema = light if _has_all(file, group, {column, hashed}) else whole
            yield from _read_groups(file, [group], schema, _rows_per_batch(dataset))


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        raise WorldError(f"cannot read {path}: {error}") from error


def _read_groups(
    file: pq.ParquetFile, groups: list[int], schema: pa.Schema, n_rows: int
) -> Iterator[pa.RecordBatch]:
    """The rows of some groups with the columns of a schema; what the file does not have is null."""
    names = [name for name in schema.names if name in file.schema_arrow.names]
    for batch in file.iter_batches(n_rows, groups, columns=names):
        arrays = [
            batch.column(field.name).cast(field.type)
            if field.name in names
            else pa.nulls(batch.num_rows, field.type)
            for field in schema
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _has_all(file: pq.ParquetFile, group: int, names: set[str]) -> bool:
    """Whether no row of a group has a null in these (plain) columns, as far as the file says."""
    told = file.metadata.row_group(group)
    columns = (told.column(n) for n in range(told.num_columns))
    marks = {column.path_in_schema: column.statistics for column in columns}
    asked = [marks.get(name) for name in names]
    return all(mark is not None and mark.has_null_count and not mark.null_count for mark in asked)


def _groups_of(file: pq.ParquetFile, column: str, days: Collection[date] | None) -> list[int]:
    """The row groups that may have a row of some days, by the bounds of a column."""
    groups = range(file.num_row_groups)
    if days is None or column not in file.schema_arrow.names:
        return [*groups]
    place = file.schema_arrow.names.index(column)
    bounds = [(n, file.metadata.row_group(n).column(place).statistics) for n in groups]
    return [
        n
        for n, told in bounds
        if told is None or not told.has_min_max or any(told.min <= day <= told.max for day in days)
    ]


def landed_windows(lake_dir: Path) -> list[datetime]:
    """The windows whose landed files are kept, oldest first."""
    folders = (path.name for path in (lake_dir / ".landing").glob("*Z"))
    return sorted(_read_window(name) for name in folders)


def expired_windows(lake_dir: Path, after: datetime | None = None) -> frozenset[datetime]:
    """The windows (after a given one) whose landed files are no longer kept."""
    # names sort as their times do, and comparing them costs a hundredth of reading them; a line
    # that a killed run has cut short names a window whose files are still there
    first = "" if after is None else _name(after)
    names = (name for name in _expired_names(lake_dir) if name > first)
    return frozenset(_read_window(name) for name in names if name.endswith("Z"))


def _expired_names(lake_dir: Path) -> list[str]:
    try:
        return (lake_dir / ".landing" / _EXPIRED).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []


def note_expired(lake_dir: Path, windows: Iterable[datetime]) -> None:
    """Note, before their files are removed, which windows are no longer kept."""
    lines = "".join(f"\n{_name(window)}" for window in windows)
    with (lake_dir / ".landing" / _EXPIRED).open("a", encoding="utf-8") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def require_kept(lake_dir: Path, window_start: datetime) -> None:
    """Make sure that a window's files are kept, if it had any.

    Raises:
        UsageError: they are not.
    """
    # names are compared as they are: there are tens of thousands after a year
    if _name(window_start) in _expired_names(lake_dir):
        raise UsageError(
            f"the pages of window {_name(window_start)} are no longer kept, and without them it "
            "cannot be built again; what it told stays in the tables"
        )


def window_folder(lake_dir: Path, window_start: datetime) -> Path:
    """Where a window lands."""
    return lake_dir / ".landing" / _name(window_start)


def _name(window_start: datetime) -> str:
    return window_start.astimezone(UTC).strftime(_WINDOW_FORMAT)


def _read_window(name: str) -> datetime:
    return datetime.strptime(name, _WINDOW_FORMAT).replace(tzinfo=UTC)
