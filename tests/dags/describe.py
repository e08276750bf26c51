"""Print what Airflow sees in dags/ as JSON; run in a Python where nothing is loaded yet."""

from __future__ import annotations

import json
import sys
from importlib import import_module, reload
from typing import Any

SIDE_EFFECTS = {"open", "socket.connect", "sqlite3.connect", "subprocess.Popen", "os.system"}
SOURCES = (".py", ".pyc", ".pyi")


def parse() -> dict[str, list[str]]:
    """Import the DAG file as Airflow does: what it loads, and what the file itself touches."""
    task = import_module("airflow.sdk").task
    assert task.python  # Airflow looks for its providers once, whoever asks first
    before = set(sys.modules)
    dag_file = import_module("dags.ingest")
    loaded = sorted(set(sys.modules) - before)
    touched: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        source = event == "open" and str(arguments[0]).endswith(SOURCES)
        if watching and event in SIDE_EFFECTS and not source:
            touched.append(f"{event} {arguments[0]}")

    sys.addaudithook(watch)
    reload(dag_file)
    watching = False
    return {"touched": touched, "loaded": loaded}


def describe_task(task: Any) -> dict[str, Any]:
    """What a task promises."""
    return {
        "owner": task.owner,
        "retries": task.retries,
        "backoff": task.retry_exponential_backoff,
        "timeout_s": task.execution_timeout.total_seconds(),
        "pool": task.pool,
        "upstream": sorted(task.upstream_task_ids),
        "doc": task.doc_md,
    }


def describe() -> dict[str, Any]:
    """What the folder holds."""
    bag = import_module("airflow.dag_processing.dagbag").DagBag("dags")
    (dag,) = bag.dags.values()
    return {
        "errors": bag.import_errors,
        "dag_id": dag.dag_id,
        "doc": dag.doc_md,
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "timeout_s": dag.dagrun_timeout.total_seconds(),
        "timetable": repr(dag.timetable),
        "params": sorted(dag.params),
        "tasks": {task.task_id: describe_task(task) for task in dag.tasks},
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"parse": parse(), **describe()}) + "\n")
