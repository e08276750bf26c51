"""SQL over tables in memory.

One DuckDB serves the whole process: to start one takes 12 ms of the processor, which is more than
most questions take that are put to it here, and a load puts dozens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import duckdb
import pyarrow as pa


@contextmanager
def ask_tables(
    tables: Mapping[str, pa.Table | pa.RecordBatchReader],
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Ask about tables by their names during the block; times are UTC, nobody else sees them."""
    with _database().cursor() as session:
        # it draws bars on the standard output where it takes a process for somebody at a terminal
        session.execute("set enable_progress_bar = false")
        for name, table in tables.items():
            session.register(name, table)
        yield session


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect().execute("set global timezone = 'UTC'")
