"""Who is told of what."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowSkipException

from sitrep_airflow import assets


def built(window: str, *days: str, tables: tuple[str, ...] = ("incidents", "runs")) -> Any:
    """The summary of a build that wrote two rows into each table."""
    return {
        "window": window,
        "run_id": f"run of {window}",
        "tables": {name: {"rows": 2, "partitions": list(days)} for name in tables},
        "event_dates": list(days),
    }


class Event(SimpleNamespace):
    """An event about to be told."""

    def add_partitions(self, days: list[str]) -> None:
        """Note the days."""
        self.days = days


def context() -> Any:
    """What the task that tells is given."""
    task = SimpleNamespace(outlets=list(assets.PUBLISHED))
    return {"task": task, "outlet_events": defaultdict(Event)}


def test_an_event_says_whose_it_is_and_what_it_changed() -> None:
    run = context()
    assets.tell(built("06:00", "2022-08-23"), run)
    assert run["outlet_events"][assets.INCIDENTS].extra == {
        "window": "06:00",
        "run_id": "run of 06:00",
        "rows": 2,
        "partitions": ["2022-08-23"],
    }
    assert run["outlet_events"][assets.INCIDENTS_BY_DAY].days == ["2022-08-23"]


def test_only_tables_that_changed_have_an_event() -> None:
    run = context()
    assets.tell(
        built("06:00", "2022-08-23", tables=("articles", "runs")) | {"event_dates": []}, run
    )
    names = [asset.name for asset in run["task"].outlets]
    assert names == ["sitrep.articles", "sitrep.runs"]


def test_a_window_that_had_been_built_tells_nobody() -> None:
    with pytest.raises(AirflowSkipException, match="changes nothing"):
        assets.tell(built("06:00", "2022-08-26", tables=("runs",)), context())


def test_windows_that_were_built_together_are_told_together() -> None:
    summary = assets.merge([built("06:15", "2022-08-24"), built("06:00", "2022-08-23")])
    assert summary["window"] == "06:00 .. 06:15"
    assert summary["tables"]["incidents"] == {
        "rows": 4,
        "partitions": ["2022-08-23", "2022-08-24"],
    }
    assert summary["event_dates"] == ["2022-08-23", "2022-08-24"]


def test_no_window_at_all_changes_nothing() -> None:
    with pytest.raises(AirflowSkipException):
        assets.tell(assets.merge([]), context())
