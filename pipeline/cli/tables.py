"""The published tables in DuckDB, all of one version."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import require_lake
from pipeline.errors import UsageError, WorldError, first_line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]
#: Rows in memory at once.
ROWS_AT_ONCE = 1_000


@contextmanager
def open_tables(lake: Path, *datasets: str) -> Iterator[DuckDBPyConnection]:
    """DuckDB with a view for each dataset, or for some of them; times are UTC.

    To make a view a file of its table is opened: who asks for some does not fail of the others.

    Raises:
        UsageError: there is no lake.
        WorldError: a file of it cannot be read, or what is written cannot be.
    """
    import duckdb

    view = (require_lake(lake) / "current").resolve()
    try:
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute("set enable_progress_bar = false")  # it would be among the rows
            for folder in sorted(path for path in view.iterdir() if path.is_dir()):
                if datasets and folder.name not in datasets:
                    continue
                files = f"{glob.escape(str(folder))}/**/*.parquet".replace("'", "''")
                connection.execute(
                    f'create view "{folder.name}" as '
                    f"select * from read_parquet('{files}', hive_partitioning = true)"
                )
            yield connection
    except duckdb.Error as error:
        raise WorldError(first_line(error)) from error


def select(connection: DuckDBPyConnection, sql: str, arguments: Sequence[Any] = ()) -> list[Row]:
    """The rows of a query, by column."""
    return list(scan(connection, sql, arguments))


def scan(connection: DuckDBPyConnection, sql: str, arguments: Sequence[Any] = ()) -> Iterator[Row]:
    """The same one after the other, for queries of any number of rows.

    Raises:
        UsageError: bytes of the terminal that are no UTF-8 stand in it.
    """
    try:
        " ".join(text for text in (sql, *arguments) if isinstance(text, str)).encode()
    except UnicodeEncodeError:
        raise UsageError("what is asked is not UTF-8 text") from None
    result = connection.execute(sql, list(arguments))
    columns = _name_apart([column[0] for column in result.description or []])
    while rows := result.fetchmany(ROWS_AT_ONCE):
        for row in rows:
            yield dict(zip(columns, row, strict=True))


def _name_apart(names: Sequence[str]) -> list[str]:
    """Names of columns with a number where one stands again, as in a join."""
    return [
        f"{name}_{n}" if (n := list(names[:at]).count(name)) else name
        for at, name in enumerate(names)
    ]


def explain(error: Exception) -> UsageError:
    """What is wrong with a query, in one line, with DuckDB's guess of what was meant."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for n, line in enumerate(lines) if n == 0 or line.startswith(("Did you", "Cand"))]
    return UsageError(" ".join(told) + "  (docs/datasets.md lists tables and columns)")
