"""The state database."""

from __future__ import annotations

import sqlite3
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from pipeline.errors import ConfigError, WorldError
from pipeline.fetch import state as module
from pipeline.fetch.state import State, upsert
from pipeline.fetch.tables import robots


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


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigError, match=r"pip install 'sitrep\[postgres\]'"):
        State("postgresql+psycopg://localhost/x")


def test_a_file_that_is_no_database_is_a_broken_world(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"not a database, but long enough to be looked at as one" * 99)
    with pytest.raises(WorldError):
        State(f"sqlite:///{path}")


def test_a_state_of_a_newer_program_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(module, "VERSION", 99)
        State(_url(tmp_path)).close()
    with pytest.raises(ConfigError, match="version 99"):
        State(_url(tmp_path))


def test_an_older_state_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    State(_url(tmp_path)).close()
    steps = []
    monkeypatch.setattr(module, "VERSION", 3)
    migrations = {n: lambda _, n=n: steps.append(n) for n in (2, 3)}
    monkeypatch.setattr(module, "_MIGRATIONS", migrations)
    State(_url(tmp_path)).close()
    State(_url(tmp_path)).close()
    assert steps == [2, 3]


def test_a_reader_keeps_no_writer_waiting(tmp_path: Path) -> None:
    with State(_url(tmp_path)) as state, state.read() as connection:
        connection.execute(select(robots)).all()
        other = sqlite3.connect(tmp_path / "deep" / "state.db", timeout=0)
        with other:
            other.execute("INSERT INTO hosts (host) VALUES ('h')")
        other.close()
