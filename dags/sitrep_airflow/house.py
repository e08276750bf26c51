"""The rules of the house that every task keeps: who owns it, how often and how long it is tried."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from sitrep_airflow.alerts import write_advice

TASK: dict[str, Any] = {
    "owner": "sitrep",
    "retries": int(os.environ.get("SITREP_RETRIES", "3")),
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=30),
    "on_failure_callback": write_advice,
}
#: The pools of pools.json: groups of feeds pulled at once, and the one writer of the lake.
FEEDS, LAKE = "feeds", "lake"
