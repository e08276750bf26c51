"""Which windows have landed, and how often each was built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

#: A run builds what has landed up to so long before its window and still waits; what is older was
#: put there on purpose (an import), and is built when its owner says so.
REACH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LandedWindow:
    """A window that has landed something, and when each of its builds ended."""

    start: datetime
    built_at: tuple[datetime, ...] = ()


def look_up(lake: Path, starts: Iterable[datetime]) -> list[LandedWindow]:
    """How often windows were built."""
    from pipeline.lake import Lake

    built: dict[datetime, list[datetime]] = {start: [] for start in starts}
    days = frozenset(start.date() for start in built)
    columns = ["window_start", "finished_at"]
    runs = Lake(lake).snapshot().read("runs", columns=columns, days=days).to_pylist()
    for run in runs if days else ():
        if run["window_start"] in built:
            built[run["window_start"]].append(run["finished_at"])
    return [LandedWindow(start, tuple(ends)) for start, ends in built.items()]


def find_waiting(lake: Path, before: datetime) -> list[datetime]:
    """Windows of the last time before one that have landed and were never built, oldest first."""
    from pipeline.lake.landing import landed_windows

    recent = (start for start in landed_windows(lake) if before - REACH <= start < before)
    return [window.start for window in look_up(lake, recent) if not window.built_at]
