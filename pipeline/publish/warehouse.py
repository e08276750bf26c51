"""What a loader needs of a warehouse, and which warehouse an address means.

A warehouse is one file with a subclass of :class:`Warehouse` and one line in ``_KINDS``; the
contract tests run on every one of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa

from pipeline.errors import UsageError
from pipeline.publish.dialects import DIALECTS, Dialect, check_schema
from pipeline.publish.tables import Table
from schemas import Column

#: scheme of an address -> module and class
_KINDS = {
    "duckdb": ("pipeline.publish.duckdb_warehouse", "DuckdbWarehouse"),
    "postgresql": ("pipeline.publish.postgres_warehouse", "PostgresWarehouse"),
    "postgres": ("pipeline.publish.postgres_warehouse", "PostgresWarehouse"),
}


class Warehouse(ABC):
    """An open warehouse; SQL that it is given is understood by every kind of it."""

    dialect_name: ClassVar[str]

    def __init__(self, schema: str | None) -> None:
        """Name the schema that holds the tables; by default the dialect's."""
        self.schema = schema or self.dialect.schema

    @property
    def dialect(self) -> Dialect:
        """Its SQL."""
        return DIALECTS[self.dialect_name]

    def path_of(self, table: str) -> str:
        """A table's name with its schema."""
        return f"{self.schema}.{table}"

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """One transaction, in which no other load runs; rolled back when the block raises."""

    @abstractmethod
    def execute(self, sql: str) -> int:
        """Run statements, ";" between them; returns how many rows the last one changed."""

    @abstractmethod
    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one query."""

    @abstractmethod
    def insert(self, table: str, columns: Sequence[Column], rows: pa.RecordBatchReader) -> int:
        """Insert rows into a table, named as statements do; returns how many."""

    def make_temporary(self, table: Table) -> None:
        """Make a table for the length of the connection."""
        columns = (f"{c.name} {self.dialect.type_of(c)}" for c in table.columns)
        self.execute(f"create temporary table if not exists {table.name} ({', '.join(columns)})")

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""


@contextmanager
def open_warehouse(address: str, schema: str | None = None) -> Iterator[Warehouse]:
    """Open the warehouse that an address means; a DuckDB file is made when there is none.

    Args:
        address: ``duckdb:///warehouse.duckdb`` (four slashes for an absolute path) or
            ``postgresql://user:password@host:5432/database``.
        schema: the schema that holds the tables; by default the dialect's.

    Raises:
        UsageError: the address or schema cannot be used.
        WorldError: the warehouse cannot be reached.
    """
    scheme = urlsplit(address).scheme
    if scheme not in _KINDS:
        raise UsageError(
            f"cannot load '{hide_password(address)}': write duckdb:///warehouse.duckdb or "
            "postgresql://user:password@host/database; for other warehouses see: sitrep ddl --help"
        )
    if schema is not None:
        check_schema(schema)
    module, kind = _KINDS[scheme]
    warehouse: Warehouse = getattr(import_module(module), kind)(address, schema)
    try:
        yield warehouse
    finally:
        warehouse.close()


def as_json(column: Column) -> str:
    """A nested column as JSON, in DuckDB's SQL; a list that files lack is an empty one."""
    value = f'to_json("{column.name}")'
    is_filled = pa.types.is_list(column.type) and not column.is_nullable
    return f"coalesce({value}, '[]')" if is_filled else value


def hide_password(address: str) -> str:
    """An address that may be printed: without a password, which may also be among its options."""
    parts = urlsplit(address)
    if parts.scheme == "duckdb":
        return address
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=user.split(":", 1)[0] + at + host, query=""))
