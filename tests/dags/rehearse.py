"""Run DAGs on an Airflow of their own, in one process, as told by lines of JSON.

In: ``{"dag_id", "conf", "environment"}``. Out: ``{"state", "tasks", "events", "xcom", "names"}``.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def prepare() -> None:
    """Make the database and the pools."""
    import_module("airflow.utils.db").initdb()
    pools = json.loads(os.environ["REHEARSAL_POOLS"])
    pool = import_module("airflow.models.pool").Pool
    for name, made in pools.items():
        pool.create_or_update_pool(name, made["slots"], made["description"], False)


def parse() -> Any:
    """The DAGs, read anew: a run leaves its form in them."""
    folder = Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    bag = import_module("airflow.dag_processing.dagbag").BundleDagBag
    return bag(dag_folder=folder, bundle_path=folder, bundle_name="dags-folder")


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run a DAG once and look at what became of it."""
    os.environ.update(request["environment"])
    done = parse().dags[request["dag_id"]].test(run_conf=request["conf"])
    session = import_module("airflow.settings").Session()
    query = import_module("sqlalchemy").text
    own = {"dag_id": done.dag_id, "run_id": done.run_id}
    tasks = done.get_task_instances()
    events = session.execute(
        query(
            "select name, event.extra, partition_key from asset_event event "
            "join asset on asset.id = event.asset_id "
            "where source_dag_id = :dag_id and source_run_id = :run_id order by name"
        ),
        own,
    ).all()
    return {
        "state": str(done.state),
        "tasks": {
            task.task_id + (f".{task.map_index}" if task.map_index >= 0 else ""): str(task.state)
            for task in tasks
        },
        "names": sorted(task.rendered_map_index for task in tasks if task.rendered_map_index),
        "events": [[name, json.loads(extra), day] for name, extra, day in events],
        "xcom": {
            task.task_id: task.xcom_pull(task_ids=task.task_id)
            for task in tasks
            if task.map_index < 0 and str(task.state) == "success"
        },
    }


def main() -> None:
    """Answer each line of standard input with a line of standard output."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what tasks print is no answer
    prepare()
    for line in sys.stdin:
        answers.write(json.dumps(run(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
