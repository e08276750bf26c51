"""The state between runs: a database with what is known of feeds, items, hosts and robots.txt.

SQLite by default, PostgreSQL by URL. What a window brings is written here first and landed from
here, so that a run that is killed goes on where it was; what has been landed is deleted.
The tables are in `pipeline.fetch.state.tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, create_engine, event, insert, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipeline.errors import ConfigError, WorldError, first_line
from pipeline.fetch.state.tables import alembic_version, metadata

#: The version of the tables, which is the last step in `pipeline.fetch.state.migrations`.
HEAD = "0004"
_BUSY_S = 60
_KINDS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}
_LOCK = 7461


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
        with self._naming_failures(), self._engine.begin() as connection:
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
        with self._naming_failures(), engine.begin() as connection:
            yield connection

    @contextmanager
    def _naming_failures(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            name = self._engine.url.render_as_string(hide_password=True)
            raise WorldError(
                f"the state database {name} failed: {first_line(error)}{_hint(error)}"
            ) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def has_state(url: str) -> bool:
    """Whether there is a state at a URL; opening one that is not there makes it.

    Raises:
        ConfigError: the URL is wrong.
    """
    parsed = _parse(url)
    is_file = parsed.get_backend_name() == "sqlite"
    return not is_file or bool(parsed.database and Path(parsed.database).exists())


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, replacing those with the same key; a row names all columns that it sets."""
    if not rows:
        return
    connection.execute(_upsert(connection.dialect.name, table, tuple(rows[0])), rows)


@lru_cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...]) -> Any:
    """The statement of an upsert; making it takes longer than running it."""
    statement = _KINDS[dialect].insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def insert_new(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose key is not there; returns how many. All name the same columns."""
    if not rows:
        return 0
    inserted = connection.execute(_insert_new(connection.dialect.name, table), rows)
    return inserted.rowcount


@lru_cache
def _insert_new(dialect: str, table: Table) -> Any:
    """The statement; it counts what it inserted without having each row come back."""
    statement = _KINDS[dialect].insert(table).on_conflict_do_nothing()
    return statement.execution_options(preserve_rowcount=True)


def columns_of(record: Any) -> dict[str, Any]:
    """A flat record's values by column; `asdict` would copy each of them deeply."""
    return {name: getattr(record, name) for name in record.__slots__}


def lock(connection: Connection) -> None:
    """Keep other transactions that lock out until this one ends; on SQLite every writer does."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT of the database's own kind, which knows ON CONFLICT."""
    return _KINDS[connection.dialect.name].insert(table)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(re.sub(r"^postgres(?:ql)?(?=:)", "postgresql+psycopg", url))
        kind = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigError(f"cannot use the state database: {first_line(error)}") from error
    if kind not in ("sqlite", "postgresql"):
        raise ConfigError(f"the state is kept in SQLite or PostgreSQL, not in {kind}")
    return parsed


def _open(url: str) -> Engine:
    parsed = _parse(url)
    try:
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(parsed, connect_args={"timeout": _BUSY_S})
            _tune_sqlite(engine)
            return engine
        return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise ConfigError(f"cannot use the state database: {first_line(error)}") from error
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
    """Make the tables of a new database, bring those of an older one up to date."""
    lock(connection)
    names = set(inspect(connection).get_table_names())
    if not names & {"versions", alembic_version.name}:
        metadata.create_all(connection)
        connection.execute(insert(alembic_version).values(version_num=HEAD))
        return
    if "versions" in names:
        _name_first_version(connection)
    found = connection.scalar(select(alembic_version.c.version_num))
    if found != HEAD:
        # imported by who needs it: most runs find the tables up to date
        from pipeline.fetch.state.migrations import upgrade  # noqa: PLC0415

        upgrade(connection, str(found))


def _name_first_version(connection: Connection) -> None:
    """The first states counted their versions; one is the first that has a name."""
    connection.execute(text("DROP TABLE versions"))
    alembic_version.create(connection)
    connection.execute(insert(alembic_version).values(version_num="0001"))


def _hint(error: Exception) -> str:
    """What SQLite does not say when a full disk keeps it from growing a file."""
    return " (is the disk full?)" if "disk I/O error" in str(error) else ""
