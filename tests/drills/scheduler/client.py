"""Airflow's own interface, as its screens use it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx

_LOOK_EVERY_S = 1.0
ENDED = ("success", "failed")


class Client:
    """A signed-in user of a running Airflow."""

    def __init__(self, base: str, password: str) -> None:
        self._http = httpx.Client(base_url=base, timeout=60, trust_env=False)
        signed_in = {"username": "admin", "password": password}
        token = self._http.post("/auth/token", json=signed_in).raise_for_status().json()
        self._http.headers["Authorization"] = f"Bearer {token['access_token']}"

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """Read something."""
        answer = self._http.get(f"/api/v2/{path}", params=query)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Ask for something to be done."""
        answer = self._http.post(f"/api/v2/{path}", json=body)
        if answer.is_error:
            raise SystemExit(f"{path}: {answer.status_code} {answer.text}")
        done: dict[str, Any] = answer.json()
        return done

    def runs(self, dag_id: str) -> list[dict[str, Any]]:
        """The runs of a DAG, oldest first."""
        runs: list[dict[str, Any]] = self.get(f"dags/{dag_id}/dagRuns", limit=100)["dag_runs"]
        return sorted(runs, key=lambda run: (run["run_after"], run["dag_run_id"]))

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """The tasks of a run, each as task_id, map_index, state, try_number."""
        found = self.get(f"dags/{dag_id}/dagRuns/{run_id}/taskInstances", limit=100)
        tasks: list[dict[str, Any]] = found["task_instances"]
        return tasks

    def trigger(self, dag_id: str, **conf: Any) -> str:
        """Start a run by hand; returns its id."""
        return str(self.post(f"dags/{dag_id}/dagRuns", logical_date=None, conf=conf)["dag_run_id"])

    def ended(self, dag_id: str, n_runs: int) -> bool:
        """Tell whether a DAG has had so many runs, and none is under way."""
        states = [run["state"] for run in self.runs(dag_id)]
        return len(states) >= n_runs and all(state in ENDED for state in states)


def wait(ready: Callable[[], bool], what: str, within_s: float) -> None:
    """Wait until something is so."""
    until = time.monotonic() + within_s
    while not ready():
        if time.monotonic() > until:
            raise SystemExit(f"waited {within_s:.0f} s in vain for {what}")
        time.sleep(_LOOK_EVERY_S)
