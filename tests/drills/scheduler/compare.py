"""Whether two lakes, and a lake and its warehouse, hold the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
from psycopg import sql

import schemas
from pipeline.lake import Lake

#: What the clock on the wall decides, not the window.
CLOCKS = ("fetched_at", "polled_at", "next_poll_at")
#: One row per attempt, with its seconds.
ATTEMPTS = "runs"
SCHEMA = "sitrep"


def digests(lake: Path) -> dict[str, str]:
    """A digest of each table's rows, in the order of their keys, without what the clock decides."""
    snapshot = Lake(lake).snapshot()
    return {
        name: digest(snapshot.read(name), schemas.load(name).key)
        for name in schemas.dataset_names()
        if name != ATTEMPTS
    }


def digest(table: pa.Table, key: tuple[str, ...]) -> str:
    """A digest of the bytes of a table's rows."""
    rows = table.drop_columns([name for name in CLOCKS if name in table.column_names])
    rows = rows.sort_by([(name, "ascending") for name in key]).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return hashlib.sha256(sink.getvalue()).hexdigest()[:16]


def counts(lake: Path) -> dict[str, int]:
    """The number of rows of each table."""
    snapshot = Lake(lake).snapshot()
    return {name: snapshot.count(name) for name in schemas.dataset_names()}


def windows_built(lake: Path) -> dict[str, int]:
    """How often each window was built to its end."""
    runs = Lake(lake).snapshot().read("runs", columns=["window_start"]).to_pylist()
    starts = [run["window_start"].strftime("%H:%M") for run in runs]
    return {start: starts.count(start) for start in sorted(set(starts))}


def differences(lake: Path, warehouse: str) -> list[str]:
    """The tables that a warehouse (PostgreSQL) has otherwise than the lake."""
    snapshot = Lake(lake).snapshot()
    with psycopg.connect(warehouse, options="-c timezone=UTC") as connection:
        tables = connection.execute(
            "select table_name from information_schema.tables where table_schema = %s", [SCHEMA]
        ).fetchall()
        loaded = {name for (name,) in tables} & set(schemas.dataset_names())
        return [
            name
            for name in sorted(loaded)
            if _rows_of_lake(snapshot.read(name)) != _rows_of_warehouse(connection, name)
        ] + [f"{name} was not loaded" for name in ("incidents", "articles") if name not in loaded]


def _rows_of_lake(table: pa.Table) -> list[str]:
    names = sorted(table.column_names)
    return sorted(_plain([row[name] for name in names]) for row in table.to_pylist())


def _rows_of_warehouse(connection: Any, name: str) -> list[str]:
    found = connection.execute(sql.SQL("select * from {}").format(sql.Identifier(SCHEMA, name)))
    names = [column.name for column in found.description]
    order = sorted(range(len(names)), key=names.__getitem__)
    return sorted(_plain([row[k] for k in order]) for row in found.fetchall())


def _plain(values: list[Any]) -> str:
    return repr([_value(value) for value in values])


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value
