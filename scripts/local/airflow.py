"""Start and stop a local Airflow."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts.local.place import BIN, CHECKOUT, Place
from scripts.local.processes import Processes

#: In the order of their start; they are ended in the opposite one.
COMPONENTS = {
    "api-server": ["api-server"],
    # task logs are read from the disk: a server for them would listen on every address
    "triggerer": ["triggerer", "--skip-serve-logs"],
    "dag-processor": ["dag-processor"],
    "scheduler": ["scheduler", "--skip-serve-logs"],
}
HEALTHY = ("metadatabase", "scheduler", "dag_processor")
_STARTS_WITHIN_S = 300.0
_LOOK_EVERY_S = 0.5


def prepare(home: Path, environment: Mapping[str, str]) -> None:
    """Make or upgrade Airflow's database, and the pools that the DAGs use."""
    home.mkdir(parents=True, exist_ok=True)
    for line in (["db", "migrate"], ["pools", "import", str(CHECKOUT / "dags" / "pools.json")]):
        done = subprocess.run(
            [str(BIN / "airflow"), *line],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{done.stdout[-2000:]}\nairflow {' '.join(line)} failed, see above")


def start(place: Place, processes: Processes, environment: Mapping[str, str]) -> None:
    """Start all components, and wait until they say that they are well."""
    for name, line in COMPONENTS.items():
        processes.start(name, [str(BIN / "airflow"), *line], environment)
        if name == "api-server":  # a task that is started earlier finds nobody to report to
            wait_until(processes, lambda: bool(ask_health(place.base)), "the API server")
    wait_until(processes, lambda: is_healthy(place.base), "Airflow to be healthy")


def wait_until(
    processes: Processes, ready: Callable[[], bool], what: str, within_s: float = _STARTS_WITHIN_S
) -> None:
    """Wait for something; ends with a word of why when a process ends or time runs out."""
    expected = set(processes.running())
    until = time.monotonic() + within_s
    while not ready():
        dead = expected - set(processes.running())
        if dead or time.monotonic() > until:
            logs = ", ".join(str(processes.log(name)) for name in sorted(dead or expected))
            why = f"{', '.join(sorted(dead))} ended" if dead else "it took too long"
            raise SystemExit(f"waited for {what}: {why}; see {logs}")
        time.sleep(_LOOK_EVERY_S)


def is_healthy(base: str) -> bool:
    """Tell whether all parts of Airflow are well."""
    health = ask_health(base)
    return bool(health) and all(health[part]["status"] == "healthy" for part in HEALTHY)


def ask_health(base: str) -> dict[str, Any]:
    """Ask Airflow how its parts are; empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"{base}/api/v2/monitor/health", timeout=5) as answer:
            health: dict[str, Any] = json.load(answer)
    except OSError:
        return {}
    return health


def password(home: Path) -> str:
    """The password of the user admin, which Airflow has made up."""
    file = home / "simple_auth_manager_passwords.json.generated"
    return str(json.loads(file.read_text("utf-8"))["admin"])
