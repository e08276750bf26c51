"""Run the drill and say what held: `make drill`; ends with 1 when something did not."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from pipeline.windows import format_window
from tests.drills.scheduler.calendar import N_WINDOWS, QUARTER, starts
from tests.drills.scheduler.client import Client, wait
from tests.drills.scheduler.compare import counts, differences, digests, windows_built
from tests.drills.scheduler.kills import KILLS
from tests.drills.scheduler.world import World, stand_up

_SIX_WINDOWS_WITHIN_S = 2_400
_ONE_RUN_WITHIN_S = 900


class Report:
    """What was seen, told as it happens."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.failed: list[str] = []

    def say(self, text: str) -> None:
        """Tell something."""
        print(f"{timedelta(seconds=round(time.monotonic() - self._began))}  {text}", flush=True)

    def check(self, holds: bool, text: str) -> None:
        """Tell whether something holds."""
        self.say(f"{'holds' if holds else 'FAILS'}  {text}")
        if not holds:
            self.failed.append(text)


def main() -> None:
    """Stand up, strike, compare."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("stopped"))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sitrep-scheduler-") as name:
        folder = Path(name)
        with stand_up(folder) as world:
            report.say("Airflow runs: LocalExecutor, PostgreSQL, the DAGs of dags/")
            client = world.client()
            run_six_windows(world, client, report)
            undisturbed = folder / "undisturbed"
            world.pull_undisturbed(undisturbed)
            compare(world, undisturbed, report)
            before = digests(world.lake)
            for what, act in ACTIONS.items():
                act(client, report)
                report.check(digests(world.lake) == before, f"{what} changed no row")
            load(client, report)
            report.check(not differences(world.lake, world.warehouse), "the warehouse is the lake")
    raise SystemExit(f"{len(report.failed)} things do not hold" if report.failed else 0)


def run_six_windows(world: World, client: Client, report: Report) -> None:
    """Let the scheduler run its windows, and kill."""
    for kill in KILLS:
        report.say(kill.strike(world.folder))
    wait(lambda: client.ended("ingest", N_WINDOWS), "six windows", _SIX_WINDOWS_WITHIN_S)
    for run in client.runs("ingest"):
        tasks = client.tasks("ingest", run["dag_run_id"])
        again = [f"{task['task_id']} x{task['try_number']}" for task in tasks if is_again(task)]
        report.say(f"window of {run['data_interval_start'][11:16]}: {run['state']} {again or ''}")
    ended = [(run["run_type"], run["state"]) for run in client.runs("ingest")]
    report.check(ended == [("scheduled", "success")] * N_WINDOWS, "six scheduled windows succeeded")


def is_again(task: dict[str, Any]) -> bool:
    """Tell whether a task was tried more than once."""
    return int(task["try_number"]) > 1


def compare(world: World, undisturbed: Path, report: Report) -> None:
    """Hold the lake against the undisturbed one, and the warehouse against the lake."""
    ours, theirs = digests(world.lake), digests(undisturbed)
    for name, n_rows in counts(world.lake).items():
        if name in ours:
            report.check(ours[name] == theirs[name], f"{name}: {n_rows} rows, {ours[name]}")
    report.say(f"builds that ended, by window: {windows_built(world.lake)}")


def run_by_hand(client: Client, report: Report) -> None:
    """Trigger the third window again."""
    window = starts()[2].isoformat()
    run_id = client.trigger("ingest", window=window, mode="replay")
    finish(client, report, "ingest", N_WINDOWS + 1)
    (told,) = [t for t in client.tasks("ingest", run_id) if t["task_id"] == "publish"]
    report.check(told["state"] == "skipped", "a run by hand tells nobody, as nothing changed")


def clear(client: Client, report: Report) -> None:
    """Clear the second window, which runs again, polls and all."""
    run_id = client.runs("ingest")[1]["dag_run_id"]
    body = {"dag_run_id": run_id, "only_failed": False, "dry_run": False}
    client.post("dags/ingest/clearTaskInstances", **body)
    finish(client, report, "ingest", N_WINDOWS + 1)


def backfill(client: Client, report: Report) -> None:
    """Run four windows as a backfill of the DAG ingest."""
    client.post(
        "backfills",
        dag_id="ingest",
        from_date=starts()[0].isoformat(),
        to_date=starts()[3].isoformat(),
        reprocess_behavior="completed",
        max_active_runs=1,
    )
    wait(lambda: types(client)["backfill"] == 4, "a backfill of four runs", _ONE_RUN_WITHIN_S)
    finish(client, report, "ingest", N_WINDOWS + 1)
    report.check(types(client)["backfill"] == 4, "four windows ran as a backfill")


def backfill_by_form(client: Client, report: Report) -> None:
    """Run four windows with the DAG backfill."""
    until = starts()[3] + QUARTER
    asked = {"since": starts()[0].isoformat(), "until": until.isoformat()}
    run_id = client.trigger("backfill", **asked)
    finish(client, report, "backfill", 1)
    built = [t for t in client.tasks("backfill", run_id) if t["task_id"] == "build"]
    report.check(len(built) == 4, f"{format_window(starts()[0])} and three more built again")


def load(client: Client, report: Report) -> None:
    """Look at the loads so far, and load by hand."""
    wait(lambda: client.ended("load_warehouse", 1), "the loads", _ONE_RUN_WITHIN_S)
    loads = types(client, "load_warehouse")
    report.check(loads["asset_triggered"] >= 1, f"loads were started by the asset: {dict(loads)}")
    client.trigger("load_warehouse")
    finish(client, report, "load_warehouse", loads.total() + 1)


def types(client: Client, dag_id: str = "ingest") -> Counter[str]:
    """The runs of a DAG, by why they ran."""
    return Counter(run["run_type"] for run in client.runs(dag_id))


def finish(client: Client, report: Report, dag_id: str, n_runs: int) -> None:
    """Wait for the runs of a DAG to end, well."""
    wait(lambda: client.ended(dag_id, n_runs), f"{dag_id} to end", _ONE_RUN_WITHIN_S)
    states = Counter(run["state"] for run in client.runs(dag_id))
    report.check(set(states) == {"success"}, f"all {states.total()} runs of {dag_id} succeeded")


ACTIONS: dict[str, Callable[[Client, Report], Any]] = {
    "a run by hand": run_by_hand,
    "a clear of a past window": clear,
    "a backfill of four windows": backfill,
    "the DAG backfill over four windows": backfill_by_form,
}

if __name__ == "__main__":
    main()
