"""Settings, from the environment, else from the Airflow Variable of the same name."""

from __future__ import annotations

import os

from airflow.sdk import Connection, Variable
from airflow.sdk.exceptions import AirflowNotFoundException

DEFAULTS = {
    "SITREP_FEEDS": "feeds.toml",
    "SITREP_LAKE": "lake",
    "SITREP_STATE": "sqlite:///state.db",
    "SITREP_GROUPS": "4",
    "SITREP_WAREHOUSE": "duckdb:///warehouse.duckdb",
    "SITREP_KEEP_BODIES_DAYS": "30",
    "SITREP_RESOLVE_DAYS": "14",
}
#: What a command reads from its own environment.
PASSED_ON = ("SITREP_ALLOW_NETWORKS", "SITREP_DEPOT", "SITREP_RUNNER", "SITREP_STATE")
#: The Airflow Connection that names the warehouse, password and all, when there is one.
WAREHOUSE = "sitrep_warehouse"


def setting(name: str) -> str:
    """Read a setting; empty when it is set nowhere and has no default."""
    return os.environ.get(name) or str(Variable.get(name, default=DEFAULTS.get(name, "")))


def environment() -> dict[str, str]:
    """The environment of a command: Airflow's own, and the settings that a command reads itself."""
    given = {name: setting(name) for name in PASSED_ON}
    return os.environ | {name: value for name, value in given.items() if value}


def warehouse() -> str:
    """The address of the warehouse: the Connection ``sitrep_warehouse``, else the setting."""
    try:
        address = Connection.get(WAREHOUSE).get_uri()
    except AirflowNotFoundException:
        return setting("SITREP_WAREHOUSE")
    scheme, _, rest = address.partition("://")
    return f"{'postgresql' if scheme == 'postgres' else scheme}://{rest}"
