"""The state database."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert, inspect, select, text, update
from sqlalchemy.exc import OperationalError

from pipeline.errors import ConfigError, WorldError
from pipeline.fetch.state import migrations
from pipeline.fetch.state.database import HEAD, State, upsert
from pipeline.fetch.state.tables import alembic_version, feeds, robots
from tests.drills.kill import on_postgres
from tests.postgres import find_programs


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'deep' / 'state.db'}"


def test_its_folder_is_made_and_what_is_written_is_there_the_next_time(tmp_path: Path) -> None:
    berlin = datetime(2022, 8, 26, 8, tzinfo=timezone(timedelta(hours=2)))
    row = {"origin": "o", "asked_at": berlin, "status": 1, "text": "", "detail": ""}
    with State(_url(tmp_path)) as state, state.write() as connection:
        upsert(connection, robots, [row])
        upsert(connection, robots, [{**row, "status": 2}])
    with State(_url(tmp_path)) as state, state.read() as connection:
        (found,) = connection.execute(select(robots)).all()
    assert (found.asked_at, found.status) == (datetime(2022, 8, 26, 6, tzinfo=UTC), 2)


def test_a_transaction_that_fails_changes_nothing(state: Any) -> None:
    row = {"origin": "o", "asked_at": datetime.now(UTC), "status": 1, "text": "", "detail": ""}

    def write_twice() -> None:
        with state.write() as connection:
            connection.execute(insert(robots), [row])
            connection.execute(insert(robots), [row])

    with pytest.raises(WorldError, match="state database"):
        write_twice()
    with state.read() as connection:
        assert connection.execute(select(robots)).all() == []


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite-and-more:///x"])
def test_an_address_that_is_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        State(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_by_any_of_its_names(scheme: str) -> None:
    with pytest.raises(WorldError, match=r"state database .*nobody.* failed") as refused:
        State(f"{scheme}://nobody:secret@127.0.0.1:1/x?connect_timeout=1")
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_a_broken_world(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"not a database, but long enough to be looked at as one" * 99)
    with pytest.raises(WorldError, match=f"the state database sqlite:///{path} failed"):
        State(f"sqlite:///{path}")


def test_a_state_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    with State(_url(tmp_path)) as state, state.write() as connection:
        connection.execute(update(alembic_version).values(version_num="9999"))
    with pytest.raises(ConfigError, match="version 9999"):
        State(_url(tmp_path))


def _make_first_version(url: str) -> None:
    """A state as the first program left it, with a feed in it."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, migrations.FIRST)
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("CREATE TABLE versions (version INTEGER PRIMARY KEY)"))
        connection.execute(text("INSERT INTO versions VALUES (1)"))
        connection.execute(
            text(
                "INSERT INTO feeds (feed_id, url, current_url, failures, quiet, ttl_minutes,"
                " skip_hours, skip_days) VALUES ('f', 'u', '', 2, 0, 0, '', '')"
            )
        )
    engine.dispose()


def _schema(url: str) -> dict[str, Any]:
    engine = create_engine(url)
    seen = inspect(engine)
    found = {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
            seen.get_pk_constraint(name)["constrained_columns"],
            sorted((str(i["name"]), i["column_names"]) for i in seen.get_indexes(name)),
        )
        for name in seen.get_table_names()
    }
    engine.dispose()
    return found


def _require_migrates(old: str, new: str) -> None:
    _make_first_version(old)
    for _ in range(2):
        with State(old) as state, state.read() as connection:
            (feed,) = connection.execute(select(feeds)).all()
            assert (feed.feed_id, feed.failures, feed.items_sketch) == ("f", 2, "")
    State(new).close()
    assert _schema(old) == _schema(new)


def test_an_older_state_is_brought_up_to_date_with_what_it_knows(tmp_path: Path) -> None:
    _require_migrates(f"sqlite:///{tmp_path / 'old.db'}", f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.slow
@pytest.mark.skipif(find_programs() is None, reason="there is no PostgreSQL here")
def test_an_older_state_in_postgresql_is_brought_up_to_date(tmp_path: Path) -> None:
    with on_postgres(tmp_path) as place:
        old, new = (place(n).state_url.replace("sql:", "sql+psycopg:") for n in (0, 1))
        _require_migrates(old, new)


def test_the_last_migration_is_the_version_of_the_tables() -> None:
    assert migrations.head() == HEAD


def test_a_reader_keeps_no_writer_waiting(tmp_path: Path) -> None:
    with State(_url(tmp_path)) as state, state.read() as connection:
        connection.execute(select(robots)).all()
        other = sqlite3.connect(tmp_path / "deep" / "state.db", timeout=0)
        with other:
            other.execute("INSERT INTO hosts (host) VALUES ('h')")
        other.close()


def test_what_sqlite_calls_an_error_of_the_disk_names_its_usual_cause(tmp_path: Path) -> None:
    with (
        State(f"sqlite:///{tmp_path}/state.db") as state,
        pytest.raises(WorldError, match=r"disk I/O error \(is the disk full\?\)"),
        state.read(),
    ):
        raise OperationalError("insert", {}, Exception("disk I/O error"))
