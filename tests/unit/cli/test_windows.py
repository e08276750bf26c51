"""Which windows have landed, and which of them have been built."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.windows import land as land_command
from pipeline.cli.windows import windows
from pipeline.fetch.state.database import State
from pipeline.fetch.state.poll_store import PollRow, save_poll
from pipeline.lake import Edit, Lake
from pipeline.lake.landed.landing import land, window_folder
from pipeline.lake.landed.waiting import find_waiting
from pipeline.lake.tables import to_table
from pipeline.records import FeedPoll, Run

SIX = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake where three windows have landed, and the first has been built twice."""
    for n in range(3):
        land(tmp_path, SIX + n * QUARTER, "fetch-all", "pages", [])
        _land_at(tmp_path, SIX + n * QUARTER, SIX - QUARTER)
    runs = [Run("r", attempt, SIX, SIX, finished_at=SIX + attempt * QUARTER) for attempt in (1, 2)]
    opened = Lake(tmp_path)
    with opened.lock():
        opened.commit([Edit("runs", to_table("runs", runs))], run="r")
    return tmp_path


def _land_at(lake: Path, window: datetime, at: datetime) -> None:
    """Let all that a window has landed have landed at a time."""
    for path in window_folder(lake, window).iterdir():
        os.utime(path, (at.timestamp(), at.timestamp()))


def look(lake: Path, *options: str) -> list[tuple[str, int, str | None]]:
    """Run the command; returns window, builds and the time of the last one."""
    done = CliRunner().invoke(windows, ["--lake", str(lake), "--json", *options])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)["windows"]
    return [(row["window"], row["builds"], row["built_at"]) for row in found]


def wait(lake: Path, before: datetime) -> list[datetime]:
    """The windows before one that a run would build."""
    return [window.start for window in find_waiting(lake, before)]


def test_a_window_is_listed_with_how_often_it_was_built(lake: Path) -> None:
    assert look(lake) == [
        ("2022-08-26T06:00Z", 2, "2022-08-26T06:30:00+00:00"),
        ("2022-08-26T06:15Z", 0, None),
        ("2022-08-26T06:30Z", 0, None),
    ]


def test_the_end_is_not_included(lake: Path) -> None:
    chosen = look(lake, "--since", "2022-08-26T06:15Z", "--until", "2022-08-26T06:30Z")
    assert [window for window, _, _ in chosen] == ["2022-08-26T06:15Z"]


def test_those_that_wait_for_a_build_can_be_asked_for(lake: Path) -> None:
    assert [builds for _, builds, _ in look(lake, "--unbuilt")] == [0, 0]


def test_a_window_that_has_landed_more_since_its_build_waits_for_another(lake: Path) -> None:
    """It was built while a slow run still fetched, which was killed before it could build."""
    _land_at(lake, SIX, SIX + 3 * QUARTER)
    assert [builds for _, builds, _ in look(lake, "--unbuilt")] == [2, 0, 0]
    assert wait(lake, SIX + 9 * QUARTER) == [SIX + n * QUARTER for n in range(3)]


def test_only_windows_of_the_day_before_are_built_without_being_asked_for(lake: Path) -> None:
    assert wait(lake, SIX + 2 * QUARTER) == [SIX + QUARTER]
    assert wait(lake, SIX + timedelta(days=1, minutes=30)) == [SIX + 2 * QUARTER]


def test_a_lake_that_is_not_there_has_no_window(tmp_path: Path) -> None:
    assert look(tmp_path / "nowhere") == []


def test_without_json_it_is_a_table(lake: Path) -> None:
    done = CliRunner().invoke(windows, ["--lake", str(lake)])
    assert "3 windows of" in done.stdout
    assert "2022-08-26 06:30" in done.stdout


def test_what_runs_before_have_left_is_landed_and_told_with_what_waits_for_a_build(
    lake: Path, tmp_path: Path
) -> None:
    """One window has landed more since its build; another was polled, and its run then killed."""
    state = f"sqlite:///{tmp_path}/state.db"
    with State(state) as opened, opened.write() as connection:
        killed = FeedPoll("feed", "https://a.example/rss", SIX + 5 * QUARTER, "ok")
        save_poll(connection, PollRow(killed))
    _land_at(lake, SIX, SIX + 3 * QUARTER)
    places = ["--lake", str(lake), "--state", state, "--window", "2022-08-26T08:00Z"]
    done = CliRunner().invoke(land_command, [*places, "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "landed": ["2022-08-26T07:15Z"],
        "waiting": ["2022-08-26T06:00Z", "2022-08-26T07:15Z"],
    }
    again = CliRunner().invoke(land_command, places)
    assert "what 0 windows had left" in again.stdout
    assert "sitrep build --lake" in again.stdout


def test_to_land_what_is_left_makes_no_state(lake: Path, tmp_path: Path) -> None:
    state = tmp_path / "elsewhere" / "state.db"
    places = ["--lake", str(lake), "--state", f"sqlite:///{state}", "--window", "2022-08-26T08:00Z"]
    done = CliRunner().invoke(land_command, [*places, "--json"])
    assert json.loads(done.stdout) == {"landed": [], "waiting": []}
    assert not state.parent.exists()
