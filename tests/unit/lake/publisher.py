"""Publishes version after version until it is killed: ``python publisher.py LAKE DAYS INCIDENTS``.

In version n every incident has n dead, so a reader that sees two numbers has seen two versions. The
first third of the incidents moves to another day in every version.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from pipeline.lake import Lake, next_change_seq
from tests.unit.lake.world import FIRST_DAY, make_edits, tell


def moves(number: int, n_incidents: int) -> bool:
    """Whether an incident is on another day in every version."""
    return number < n_incidents // 3


def main(path: Path, n_days: int, n_incidents: int) -> None:
    """Publish for ever."""
    days = [FIRST_DAY + timedelta(days=n) for n in range(n_days)]
    lake = Lake(path)
    while True:
        with lake.lock(wait=True):
            lake.heal()
            snapshot = lake.snapshot()
            version = snapshot.change_seq // n_incidents + 1
            moved = [version if moves(n, n_incidents) else 0 for n in range(n_incidents)]
            told = [tell(n, days[(n + m) % n_days], version) for n, m in enumerate(moved)]
            lake.commit(make_edits(told, days, next_change_seq(snapshot)), run=f"v{version}")
        sys.stdout.write(f"{version}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
