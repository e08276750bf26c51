"""What a warehouse remembers of its last load, in two small tables beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date

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
TABLES = (MARK, PARTITIONS, VIEWS)


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
    warehouse: Warehouse, dataset: str, partitions: Mapping[date, Partition]
) -> None:
    """Write down the partitions that a table was loaded from."""
    rows = [[dataset, day, p.files, p.n_rows] for day, p in sorted(partitions.items())]
    _replace(warehouse, PARTITIONS, f" where dataset = '{dataset}'", rows)


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
