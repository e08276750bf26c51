"""Publishes version after version until it is killed.

In version n every incident has n dead, so a reader that sees two numbers has seen two versions. The
first third of the incidents moves to another day in every version.
"""

from __future__ import annotations

from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.lake import Lake, next_change_seq
from tests.unit.lake.world import FIRST_DAY, make_edits, tell


def moves(number: int, n_incidents: int) -> bool:
    """Whether an incident is on another day in every version."""
    return number < n_incidents // 3


def publish_version(lake: Lake, n_days: int, n_incidents: int) -> None:
    """Publish the next version of a lake whose lock is held."""
    days = [FIRST_DAY + timedelta(days=n) for n in range(n_days)]
    snapshot = lake.snapshot()
    version = snapshot.change_seq // n_incidents + 1
    moved = [version if moves(n, n_incidents) else 0 for n in range(n_incidents)]
    told = [tell(n, days[(n + m) % n_days], version) for n, m in enumerate(moved)]
    lake.commit(make_edits(told, days, next_change_seq(snapshot)), run=f"v{version}")


def publish_on(path: Path, n_days: int, n_incidents: int, line: Connection) -> None:
    """Publish for ever; tells when it has begun a version, and when that is published."""
    lake = Lake(path)
    while True:
        with lake.lock(wait=True):
            line.send("begun")
            lake.heal()
            publish_version(lake, n_days, n_incidents)
        line.send("published")
