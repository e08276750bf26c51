"""The DAG as Airflow reads it, and the little that it decides itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"apache_beam", "deltalake", "feedparser", "numpy", "pandas", "pipeline", "pyarrow"}
SIX = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def described() -> Any:
    """What Airflow makes of the folder."""
    script = Path(__file__).with_name("describe.py")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_folder_parses_to_one_dag_without_errors(described: Any) -> None:
    assert described["errors"] == {}
    assert described["dag_id"] == "ingest"
    assert "build" in described["doc"]


def test_parsing_loads_nothing_heavy_and_touches_nothing(described: Any) -> None:
    loaded = {name.split(".")[0] for name in described["parse"]["loaded"]}
    assert "dags" in loaded
    assert not loaded & HEAVY
    assert described["parse"]["touched"] == []


def test_a_window_runs_every_quarter_of_an_hour_and_never_beside_another(described: Any) -> None:
    assert "*/15 * * * *" in described["timetable"]
    assert "UTC" in described["timetable"]
    assert described["catchup"] is False
    assert described["max_active_runs"] == 1
    assert described["timeout_s"] > 0
    assert described["params"] == ["pull", "window"]


def test_every_task_has_an_owner_a_time_limit_and_a_description(described: Any) -> None:
    for name, task in described["tasks"].items():
        assert task["owner"] == "sitrep", name
        assert 0 < task["timeout_s"] <= described["timeout_s"], name
        assert task["doc"], name


def test_what_touches_the_world_is_tried_again_ever_more_slowly(described: Any) -> None:
    for name in ("pull.poll", "pull.fetch", "build", "check"):
        assert described["tasks"][name]["retries"] >= 2, name
        assert described["tasks"][name]["backoff"] > 1, name


def test_feeds_are_pulled_in_their_pool_and_nothing_else_is(described: Any) -> None:
    pooled = {name for name, task in described["tasks"].items() if task["pool"] == "feeds"}
    assert pooled == {"pull.poll", "pull.fetch"}


def test_the_build_waits_for_the_plan_and_for_every_group(described: Any) -> None:
    assert described["tasks"]["build"]["upstream"] == ["gather", "plan"]
    assert described["tasks"]["gather"]["upstream"] == ["pull.fetch"]


def context(run_type: str, start: datetime | None = None, **params: Any) -> dict[str, Any]:
    """What a task is told about its run, which was due at 06:22."""
    run = SimpleNamespace(
        run_type=run_type, data_interval_start=start, run_after=SIX + timedelta(minutes=22)
    )
    return {"dag_run": run, "params": {"window": None, "pull": True} | params}


def test_a_scheduled_run_owns_the_window_that_has_just_ended(ingest: Any) -> None:
    assert ingest.window_of(context("scheduled", SIX)) == "2022-08-26T06:00Z"


def test_a_run_by_hand_owns_the_current_window(ingest: Any) -> None:
    assert ingest.window_of(context("manual", SIX)) == "2022-08-26T06:15Z"
    assert ingest.window_of(context("asset_triggered")) == "2022-08-26T06:15Z"


def test_a_window_that_is_asked_for_wins(ingest: Any) -> None:
    asked = {"window": "2022-01-31T23:59Z"}
    assert ingest.window_of(context("scheduled", SIX, **asked)) == "2022-01-31T23:45Z"


def test_a_time_without_a_zone_is_utc_whatever_the_machine_says(ingest: Any) -> None:
    assert ingest.window_of(context("manual", window="2022-08-26T06:07")) == "2022-08-26T06:00Z"


def test_only_a_backfill_or_the_form_keeps_a_run_from_pulling(ingest: Any) -> None:
    assert ingest.is_pulling(context("scheduled", SIX))
    assert ingest.is_pulling(context("manual"))
    assert not ingest.is_pulling(context("backfill", SIX))
    assert not ingest.is_pulling(context("manual", pull=False))


zones = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
moments = st.builds(
    lambda seconds, zone: SIX.astimezone(zone) + timedelta(seconds=seconds),
    st.floats(-1e9, 1e9),
    zones,
)


@given(moments)
def test_a_moment_lies_in_the_window_that_it_is_rounded_to(ingest: Any, moment: datetime) -> None:
    start = ingest.floor_to_window(moment)
    assert start <= moment < start + ingest.WINDOW
    assert ingest.floor_to_window(start) == start
    assert (start.minute % 15, start.second, start.microsecond) == (0, 0, 0)


@pytest.fixture
def no_variables(ingest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow without Variables: a setting is what the environment says, or the default."""
    monkeypatch.setattr(ingest.Variable, "get", lambda _name, default: default)


@pytest.mark.usefixtures("no_variables")
def test_a_call_answers_with_the_json_of_its_last_line(ingest: Any, stub: Any) -> None:
    stub.answer({"build": {"event_dates": ["2022-08-23"]}})
    assert ingest.call("build", "--lake", "a lake") == {"event_dates": ["2022-08-23"]}
    assert stub.calls == [["build", "--lake", "a lake", "--json"]]


@pytest.mark.usefixtures("no_variables")
@pytest.mark.parametrize(("code", "final"), [(1, False), (2, True), (3, True), (-9, False)])
def test_wrong_settings_and_broken_promises_are_not_tried_again(
    ingest: Any, stub: Any, code: int, final: bool
) -> None:
    stub.answer({}, exits={"build": code})
    with pytest.raises(Exception, match="working on it") as caught:
        ingest.call("build")
    assert isinstance(caught.value, ingest.AirflowFailException) is final


def test_a_task_that_is_stopped_stops_its_command(
    ingest: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    # the supervisor stops a task as soon as its command has said that it is at work
    stop = SimpleNamespace(info=lambda _line: os.kill(os.getpid(), signal.SIGTERM))
    monkeypatch.setattr(ingest, "log", stop)
    script = "import signal, sys; print('at work', file=sys.stderr, flush=True); signal.pause()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stderr=subprocess.PIPE, text=True
    ) as command:
        assert ingest.follow(command) == "at work\n"
    assert command.returncode == -signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before
