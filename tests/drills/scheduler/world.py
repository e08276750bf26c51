"""The drill's own Airflow, newswire, PostgreSQL and folders."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.sample import NETWORKS
from pipeline.windows import format_window
from scripts.local import airflow
from scripts.local.place import BIN, CHECKOUT, Place, choose_port
from scripts.local.processes import Processes
from tests.drills.scheduler.calendar import N_WINDOWS, feeds_of, starts
from tests.drills.scheduler.client import Client

COMMAND = """#!/bin/sh
PYTHONPATH={checkout} exec {python} -m tests.drills.scheduler.command "$@"
"""
#: What is due when: all six windows at once; a task that was killed is tried again soon.
POLICY = """
from datetime import datetime, timedelta


def dag_policy(dag):
    dag.is_paused_upon_creation = dag.dag_id == "maintain"
    if dag.dag_id == "ingest":
        dag.catchup = True
        for dated in (dag, *dag.tasks):
            dated.start_date = datetime.fromisoformat("{first}")
            dated.end_date = datetime.fromisoformat("{last}")


def task_policy(task):
    task.retry_delay = timedelta(seconds=2)
"""
SETTINGS = {
    # a supervisor that is gone is noticed after this, not after five minutes
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "45",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "5",
}


@dataclass(frozen=True, slots=True)
class World:
    """What the drill works on."""

    folder: Path
    place: Place
    environment: dict[str, str]

    @property
    def lake(self) -> Path:
        """The lake that Airflow fills."""
        return self.place.root / "lake"

    @property
    def warehouse(self) -> str:
        """The warehouse that Airflow loads."""
        assert self.place.postgres
        return self.place.postgres.url("warehouse")

    def client(self) -> Client:
        """A signed-in user."""
        return Client(self.place.base, airflow.password(self.place.home))

    def pull_undisturbed(self, lake: Path) -> None:
        """Run the same windows by hand, one command after the other, into another lake."""
        place = ("--lake", str(lake))
        state = {"SITREP_STATE": f"sqlite:///{lake.with_name('undisturbed.db')}"}
        for start in starts():
            window = ("--window", format_window(start))
            for verb in ("poll", "fetch"):
                for group in ("1/2", "2/2"):
                    self._sitrep(state, verb, "--feeds", "-", "--group", group, *place, *window)
            self._sitrep(state, "build", *place, *window)

    def _sitrep(self, state: dict[str, str], *arguments: str) -> None:
        line = [str(self.folder / "bin" / "sitrep"), *arguments]
        subprocess.run(line, env=self.environment | state, check=True, capture_output=True)


@contextmanager
def stand_up(folder: Path) -> Iterator[World]:
    """Start everything in an empty folder; ends all of it."""
    folder.chmod(0o755)  # the database server runs as somebody else
    for name in ("bin", "marks", "local/airflow/config"):
        (folder / name).mkdir(parents=True)
    place = Place(folder / "local", choose_port(0), choose_port(0))
    processes = Processes(place.root / "logs")
    assert place.postgres
    try:
        place.postgres.start(("airflow", "state", "warehouse"))
        newswire = _serve_newswire(folder, processes)
        environment = place.environment(folder / "feeds.toml") | SETTINGS | _stand_in(folder)
        environment |= {"DRILL_NEWSWIRE": newswire, "SITREP_ALLOW_NETWORKS": NETWORKS}
        policy = place.home / "config" / "airflow_local_settings.py"
        first, last = starts()[0].isoformat(), starts()[-1].isoformat()
        policy.write_text(POLICY.format(first=first, last=last), encoding="utf-8")
        airflow.prepare(place.home, environment)
        airflow.start(place, processes, environment)
        yield World(folder, place, environment)
    finally:
        processes.stop()
        place.postgres.stop()


def _serve_newswire(folder: Path, processes: Processes) -> str:
    port, feeds = choose_port(0), folder / "feeds.toml"
    line = [str(BIN / "sitrep"), "sample", "serve", "--port", str(port), "--feeds", str(feeds)]
    processes.start("newswire", [*line, "--idle-minutes", "0"], os.environ)
    airflow.wait_until(processes, feeds.exists, "the newswire", within_s=120)
    for number in range(N_WINDOWS):
        known = feeds_of(feeds.read_text("utf-8"), number)
        (folder / f"feeds.{number}.toml").write_text(known, encoding="utf-8")
    return f"http://127.0.0.1:{port}"


def _stand_in(folder: Path) -> dict[str, str]:
    command = folder / "bin" / "sitrep"
    text = COMMAND.format(checkout=CHECKOUT, python=sys.executable)
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)
    return {
        "PATH": f"{command.parent}:{BIN}:{os.environ['PATH']}",
        "DRILL_FOLDER": str(folder),
        "DRILL_SITREP": str(BIN / "sitrep"),
    }
