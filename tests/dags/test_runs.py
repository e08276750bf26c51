"""Whole runs of each DAG in Airflow, on its embedded database; commands only write down calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WINDOW = "2022-08-26T06:00Z"
DAY = "2022-08-23"
BUILT: dict[str, Any] = {
    "window": WINDOW,
    "run_id": "a run",
    "counts": {"clean": {"read": 3, "kept": 2, "empty": 1, "rejected": 0}},
    "reasons": {"clean": {"login_wall": 1}},
    "tables": {
        "incidents": {"rows": 3, "partitions": [DAY]},
        "runs": {"rows": 1, "partitions": ["2022-08-26"]},
    },
    "event_dates": [DAY],
}
ANSWERS: dict[str, Any] = {
    "feeds": {
        "groups": ["1/4", "3/4"],
        "feeds": [
            {"status": "ok", "url": "a", "reason": None, "last_new_at": None},
            {"status": "gone", "url": "b", "reason": "gone", "last_new_at": None},
        ],
    },
    "poll": {"window": WINDOW, "read": 2, "new_items": 12},
    "fetch": {"window": WINDOW, "read": 12, "kept": 11},
    "build": BUILT,
    "land": {"landed": [], "waiting": []},
    "windows": {"windows": [{"window": f"2022-08-26T06:{m}Z"} for m in ("00", "15", "30", "45")]},
    "rebuild": BUILT,
    "load": {"change_seq": 7, "lake_version": "00000042"},
}
NOTHING_NEW = BUILT | {"tables": {"runs": BUILT["tables"]["runs"]}, "event_dates": []}
OF_DAY = {"window": WINDOW, "run_id": "a run"}
EVENT = {"window": WINDOW, "run_id": "a run", "rows": 3, "partitions": [DAY]}


class Airflow:
    """An Airflow with a database of its own, kept running between runs."""

    def __init__(self, home: Path) -> None:
        pools = (ROOT / "dags" / "pools.json").read_text("utf-8")
        own = {"AIRFLOW_HOME": str(home), "SITREP_RETRIES": "0", "REHEARSAL_POOLS": pools}
        self._log = (home / "log").open("w+")
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("rehearse.py"))],
            env=os.environ | own,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def run(self, dag_id: str, **conf: Any) -> dict[str, Any]:
        """Run a DAG by hand with a filled-in form; returns what became of it."""
        names = ("PATH", "SITREP_LAKE", "STUB_CALLS", "STUB_ANSWERS", "STUB_EXITS")
        environment = {name: os.environ.get(name, "") for name in names}
        request = {"dag_id": dag_id, "conf": conf, "environment": environment}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, self.log()
        done: dict[str, Any] = json.loads(line)
        return done

    def log(self) -> str:
        """What it said so far."""
        self._log.seek(0)
        return self._log.read()

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._log.close()


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Airflow]:
    """An Airflow with a database of its own."""
    started = Airflow(tmp_path_factory.mktemp("airflow"))
    yield started
    started.close()


def test_a_run_pulls_each_group_then_builds_checks_and_tells_who_waits(
    airflow: Airflow, stub: Any
) -> None:
    stub.answer(ANSWERS)
    done = airflow.run("ingest", window="2022-08-26T06:07:00Z")
    assert done["state"] == "success", airflow.log()
    (land,) = (call for call in stub.calls if call[0] == "land")
    assert land == ["land", "--lake", "lake", "--window", WINDOW, "--json"]
    assert done["tasks"]["make_up"] == "skipped"
    calls = [call for call in stub.calls if call != land]
    assert [call[0] for call in calls][0::6] == ["feeds", "verify"]
    assert sorted(call[0] for call in calls[1:6]) == [*("build", "fetch", "fetch", "poll", "poll")]
    for call in calls[1:6]:
        assert call[call.index("--window") + 1] == WINDOW
    touched = ",".join(sorted({DAY, "2022-08-26"}))
    assert calls[6] == ["verify", "--lake", "lake", "--days", touched, "--json"]
    groups = {call[call.index("--group") + 1] for call in calls[1:5]}
    assert groups == {"1/4", "3/4"}
    assert [event[:2] for event in done["events"] if event[0] == "sitrep.incidents"] == [
        ["sitrep.incidents", EVENT]
    ]
    assert ["sitrep.incidents.by_day", OF_DAY, DAY] in done["events"]
    assert len(done["events"]) == 3
    brought = ("11 pages", "12 new items")
    assert done["names"] == [f"{group}: {what}" for group in ("1/4", "3/4") for what in brought]
    assert done["xcom"]["build"]["reasons"] == BUILT["reasons"]


def test_a_group_that_fails_fails_the_run_but_not_the_others(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS, exits={"1/4": 1})
    done = airflow.run("ingest")
    assert done["state"] == "failed"
    ended = done["tasks"]
    assert ended["pull.poll.0"] == "failed"
    assert ended["pull.fetch.1"] == ended["build"] == ended["publish"] == "success"
    assert ended["watch"] == "failed"


def test_what_a_run_before_could_not_land_is_built_again_and_told(
    airflow: Airflow, stub: Any
) -> None:
    earlier = "2022-08-26T05:45Z"
    left = {"landed": [earlier], "waiting": [earlier]}
    stub.answer(ANSWERS | {"land": left}, exits={"feeds": 2})
    done = airflow.run("ingest", window="2022-08-26T06:00:00Z")
    assert done["tasks"]["make_up"] == "upstream_failed"
    stub.answer(ANSWERS | {"land": left})
    done = airflow.run("ingest", window="2022-08-26T06:00:00Z")
    assert done["state"] == "success", airflow.log()
    builds = [call for call in stub.calls if call[0] == "build"]
    assert [call[call.index("--window") + 1] for call in builds] == [WINDOW, earlier]
    assert done["xcom"]["make_up"] == [earlier]
    assert [event[0] for event in done["events"]].count("sitrep.incidents") == 2


def test_a_replay_asks_nobody_and_when_nothing_changes_nobody_is_told(
    airflow: Airflow, stub: Any
) -> None:
    stub.answer(ANSWERS | {"build": NOTHING_NEW})
    done = airflow.run("ingest", mode="replay")
    assert done["state"] == "success"
    assert [call[0] for call in stub.calls] == ["build", "verify"]
    assert done["tasks"]["publish"] == "skipped"
    assert done["events"] == []


def test_a_gate_fails_the_check_and_nobody_is_told(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS, exits={"build": 3})
    done = airflow.run("ingest", mode="replay")
    assert done["state"] == "failed"
    assert done["tasks"]["build"] == "success"
    assert done["tasks"]["check"] == done["tasks"]["watch"] == "failed"
    assert done["tasks"]["publish"] == "upstream_failed"
    assert "working on it" in done["xcom"]["build"]["refused"]
    assert "readers keep the last good version" in airflow.log()


def test_the_warehouse_is_loaded_and_those_behind_it_are_told(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS)
    done = airflow.run("load_warehouse", full=True)
    assert done["state"] == "success", airflow.log()
    assert stub.calls == [["load", "--lake", "lake", "--full", "--json"]]
    extra = {"change_seq": 7, "lake_version": "00000042"}
    assert done["events"] == [["sitrep.warehouse", extra, None]]


def test_the_chores_wait_for_a_lake(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS)
    done = airflow.run("maintain")
    assert done["state"] == "success", airflow.log()
    assert [call[0] for call in stub.calls] == ["feeds"]


def test_the_chores_are_done_in_their_order(
    airflow: Airflow, stub: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub.answer(ANSWERS)
    # a lake that is there
    (tmp_path / "lake" / "current").mkdir(parents=True)
    monkeypatch.setenv("SITREP_LAKE", str(tmp_path / "lake"))
    done = airflow.run("maintain", resolve_days=3)
    assert done["state"] == "success", airflow.log()
    calls = [call[0] for call in stub.calls if call[0] != "feeds"]
    assert calls == ["maintain", "rebuild", "verify"]
    assert all("--days" not in call for call in stub.calls if call[0] == "verify")
    assert done["xcom"]["look_at_feeds"] == {"ok": 1, "gone": 1}
    assert ["sitrep.incidents", EVENT, None] in done["events"]


def test_a_backfill_builds_the_windows_that_have_landed(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS)
    done = airflow.run("backfill", since="2022-08-26T06:00:00Z", until="2022-08-26T07:00:00Z")
    assert done["state"] == "success", airflow.log()
    assert [call[0] for call in stub.calls] == ["windows", *["build"] * 4, "verify"]
    assert done["tasks"]["import_warc"] == "skipped"
    assert done["names"] == [f"2022-08-26T06:{minute}Z" for minute in ("00", "15", "30", "45")]
    # every build of the stub says it was of one window
    assert ["sitrep.incidents.by_day", OF_DAY, DAY] in done["events"]


def test_a_backfill_can_begin_with_archives(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS | {"import-warc": {"windows": [WINDOW]}})
    done = airflow.run("backfill", warc="a.warc.gz b.warc.gz")
    assert done["state"] == "success", airflow.log()
    assert stub.calls[0][-3:] == ["--", "a.warc.gz", "b.warc.gz"]
    assert [call[0] for call in stub.calls] == ["import-warc", "build", "verify"]


def test_a_backfill_without_a_window_builds_nothing(airflow: Airflow, stub: Any) -> None:
    stub.answer(ANSWERS | {"windows": {"windows": []}})
    done = airflow.run("backfill")
    assert done["state"] == "success", airflow.log()
    assert done["tasks"]["publish"] == "skipped"
    assert [call[0] for call in stub.calls] == ["windows"]
