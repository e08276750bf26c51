"""Which window a run owns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sitrep_airflow import windows

SIX = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)


def context(run_type: str, start: datetime | None = None, **params: Any) -> Any:
    """What a task is told about its run, which was due at 06:22."""
    run = SimpleNamespace(
        run_type=run_type,
        data_interval_start=start,
        logical_date=params.pop("logical_date", None),
        run_after=SIX + timedelta(minutes=22),
    )
    return {"dag_run": run, "params": {"window": None, "mode": "live"} | params}


def test_a_scheduled_run_owns_the_window_that_has_just_ended() -> None:
    assert windows.window_of(context("scheduled", SIX)) == "2022-08-26T06:00Z"


def test_a_run_by_hand_owns_the_current_window() -> None:
    assert windows.window_of(context("manual", SIX)) == "2022-08-26T06:15Z"
    assert windows.window_of(context("asset_triggered")) == "2022-08-26T06:15Z"


def test_a_run_by_hand_with_a_date_of_the_past_owns_the_window_of_that_date() -> None:
    told = context("manual", SIX, logical_date=SIX - timedelta(minutes=1))
    assert windows.window_of(told) == "2022-08-26T05:45Z"


def test_a_window_that_is_asked_for_wins() -> None:
    asked = {"window": "2022-01-31T23:59Z"}
    assert windows.window_of(context("scheduled", SIX, **asked)) == "2022-01-31T23:45Z"


def test_a_time_without_a_zone_is_utc_whatever_the_machine_says() -> None:
    assert windows.window_of(context("manual", window="2022-08-26T06:07")) == "2022-08-26T06:00Z"


def test_only_a_backfill_or_the_form_keeps_a_run_from_pulling() -> None:
    assert not windows.is_replay(context("scheduled", SIX))
    assert not windows.is_replay(context("manual"))
    assert windows.is_replay(context("backfill", SIX))
    assert windows.is_replay(context("manual", mode="replay"))


zones = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
moments = st.builds(
    lambda seconds, zone: SIX.astimezone(zone) + timedelta(seconds=seconds),
    st.floats(-1e9, 1e9),
    zones,
)


@given(moments)
def test_a_moment_lies_in_the_window_that_it_is_rounded_to(moment: datetime) -> None:
    start = windows.floor_to_window(moment)
    assert start <= moment < start + windows.WINDOW
    assert windows.floor_to_window(start) == start
    assert (start.minute % 15, start.second, start.microsecond) == (0, 0, 0)
