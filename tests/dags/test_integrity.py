"""The rules that every DAG of the folder keeps, as Airflow reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import schemas
from sitrep_airflow import assets, house

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"apache_beam", "deltalake", "feedparser", "numpy", "pandas", "pipeline", "pyarrow"}
DAGS = ("backfill", "ingest", "load_warehouse", "maintain")
#: Tasks that only look at what others have come to.
STILL = {"plan", "pull.gather", "gather", "watch"}


@pytest.fixture(scope="module")
def described() -> Any:
    """What Airflow makes of the folder."""
    script = Path(__file__).with_name("describe.py")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(params=DAGS)
def dag(request: pytest.FixtureRequest, described: Any) -> Any:
    """One of the DAGs."""
    return described["dags"][request.param]


def test_the_folder_parses_to_its_dags_without_errors(described: Any) -> None:
    assert described["errors"] == {}
    assert sorted(described["dags"]) == list(DAGS)


def test_parsing_loads_nothing_heavy_and_touches_nothing(described: Any) -> None:
    loaded = {name.split(".")[0] for name in described["parse"]["loaded"]}
    assert {*DAGS, "sitrep_airflow"} <= loaded
    assert not loaded & HEAVY
    assert described["parse"]["touched"] == []


def test_a_dag_says_what_it_does_and_can_be_found(dag: Any) -> None:
    assert "->" in dag["doc"]
    assert "sitrep" in dag["tags"]
    assert all(dag["titles"])


def test_runs_of_a_dag_never_overlap_are_not_made_up_for_and_end(dag: Any) -> None:
    assert dag["max_active_runs"] == 1
    assert dag["catchup"] is False
    assert dag["timeout_s"] > 0


def test_every_task_has_an_owner_a_time_limit_and_a_description(dag: Any) -> None:
    for name, task in dag["tasks"].items():
        assert task["owner"] == "sitrep", name
        assert 0 < task["timeout_s"] <= dag["timeout_s"], name
        assert task["doc"], name
        assert task["advises"] or name == "watch", name


def test_what_touches_the_world_is_tried_again_ever_more_slowly(dag: Any) -> None:
    for name in set(dag["tasks"]) - STILL:
        assert dag["tasks"][name]["retries"] >= 2, name
        assert dag["tasks"][name]["backoff"] > 1, name


def test_feeds_are_pulled_in_one_pool_and_the_lake_has_one_writer(described: Any) -> None:
    pools: dict[str, set[str]] = {}
    for dag_id, dag in described["dags"].items():
        for name, task in dag["tasks"].items():
            pools.setdefault(task["pool"], set()).add(f"{dag_id}.{name}")
    assert pools[house.FEEDS] == {"ingest.pull.poll", "ingest.pull.fetch"}
    assert pools[house.LAKE] == {
        "backfill.build",
        "backfill.import_warc",
        "ingest.build",
        "ingest.make_up",
        "maintain.resolve_again",
        "maintain.tidy",
    }
    made = json.loads((ROOT / "dags" / "pools.json").read_text("utf-8"))
    assert set(pools) - {"default_pool"} == set(made)
    assert made[house.LAKE]["slots"] == 1


def test_mapped_tasks_have_names_that_people_can_read(described: Any) -> None:
    tasks = described["dags"]["ingest"]["tasks"] | described["dags"]["backfill"]["tasks"]
    assert {name for name, task in tasks.items() if task["names"]} == {
        "pull.poll",
        "pull.fetch",
        "build",
    } & set(tasks)


def test_a_window_runs_every_quarter_of_an_hour_and_the_chores_once_a_day(described: Any) -> None:
    assert "*/15 * * * *" in described["dags"]["ingest"]["timetable"]
    assert "40 3 * * *" in described["dags"]["maintain"]["timetable"]
    assert "UTC" in described["dags"]["ingest"]["timetable"]


def test_every_public_table_is_an_asset_that_who_builds_tells_of(described: Any) -> None:
    assert sorted(assets.TABLES) == sorted(schemas.dataset_names())
    every = sorted(asset.name for asset in assets.PUBLISHED)
    for dag_id in ("backfill", "ingest", "maintain"):
        assert described["dags"][dag_id]["tasks"]["publish"]["outlets"] == every
    assert described["dags"]["ingest"]["tasks"]["make_up"]["outlets"] == every


def test_the_warehouse_waits_for_incidents(described: Any) -> None:
    dag = described["dags"]["load_warehouse"]
    assert "Asset" in dag["timetable"]
    assert dag["tasks"]["load"]["outlets"] == ["sitrep.warehouse"]


def test_the_build_waits_for_the_plan_and_for_every_group(described: Any) -> None:
    tasks = described["dags"]["ingest"]["tasks"]
    assert tasks["build"]["upstream"] == ["gather", "plan"]
    assert tasks["gather"]["upstream"] == ["pull.fetch"]
    assert tasks["publish"]["upstream"] == ["build", "check"]
