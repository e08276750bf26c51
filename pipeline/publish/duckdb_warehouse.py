"""Load into a DuckDB file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow as pa

from pipeline.errors import UsageError, WorldError, first_line
from pipeline.lake.files import saying_what_failed
from pipeline.publish.warehouse import Warehouse, as_json
from schemas import Column


class DuckdbWarehouse(Warehouse):
    """A DuckDB file; the file itself lets only one program write at a time."""

    dialect_name = "duckdb"

    def __init__(self, address: str, schema: str | None) -> None:
        """Open the file, or make it."""
        super().__init__(schema)
        path = Path(unquote(address.removeprefix("duckdb://").removeprefix("/")))
        if not path.name:
            raise UsageError("name a file, as duckdb:///warehouse.duckdb")
        if not path.parent.is_dir():
            raise UsageError(
                f"no folder {path.parent}/ for {path.name}; "
                "an absolute path is written with four slashes, as duckdb:////srv/warehouse.duckdb"
            )
        try:
            _make_whole(path)
            self._connection = duckdb.connect(path)
        except duckdb.Error as error:
            raise WorldError(f"cannot open {path}: {first_line(error)}") from error
        self._connection.execute("set timezone = 'UTC'")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction."""
        try:
            self._connection.execute("begin")
            yield
            self._connection.execute("commit")
        except duckdb.Error as error:
            raise WorldError(f"nothing loaded: {first_line(error)}") from error
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        try:
            self._connection.rollback()
        except duckdb.TransactionException:
            return  # it was committed

    def execute(self, sql: str) -> int:
        """Run one statement, or several."""
        rows = self._connection.execute(sql).fetchall()
        return int(rows[0][0]) if rows and sql.lstrip()[:6].lower() in {"delete", "insert"} else 0

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one query."""
        return self._connection.execute(sql).fetchall()

    def insert(self, table: str, columns: Sequence[Column], rows: pa.RecordBatchReader) -> int:
        """Insert rows as Arrow hands them over."""
        names = ", ".join(self.dialect.name_of(column.name) for column in columns)
        values = ", ".join(
            as_json(column) if pa.types.is_nested(column.type) else f'"{column.name}"'
            for column in columns
        )
        self._connection.register("incoming_rows", rows)
        try:
            return self.execute(f"insert into {table} ({names}) select {values} from incoming_rows")
        finally:
            self._connection.unregister("incoming_rows")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _make_whole(path: Path) -> None:
    """Make the file when there is none, all of it or nothing.

    DuckDB never opens one again whose making was stopped, by a kill or a full disk.

    Raises:
        WorldError: the disk refused.
    """
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with saying_what_failed(f"cannot make {path}"):
        try:
            duckdb.connect(draft).close()
            with suppress(FileExistsError):  # another load was quicker
                path.hardlink_to(draft)
        finally:
            draft.unlink(missing_ok=True)
