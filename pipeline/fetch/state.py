"""The state between runs: a database with what is known of feeds, items, hosts and robots.txt.

SQLite by default, PostgreSQL by URL. What a window brings is written here first and landed from
here, so that a run that is killed goes on where it was; what has been landed is deleted.

    feeds      what is known of each feed          polls      one row for each feed and slot
    items      every item ever seen, and its fate  responses  what was fetched and not yet landed
    hosts      who asks a host now, and when last  robots     each origin's robots.txt
    landings   what has been landed, with counts   versions   of these tables
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.types import TypeDecorator

from pipeline.errors import ConfigError, WorldError

#: Raised by one with each change of the tables; `_MIGRATIONS` brings older ones up to it.
VERSION = 1
_BUSY_S = 60


class Moment(TypeDecorator[datetime]):
    """An aware datetime, in UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the database UTC; SQLite has no zones."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take UTC from the database."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData()

feeds = Table(
    "feeds",
    metadata,
    Column("feed_id", String(20), primary_key=True),
    Column("url", Text, nullable=False),
    Column("current_url", Text, nullable=False, default=""),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", String(64)),
    Column("next_poll_at", Moment),
    Column("retry_at", Moment),
    Column("retired_at", Moment),
    Column("failures", Integer, nullable=False, default=0),
    Column("quiet", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("title", Text),
    Column("ttl_minutes", Integer, nullable=False, default=0),
    Column("skip_hours", Text, nullable=False, default=""),
    Column("skip_days", Text, nullable=False, default=""),
    Column("last_slot", Moment),
    Column("last_asked_at", Moment),
    Column("last_ok_at", Moment),
    Column("last_full_at", Moment),
    Column("last_new_at", Moment),
)

polls = Table(
    "polls",
    metadata,
    Column("feed_id", String(20), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("feed_url", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("publisher", Text),
    Column("reason", Text),
    Column("detail", Text),
    Column("http_status", Integer),
    Column("polled_at", Moment),
    Column("n_bytes", Integer),
    Column("n_items", Integer),
    Column("n_new", Integer),
    Column("next_poll_at", Moment),
    #: the slot before this one that has a row: those between were missed
    Column("previous_slot", Moment),
)

items = Table(
    "items",
    metadata,
    Column("item_id", String(20), primary_key=True),
    Column("feed_id", String(20), nullable=False),
    Column("host", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("title", Text),
    Column("published_at", Moment),
    Column("language", Text),
    Column("publisher", Text),
    Column("signature", String(20)),
    #: pending (to be fetched from due_window on), landed (looked at again then), failed, gone, or
    #: unusable (it names nothing that could be fetched)
    Column("status", String(10), nullable=False),
    Column("due_window", Moment),
    Column("first_window", Moment, nullable=False),
    Column("seen_window", Moment, nullable=False),
    Column("landed_window", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("refetches", Integer, nullable=False, default=0),
    Column("rechecks", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("detail", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", String(64)),
    Index("items_due", "status", "due_window", "host"),
    Index("items_first", "first_window", "status"),
)

responses = Table(
    "responses",
    metadata,
    Column("item_id", String(20), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("host", Text, nullable=False),
    #: kept (a page), empty (nothing new) or rejected
    Column("outcome", String(8), nullable=False),
    Column("reason", Text),
    Column("record", LargeBinary),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("leased_by", Text),
    Column("leased_until", Moment),
    Column("free_at", Moment),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),
)

landings = Table(
    "landings",
    metadata,
    Column("stage", String(8), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("landed_at", Moment, nullable=False),
    #: the summary of the run that landed it, as JSON
    Column("summary", Text, nullable=False),
)

versions = Table("versions", metadata, Column("version", Integer, primary_key=True))

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
        """One transaction that changes nothing; on SQLite it keeps no writer waiting.

        Raises:
            WorldError: the database failed.
        """
        engine = self._engine.execution_options(reading=True)
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
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
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
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7461)")
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
