"""Load into PostgreSQL, by COPY."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pyarrow as pa
from psycopg import errors
from pyarrow import csv

from pipeline.errors import UsageError, WorldError
from pipeline.lake.in_memory import ask_tables
from pipeline.publish.warehouse import Warehouse, as_json, hide_password
from schemas import Column

#: Numbers the lock of loads among the advisory locks of a database: "sitrep" in ASCII.
_LOCK = int.from_bytes(b"sitrep")
#: Rows that become one piece of CSV: some megabytes, however many rows there are.
_ROWS_AT_ONCE = 20_000


class PostgresWarehouse(Warehouse):
    """A PostgreSQL database; loads wait for each other, readers see the old rows meanwhile."""

    dialect_name = "postgres"

    def __init__(self, address: str, schema: str | None) -> None:
        """Connect to the database."""
        super().__init__(schema)
        try:
            self._connection = psycopg.connect(address, application_name="sitrep load")
        except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
            where = hide_password(address)
            raise WorldError(f"cannot connect to {where}: {_one_line(error)}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction, which waits for other loads of the same database to end."""
        try:
            with self._connection.transaction():
                self.execute("set local timezone = 'UTC'")
                self.execute("set local client_min_messages = warning")
                self.fetch(f"select pg_advisory_xact_lock({_LOCK})")
                yield
        except errors.InsufficientPrivilege as error:
            raise UsageError(
                f"nothing loaded: {_one_line(error)}; the user must be able to make and fill "
                f"tables in the schema {self.schema} (and to make it, when there is none)"
            ) from error
        except psycopg.Error as error:
            raise WorldError(f"nothing loaded: {_one_line(error)}") from error

    def execute(self, sql: str) -> int:
        """Run one statement, or several."""
        return max(self._connection.execute(sql).rowcount, 0)

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one query."""
        return self._connection.execute(sql).fetchall()

    def insert(self, table: str, columns: Sequence[Column], rows: pa.RecordBatchReader) -> int:
        """Copy rows as CSV: a null is nothing, an empty text is a pair of quotes."""
        names = ", ".join(self.dialect.name_of(column.name) for column in columns)
        options = csv.WriteOptions(include_header=False, quoting_style="needed")
        copied = 0
        with (
            ask_tables({"incoming_rows": rows}) as session,
            self._connection.cursor() as cursor,
            cursor.copy(f"copy {table} ({names}) from stdin (format csv)") as copy,
        ):
            values = ", ".join(map(_as_text, columns))
            result = session.execute(f"select {values} from incoming_rows")
            for batch in result.to_arrow_reader(_ROWS_AT_ONCE):
                piece = pa.BufferOutputStream()
                csv.write_csv(batch, piece, options)
                copy.write(piece.getvalue())
                copied += batch.num_rows
        return copied

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _as_text(column: Column) -> str:
    """A column as PostgreSQL reads it, in DuckDB's SQL; it knows no character U+0000."""
    name = f'"{column.name}"'
    if pa.types.is_nested(column.type):
        return rf"replace({as_json(column)}::varchar, '\u0000', '\ufffd') as {name}"
    if pa.types.is_binary(column.type):
        return rf"'\x' || hex({name}) as {name}"
    if pa.types.is_string(column.type):
        return f"replace({name}, chr(0), chr(65533)) as {name}"
    return name


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
