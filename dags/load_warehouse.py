"""Bring the warehouse to the state of the lake, each time that a window has changed an incident.

    sitrep.incidents -> load -> sitrep.warehouse

A load follows the change feed from its high-water mark, kept in the warehouse itself, in one
transaction: loads that were missed are made up for by the next one, and a load with nothing to do
changes nothing. Where to: the Airflow Connection `sitrep_warehouse` (PostgreSQL), else the setting
`SITREP_WAREHOUSE`, by default a DuckDB file.

Whoever needs the fresh tables waits for the asset `sitrep.warehouse`, or, for one run per day that
changed, for `sitrep.incidents.by_day` with `PartitionedAssetTimetable`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Param, dag, get_current_context, task

from sitrep_airflow.assets import INCIDENTS, WAREHOUSE
from sitrep_airflow.commands import call
from sitrep_airflow.house import DAG
from sitrep_airflow.settings import setting, warehouse

FORM = {
    "full": Param(
        False,
        type="boolean",
        title="Load everything anew",
        description_md="Off: what has changed since the last load. On: all tables, from scratch, "
        "for a warehouse that somebody has written to.",
    ),
}


@task(outlets=[WAREHOUSE], multiple_outputs=False, max_active_tis_per_dag=1)
def load() -> dict[str, Any]:
    """Load what has changed since the last load."""
    context = get_current_context()
    full = ("--full",) if context["params"]["full"] else ()
    # the address holds a password: it goes by the environment, which only we can read
    done = call("load", "--lake", setting("SITREP_LAKE"), *full, SITREP_WAREHOUSE=warehouse())
    context["outlet_events"][WAREHOUSE].extra = {
        name: done[name] for name in ("change_seq", "lake_version") if name in done
    }
    return done


@dag(
    dag_id="load_warehouse",
    doc_md=__doc__,
    schedule=[INCIDENTS],
    dagrun_timeout=timedelta(hours=2),
    params=FORM,
    tags=["sitrep", "warehouse"],
    **DAG,
)
def load_warehouse() -> None:
    """Load."""
    load()


load_warehouse()
