"""What a window costs when history grows, and what a rebuild of everything needs."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median

from bench.findings import Curve, Figures, Finding
from bench.history import A_DAY, FIRST_DAY, draw_day, to_mentions, write_history
from bench.runner import Settings
from pipeline.beam.account import Account
from pipeline.beam.affect import Affect
from pipeline.beam.decisions import NO_DECISIONS
from pipeline.beam.elements import Component, Drop
from pipeline.beam.reread import PART_ROWS
from pipeline.lake import Lake
from pipeline.records import Mention
from pipeline.resolve import resolve
from pipeline.resolve.clustering import incidents_of_component

#: Mentions of history.
SIZES = (100_000, 1_000_000, 2_000_000, 5_000_000)
#: New mentions of a window.
NEW = 200
#: Mentions that are resolved at once, for each that the limit allows of a history's thousands.
WHOLE = 25


def measure(settings: Settings) -> Iterator[Finding]:
    """Time windows after ever longer histories, then resolve a million mentions at once."""
    sizes = [size for size in SIZES if size <= max(settings.limit * 1_000, SIZES[0])]
    with tempfile.TemporaryDirectory() as temporary:
        folder = settings.keep or Path(temporary)
        points, rows = [], []
        for size in sizes:
            lake = write_history(folder / str(size), size)
            seconds, n_read = _time_windows(lake.path, size, settings.rounds)
            settings.say(f"history of {size:,}: {seconds:.2f} s a window, {n_read:,} touched")
            points.append((float(size), seconds))
            rows.append((f"{size:,} mentions", f"{seconds:.2f} s, {n_read:,} mentions touched"))
    yield Curve(
        "Resolving, by history",
        f"A window of {NEW} new mentions, {A_DAY:,} mentions a day of history: find what they "
        "touch, resolve it again, compare with the incidents of today (median of windows).",
        "mentions of history",
        "seconds a window (cpu)",
        {"sitrep": points},
        is_log=True,
    )
    yield Figures("Resolving, window by window", "The same in figures.", tuple(rows))
    yield _measure_whole(settings.limit * WHOLE)


def _time_windows(folder: Path, size: int, rounds: int) -> tuple[float, int]:
    """Median seconds of a window at the end of history, and the mentions that it touches.

    In a process of its own: one that has just written the history has a heap full of it, and pays
    for that in every collection of garbage.
    """
    script = (
        f"from bench.resolve import time_windows; time_windows({str(folder)!r}, {size}, {rounds})"
    )
    seconds, touched = _run(script)
    return float(seconds), int(touched)


def time_windows(folder: str, size: int, rounds: int) -> None:
    """Time windows at the end of a history; prints median cpu seconds and mentions touched."""
    lake = Lake(Path(folder))
    last = FIRST_DAY + timedelta(days=size // A_DAY - 1)
    seconds, touched = [], 0
    for n in range(rounds + 1):
        window = datetime.combine(last, clock(13), UTC) + n * timedelta(minutes=15)
        told = to_mentions(draw_day(last, NEW, seed=n + 1), window)
        gc.collect()
        started = time.process_time()
        touched = run_window(lake, told, window)
        seconds.append(time.process_time() - started)
    sys.stdout.write(f"{median(seconds[1:]):.3f} {touched}\n")


def run_window(lake: Lake, told: list[Mention], window: datetime) -> int:
    """Resolve new mentions against a lake, as the job's steps do; gives how many they touch."""
    snapshot = lake.snapshot()
    touched = list(Affect(snapshot, NO_DECISIONS)([*told]))
    components = [record.mentions for record in touched if isinstance(record, Component)]
    mentions = [mention for members in components for mention in members]
    fused = [one for members in components for one in incidents_of_component(members)]
    drops = [record for record in touched if isinstance(record, Drop)]
    list(Account(snapshot, window, NO_DECISIONS)([*mentions, *drops, *fused]))
    return len(mentions)


def _measure_whole(count: int) -> Figures:
    """Resolve many mentions in a process of its own, whose memory can be told."""
    count -= count % A_DAY
    script = f"from bench.resolve import resolve_whole; resolve_whole({count})"
    seconds, gigabytes, incidents = _run(script)
    return Figures(
        "Resolving everything anew",
        f"{count:,} mentions in one process; a rebuild takes up a history in parts of "
        f"{PART_ROWS:,}.",
        (("seconds (cpu)", seconds), ("memory", f"{gigabytes} GB"), ("incidents", incidents)),
    )


def _run(script: str) -> list[str]:
    """Run a script in a process of its own; the words that it prints."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def resolve_whole(count: int) -> None:
    """Resolve so many mentions; prints cpu seconds, peak memory in GB and incidents."""
    told = [
        mention
        for n in range(count // A_DAY)
        for mention in to_mentions(
            draw_day(FIRST_DAY + timedelta(days=n), A_DAY),
            datetime.combine(FIRST_DAY + timedelta(days=n), clock(12), UTC),
        )
    ]
    started = time.process_time()
    incidents = len(resolve(told))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    sys.stdout.write(f"{seconds:.0f} {peak:.1f} {incidents}\n")
