"""What a warehouse remembers of its last load, in two small tables beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, datetime

import pyarrow as pa

from pipeline.publish.tables import Table
from pipeline.publish.warehouse import Warehouse
from schemas import Column


def _column(name: str, kind: pa.DataType, doc: str) -> Column:
    return Column(name, kind, is_nullable=False, doc=doc)


#: One row: the high-water mark.
MARK = Table(
    "load_mark",
    "How far the change feed was followed: the high-water mark of the last load.",
    ("change_seq",),
    (
        _column("change_seq", pa.int64(), "The last change that was applied; 0 before the first."),
        _column("change_date", pa.date32(), "The partition of that change."),
        _column("change", pa.string(), "That change in short, to tell a rewritten history."),
        _column("lake_version", pa.string(), "The version of the lake that was loaded."),
    ),
)
#: One row per partition of each table.
PARTITIONS = Table(
    "load_partitions",
    "The files that each loaded partition came from: what has other files now is loaded again.",
    ("dataset", "day"),
    (
        _column("dataset", pa.string(), "The table."),
        _column("day", pa.date32(), "The partition."),
        _column("files", pa.string(), "Hash of the names of its files."),
        _column("n_rows", pa.int64(), "The rows in them."),
    ),
)
#: One row per partition and window of each table.
WINDOWS = Table(
    "load_windows",
    "What the rows of each window in each partition come to: windows that differ are loaded again.",
    ("dataset", "day", "window_start"),
    (
        _column("dataset", pa.string(), "The table."),
        _column("day", pa.date32(), "The partition."),
        _column(
            "window_start",
            pa.timestamp("us", "UTC"),
            "The window of the rows; the day itself for tables that hang on incidents.",
        ),
        _column("content", pa.string(), "Hash of the rows, and how many they are."),
    ),
)
#: One row per view.
VIEWS = Table(
    "load_views",
    "The views that were made, to make them anew when their definition changes.",
    ("name",),
    (
        _column("name", pa.string(), "The view."),
        _column("definition", pa.string(), "Hash of its statement."),
    ),
)
#: All tables of this module.
TABLES = (MARK, PARTITIONS, WINDOWS, VIEWS)


#: (partition, window) -> hash of the rows
Contents = Mapping[tuple[date, datetime], str]


@dataclass(frozen=True, slots=True)
class Partition:
    """The files of one partition, by the hash of their names, and how many rows they have."""

    files: str
    n_rows: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the change feed was followed."""

    change_seq: int
    change_date: date
    change: str
    lake_version: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What the last load did; empty before the first."""

    mark: Mark | None = None
    partitions: Mapping[str, Mapping[date, Partition]] = field(default_factory=dict)


def recall(warehouse: Warehouse) -> Memory:
    """Read what the last load did."""
    marks = warehouse.fetch(
        "select change_seq, change_date, change, lake_version "
        f"from {warehouse.path_of(MARK.name)} order by change_seq desc"
    )
    if not marks:
        return Memory()
    partitions: dict[str, dict[date, Partition]] = {}
    for dataset, day, files, n_rows in warehouse.fetch(
        f"select dataset, day, files, n_rows from {warehouse.path_of(PARTITIONS.name)}"
    ):
        partitions.setdefault(dataset, {})[day] = Partition(files, n_rows)
    return Memory(Mark(*marks[0]), partitions)


def remember_mark(warehouse: Warehouse, mark: Mark) -> None:
    """Move the high-water mark."""
    _replace(warehouse, MARK, "", [list(astuple(mark))])


def remember_partitions(
    warehouse: Warehouse, dataset: str, changed: str, partitions: Mapping[date, Partition]
) -> None:
    """Write down the partitions that a table was loaded from.

    Args:
        warehouse: where.
        dataset: the table.
        changed: the query of the days to write down anew; "" for all.
        partitions: those of these days that there are now.
    """
    rows = [[dataset, day, p.files, p.n_rows] for day, p in sorted(partitions.items())]
    _replace(warehouse, PARTITIONS, _where(dataset, changed), rows)


def recall_windows(warehouse: Warehouse, dataset: str, changed: str) -> Contents:
    """Read what the windows of some days came to at the last load."""
    rows = warehouse.fetch(
        f"select day, window_start, content from {warehouse.path_of(WINDOWS.name)}"
        + _where(dataset, changed)
    )
    return {(day, window): content for day, window, content in rows}


def remember_windows(warehouse: Warehouse, dataset: str, changed: str, contents: Contents) -> None:
    """Write down what the windows of some days come to (see ``remember_partitions``)."""
    rows = [[dataset, day, window, contents[day, window]] for day, window in sorted(contents)]
    _replace(warehouse, WINDOWS, _where(dataset, changed), rows)


def _where(dataset: str, changed: str) -> str:
    return f" where dataset = '{dataset}'" + (f" and day in ({changed})" if changed else "")


def recall_views(warehouse: Warehouse) -> dict[str, str]:
    """Read which views were made, by the hash of their statements."""
    rows = warehouse.fetch(f"select name, definition from {warehouse.path_of(VIEWS.name)}")
    return dict(rows)


def remember_views(warehouse: Warehouse, views: Mapping[str, str]) -> None:
    """Write down which views were made."""
    _replace(warehouse, VIEWS, "", [[name, views[name]] for name in sorted(views)])


def _replace(warehouse: Warehouse, table: Table, where: str, rows: list[list[object]]) -> None:
    path = warehouse.path_of(table.name)
    warehouse.execute(f"delete from {path}{where}")
    schema = pa.schema([column.arrow_field for column in table.columns])
    named = [dict(zip(table.names, row, strict=True)) for row in rows]
    warehouse.insert(path, table.columns, pa.Table.from_pylist(named, schema).to_reader())
