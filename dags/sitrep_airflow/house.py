"""The rules of the house that every DAG and task keeps: one run at a time, who is told, retries."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from sitrep_airflow.alerts import notifiers, write_advice

TASK: dict[str, Any] = {
    "owner": "sitrep",
    "retries": int(os.environ.get("SITREP_RETRIES", "3")),
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=30),
    "on_failure_callback": write_advice,
}
DAG: dict[str, Any] = {
    "start_date": datetime(2022, 1, 1, tzinfo=UTC),
    "catchup": False,
    "max_active_runs": 1,
    "default_args": TASK,
    "on_failure_callback": notifiers(),
}
#: The pools of pools.json: groups of feeds pulled at once, and the one writer of the lake.
FEEDS, LAKE = "feeds", "lake"
