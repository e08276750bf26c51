"""A whole run in Airflow, on its embedded database; the command only writes down its calls."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

AIRFLOW = Path(sys.executable).with_name("airflow")
WINDOW = "2022-08-26T06:00Z"
ANSWERS: dict[str, Any] = {
    "feeds": {"groups": ["1/4", "3/4"]},
    "build": {"window": WINDOW, "rows": {"incidents": 3}, "event_dates": ["2022-08-23"]},
}


class Airflow:
    """An Airflow with a database of its own."""

    def __init__(self, home: Path) -> None:
        self._environment = {"AIRFLOW_HOME": str(home), "SITREP_RETRIES": "0"}
        self._database = home / "airflow.db"
        assert self.run("db", "migrate") == 0
        assert self.run("pools", "set", "feeds", "2", "feeds pulled at once") == 0

    def run(self, *arguments: str) -> int:
        """Run an Airflow command; returns its exit code."""
        done = subprocess.run(
            [str(AIRFLOW), *arguments],
            env=os.environ | self._environment,
            capture_output=True,
            timeout=240,
            check=False,
        )
        return done.returncode

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into its database."""
        connection = sqlite3.connect(self._database)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Airflow:
    """An Airflow with a database of its own."""
    return Airflow(tmp_path_factory.mktemp("airflow"))


LAST_RUN = "(select run_id from dag_run order by id desc limit 1)"


def states(airflow: Airflow) -> dict[str, str]:
    """How the tasks of the last run ended."""
    rows = airflow.query(
        f"select task_id, map_index, state from task_instance where run_id = {LAST_RUN}"
    )
    return {f"{task}.{index}" if index >= 0 else task: state for task, index, state in rows}


def test_a_run_pulls_each_group_then_builds_checks_and_tells_who_waits(
    airflow: Airflow, stub: Any
) -> None:
    stub.answer(ANSWERS)
    assert airflow.run("dags", "test", "ingest", "--conf", '{"window": "2022-08-26T06:07Z"}') == 0
    verbs = [call[0] for call in stub.calls]
    assert verbs == ["feeds", "poll", "poll", "fetch", "fetch", "build", "verify"]
    for call in stub.calls[1:6]:
        assert call[call.index("--window") + 1] == WINDOW
    groups = {call[call.index("--group") + 1] for call in stub.calls[1:5]}
    assert groups == {"1/4", "3/4"}
    events = airflow.query(
        "select name, event.extra, partition_key from asset_event event "
        "join asset on asset.id = event.asset_id "
        f"where source_run_id = {LAST_RUN} order by name"
    )
    extra = {"window": WINDOW, "rows": 3, "partitions": ["2022-08-23"]}
    assert [(name, json.loads(said), day) for name, said, day in events] == [
        ("sitrep.incidents", extra, None),
        ("sitrep.incidents.by_day", {}, "2022-08-23"),
    ]


def test_a_group_that_fails_fails_the_run_but_not_the_others(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS, exits={"1/4": 1})
    assert airflow.run("dags", "test", "ingest") == 1
    ended = states(airflow)
    assert ended["pull.poll.0"] == "failed"
    assert ended["pull.fetch.1"] == ended["build"] == ended["publish"] == "success"
    assert ended["watch"] == "failed"


def test_a_run_that_does_not_pull_builds_from_what_has_landed(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS | {"build": ANSWERS["build"] | {"event_dates": []}})
    assert airflow.run("dags", "test", "ingest", "--conf", '{"pull": false}') == 0
    assert [call[0] for call in stub.calls] == ["build", "verify"]
    # no incident has changed, so nobody is told
    assert states(airflow)["publish"] == "skipped"
