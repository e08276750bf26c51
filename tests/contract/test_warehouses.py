"""Every warehouse that can be loaded ends as the lake is, whatever happened to the lake before."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.lake import Lake, Snapshot
from pipeline.publish import LoadReport, Warehouse, load, open_warehouse
from pipeline.publish.tables import table_of
from tests.contract.histories import (
    History,
    before_the_late_column,
    gain_the_late_column,
    histories,
)
from tests.postgres import find_programs, serve_postgres

#: Random histories a warehouse goes through; SITREP_HISTORIES=200 for the long drill.
_HISTORIES = int(os.environ.get("SITREP_HISTORIES", "2"))
_TABLES = (
    "articles",
    "mentions",
    "incidents",
    "incident_sources",
    "incident_participants",
    "incident_claims",
    "incident_changes",
)

Addresses = Callable[[], tuple[str, str]]
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (initdb and pg_ctl are not on PATH)")
    with serve_postgres(programs) as address:
        yield address


@pytest.fixture(params=["duckdb", "postgresql"])
def new_warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Addresses:
    """Gives (address, schema) of an empty warehouse of each kind, as often as asked."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
        return lambda: (address, f"history{next(_numbers)}")
    return lambda: (f"duckdb:///{tmp_path}/{next(_numbers)}.duckdb", "main")


def read_warehouse(warehouse: Warehouse, dataset: str) -> list[tuple[Any, ...]]:
    columns = table_of(dataset).columns
    names = ", ".join(warehouse.dialect.name_of(column.name) for column in columns)
    rows = warehouse.fetch(f"select {names} from {warehouse.path_of(dataset)}")
    is_nested = [pa.types.is_nested(column.type) for column in columns]
    return sorted(
        tuple(_plain(value, nested) for value, nested in zip(row, is_nested, strict=True))
        for row in rows
    )


def read_lake(snapshot: Snapshot, dataset: str) -> list[tuple[Any, ...]]:
    rows = snapshot.read(dataset)
    is_nested = [pa.types.is_nested(kind) for kind in rows.schema.types]
    columns = [column.to_pylist() for column in rows.columns]
    return sorted(
        tuple(_plain(value, nested) for value, nested in zip(row, is_nested, strict=True))
        for row in zip(*columns, strict=True)
    )


def _plain(value: Any, nested: bool) -> str:
    """One spelling of a value, however a driver hands it over."""
    if nested:
        return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
    return value.astimezone().isoformat() if hasattr(value, "tzinfo") else repr(value)


def load_and_compare(path: Path, target: tuple[str, str], **options: Any) -> LoadReport:
    """Load, and expect every table to be exactly as it is in the lake."""
    lake = Lake(path)
    with open_warehouse(*target) as warehouse:
        report = load(lake, warehouse, also=["mentions"], **options)
        for dataset in _TABLES:
            assert read_warehouse(warehouse, dataset) == read_lake(lake.snapshot(), dataset)
    return report


@pytest.mark.slow
@settings(
    max_examples=_HISTORIES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories)
def test_a_warehouse_ends_as_the_lake_is_after_any_history(
    history: list[tuple[list[Any], bool]],
    new_warehouse: Addresses,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path, target = tmp_path_factory.mktemp("lake"), new_warehouse()
    written = History(Lake(path))
    half = len(history) // 2
    with before_the_late_column():
        for steps, is_loaded in history[:half]:
            written.commit(steps)
            if is_loaded:
                load_and_compare(path, target)
    gain_the_late_column(path)
    for steps, is_loaded in history[half:]:
        written.commit(steps)
        if is_loaded:
            load_and_compare(path, target)
    load_and_compare(path, target)
    assert not changed(load_and_compare(path, target))


def changed(report: LoadReport) -> bool:
    return any(table.inserted or table.deleted for table in report.tables.values())
