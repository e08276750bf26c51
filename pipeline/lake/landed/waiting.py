"""Which windows have landed, how often each was built, and which wait for a build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.lake.landed.landing import landed_at, landed_windows
from pipeline.lake.layout import Layout
from pipeline.lake.published.views import take_snapshot

#: A run builds what has landed up to so long before its window and still waits; what is older was
#: put there on purpose (an import), and is built when its owner says so.
REACH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LandedWindow:
    """A window that has landed something.

    Args:
        start: the window.
        landed_at: when it last landed something; None when it has no file.
        builds: when each of its builds began and was ready.
    """

    start: datetime
    landed_at: datetime | None = None
    builds: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something has landed that no build can have seen.

        It may have been built while a slow run still fetched, or before a later run landed what a
        killed one had left.
        """
        begun = max((began for began, _ in self.builds), default=None)
        return begun is None or (self.landed_at is not None and self.landed_at > begun)


def look_up(lake: Path, starts: Iterable[datetime]) -> list[LandedWindow]:
    """How often windows were built."""
    builds: dict[datetime, list[tuple[datetime, datetime]]] = {start: [] for start in starts}
    days = frozenset(start.date() for start in builds)
    columns = ["window_start", "started_at", "finished_at"]
    runs = take_snapshot(Layout(lake)).read("runs", columns=columns, days=days).to_pylist()
    for run in runs if days else ():
        if run["window_start"] in builds:
            builds[run["window_start"]].append((run["started_at"], run["finished_at"]))
    return [LandedWindow(at, landed_at(lake, at), tuple(ends)) for at, ends in builds.items()]


def find_waiting(lake: Path, before: datetime | None = None) -> list[LandedWindow]:
    """Windows that have landed and wait for a build, oldest first.

    Args:
        lake: where.
        before: only those of the last time before this window.
    """
    starts = landed_windows(lake)
    if before is not None:
        starts = [start for start in starts if before - REACH <= start < before]
    return [window for window in look_up(lake, starts) if window.waits]
