"""Print what Airflow sees in dags/ as JSON; run in a Python where nothing is loaded yet."""

from __future__ import annotations

import json
import sys
from importlib import import_module, reload
from pathlib import Path
from typing import Any

DAGS = Path(__file__).resolve().parents[2] / "dags"
SIDE_EFFECTS = {"open", "socket.connect", "sqlite3.connect", "subprocess.Popen", "os.system"}
SOURCES = (".py", ".pyc", ".pyi")


def parse() -> dict[str, list[str]]:
    """Import the DAG files as Airflow does: what they load, and what they touch themselves."""
    task = import_module("airflow.sdk").task
    assert task.python  # Airflow looks for its providers once, whoever asks first
    before = set(sys.modules)
    files = [import_module(path.stem) for path in sorted(DAGS.glob("*.py"))]
    loaded = sorted(set(sys.modules) - before)
    touched: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        source = event == "open" and str(arguments[0]).endswith(SOURCES)
        if watching and event in SIDE_EFFECTS and not source:
            touched.append(f"{event} {arguments[0]}")

    sys.addaudithook(watch)
    for file in files:
        reload(file)
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
        "advises": bool(task.on_failure_callback),
        "outlets": sorted(asset.name for asset in task.outlets),
        "names": getattr(task, "map_index_template", None),
    }


def describe_dag(dag: Any) -> dict[str, Any]:
    """What a DAG promises."""
    return {
        "doc": dag.doc_md,
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "timeout_s": dag.dagrun_timeout.total_seconds(),
        "timetable": repr(dag.timetable),
        "params": sorted(dag.params),
        "titles": [param.schema.get("title") for param in dag.params.values()],
        "tags": sorted(dag.tags),
        "tasks": {task.task_id: describe_task(task) for task in dag.tasks},
    }


def describe() -> dict[str, Any]:
    """What the folder holds."""
    bag = import_module("airflow.dag_processing.dagbag").DagBag(str(DAGS))
    return {
        "errors": bag.import_errors,
        "dags": {name: describe_dag(dag) for name, dag in bag.dags.items()},
    }


if __name__ == "__main__":
    sys.path.append(str(DAGS))
    sys.stdout.write(json.dumps({"parse": parse(), **describe()}) + "\n")
