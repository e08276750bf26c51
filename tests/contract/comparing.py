"""What a warehouse holds beside what the lake holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.lake import Lake, Snapshot
from pipeline.publish import LoadReport, Warehouse, load, open_warehouse
from pipeline.publish.tables import table_of

#: An address and a schema.
Target = tuple[str, str]

TABLES = (
    "articles",
    "mentions",
    "incidents",
    "incident_sources",
    "incident_participants",
    "incident_claims",
    "incident_changes",
)


def read_warehouse(warehouse: Warehouse, dataset: str) -> list[tuple[Any, ...]]:
    columns = table_of(dataset).columns
    names = ", ".join(warehouse.dialect.name_of(column.name) for column in columns)
    rows = warehouse.fetch(f"select {names} from {warehouse.path_of(dataset)}")
    is_nested = [pa.types.is_nested(column.type) for column in columns]
    return sorted(
        tuple(plain(value, nested) for value, nested in zip(row, is_nested, strict=True))
        for row in rows
    )


def read_lake(snapshot: Snapshot, dataset: str) -> list[tuple[Any, ...]]:
    rows = snapshot.read(dataset)
    is_nested = [pa.types.is_nested(kind) for kind in rows.schema.types]
    columns = [column.to_pylist() for column in rows.columns]
    return sorted(
        tuple(plain(value, nested) for value, nested in zip(row, is_nested, strict=True))
        for row in zip(*columns, strict=True)
    )


def plain(value: Any, nested: bool) -> str:
    """One spelling of a value, however a driver hands it over."""
    if nested:
        return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
    return value.astimezone().isoformat() if hasattr(value, "tzinfo") else repr(value)


def load_and_compare(path: Path, target: Target, **options: Any) -> LoadReport:
    """Load, and expect every table to be exactly as it is in the lake."""
    lake = Lake(path)
    with open_warehouse(*target) as warehouse:
        report = load(lake, warehouse, also=["mentions"], **options)
        for dataset in TABLES:
            assert read_warehouse(warehouse, dataset) == read_lake(lake.snapshot(), dataset)
    return report
