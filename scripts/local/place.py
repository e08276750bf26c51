"""The folder of a local Airflow, and the environment that its processes share."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.local.postgres import Postgres

CHECKOUT = Path(__file__).resolve().parents[2]
BIN = Path(sys.prefix) / "bin"
#: Ports that are asked for first.
AIRFLOW_PORT, NEWSWIRE_PORT, POSTGRES_PORT = 8080, 8765, 5433


@dataclass(frozen=True, slots=True)
class Place:
    """One local Airflow: its folder, its ports, and whether PostgreSQL keeps its data."""

    root: Path
    port: int
    postgres_port: int | None = None

    @property
    def home(self) -> Path:
        """Airflow's own folder."""
        return self.root / "airflow"

    @property
    def base(self) -> str:
        """The address of its screens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def postgres(self) -> Postgres | None:
        """The database server, when one is used."""
        if self.postgres_port is None:
            return None
        return Postgres(self.root / "postgres", self.postgres_port)

    def environment(self, feeds: Path) -> dict[str, str]:
        """What all processes find in their environment."""
        return {
            **os.environ,
            **self._airflow(),
            **self._sitrep(feeds),
            "PATH": f"{BIN}:{os.environ['PATH']}",
        }

    def _airflow(self) -> dict[str, str]:
        settings = {
            "CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
            "CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
            "CORE__LOAD_EXAMPLES": "False",
            "CORE__PARALLELISM": "4",
            "CORE__EXECUTOR": "LocalExecutor",
            "API__HOST": "127.0.0.1",
            "API__PORT": str(self.port),
            "API__BASE_URL": self.base,
            "API__WORKERS": "1",
            "CORE__EXECUTION_API_SERVER_URL": f"{self.base}/execution/",
            # on a busy machine an answer takes longer than the five seconds that tasks wait
            "WORKERS__EXECUTION_API_TIMEOUT": "60",
            "USAGE_DATA_COLLECTION__ENABLED": "False",
        }
        if self.postgres:
            url = self.postgres.url("airflow", "psycopg")
            settings |= {"DATABASE__SQL_ALCHEMY_CONN": url, "DATABASE__SQL_ALCHEMY_CONN_ASYNC": url}
        named = {f"AIRFLOW__{name}": value for name, value in settings.items()}
        return {"AIRFLOW_HOME": str(self.home), **named}

    def _sitrep(self, feeds: Path) -> dict[str, str]:
        settings = {
            "SITREP_FEEDS": str(feeds),
            "SITREP_LAKE": str(self.root / "lake"),
            "SITREP_STATE": f"sqlite:///{self.root}/state.db",
            "SITREP_WAREHOUSE": f"duckdb:///{self.root}/warehouse.duckdb",
            "SITREP_GROUPS": "2",
        }
        if self.postgres:
            settings |= {
                "SITREP_STATE": self.postgres.url("state", "psycopg"),
                "AIRFLOW_CONN_SITREP_WAREHOUSE": self.postgres.url("warehouse"),
            }
        return settings


def choose_port(preferred: int) -> int:
    """A port on loopback that nobody listens on: the preferred one, else any."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("no port is free on 127.0.0.1")
