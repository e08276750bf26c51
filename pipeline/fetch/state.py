"""The state between runs: a database with what is known of feeds, items, hosts and robots.txt.

SQLite by default, PostgreSQL by URL. What a window brings is written here first and landed from
here, so that a run that is killed goes on where it was; what has been landed is deleted.
The tables are in `pipeline.fetch.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, create_engine, event, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipeline.errors import ConfigError, WorldError
from pipeline.fetch.tables import metadata, versions

#: Raised by one with each change of the tables; `_MIGRATIONS` brings older ones up to it.
VERSION = 1
_BUSY_S = 60
_LOCK = 7461


#: version -> what brings tables of the version before up to it
_MIGRATIONS: dict[int, Callable[[Connection], None]] = {}


class State:
    """An open state database; `close` it, or use it in a ``with``."""

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        try:
            with self.write() as connection:
                _prepare(connection)
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing.

        Raises:
            WorldError: the database failed.
        """
        with _naming_failures(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that changes nothing, sees one moment, and keeps no writer waiting.

        Raises:
            WorldError: the database failed.
        """
        options: dict[str, Any] = {"reading": True}
        if self.dialect == "postgresql":
            options["isolation_level"] = "REPEATABLE READ"
        engine = self._engine.execution_options(**options)
        with _naming_failures(), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, replacing those with the same key; a row names all columns that it sets."""
    if not rows:
        return
    statement = insert_into(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def lock(connection: Connection) -> None:
    """Keep other transactions that lock out until this one ends; on SQLite every writer does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT of the database's own kind, which knows ON CONFLICT."""
    own: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    return own.insert(table)


@contextmanager
def _naming_failures() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise WorldError(f"the state database failed: {_first_line(error)}") from error


def _open(url: str) -> Engine:
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise ConfigError(f"the state is kept in SQLite or PostgreSQL, not in {kind}")
        if kind == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(parsed, connect_args={"timeout": _BUSY_S})
            _tune_sqlite(engine)
            return engine
        return create_engine(parsed, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"no driver for the state database: {error}; pip install 'sitrep[postgres]'"
        ) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError(f"cannot use the state database: {_first_line(error)}") from error
    except OSError as error:
        raise WorldError(f"cannot make the folder of the state database: {error}") from error


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, not at the first write
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a transaction that reads first and then writes would fail when another one wrote between
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _prepare(connection: Connection) -> None:
    lock(connection)
    metadata.create_all(connection)
    found = connection.execute(select(versions.c.version)).scalar()
    if found is None:
        connection.execute(insert(versions).values(version=VERSION))
    elif found > VERSION:
        raise ConfigError(f"the state database is of version {found}; this program knows {VERSION}")
    else:
        for version in range(found + 1, VERSION + 1):
            _MIGRATIONS[version](connection)
            connection.execute(versions.update().values(version=version))


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]
