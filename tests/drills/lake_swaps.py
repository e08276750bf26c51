"""How often a naive read fails that a swap falls into, and how seldom that is.

The link ``current`` is swapped to and fro between two versions in which every day was written
anew, about once in two reads; a swap costs nothing here, so that thousands are seen. What is found
is the time within a read in which a swap fails it, and from that the share of reads that fail when
a run publishes every quarter of an hour.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.lake import Lake
from pipeline.lake.files import point
from pipeline.lake.layout import Layout
from pipeline.lake.published.views import list_views
from tests.drills.lake_readers import CHECKS, Reader, check_naive, is_file_gone
from tests.unit.lake.publisher import publish_version

#: Seconds between two swaps as they are at most: runs own a quarter of an hour.
WINDOW_S = 900
_WARM_READS = 3


@dataclass(slots=True)
class _Told:
    """What one reader found: reads, those that found a file gone, those that lacked rows."""

    reads: int = 0
    gone: int = 0
    short: int = 0
    swaps: int = 0
    seconds: float = 0.0

    def share(self, failed: int) -> float:
        """The share of reads that fail with a swap in each window."""
        return failed / max(self.swaps, 1) * self.read_s / WINDOW_S

    @property
    def read_s(self) -> float:
        """How long a read takes."""
        return self.seconds / self.reads


def run(folder: Path, options: argparse.Namespace) -> list[str]:
    """Read naively in every way while somebody swaps; print what came of it."""
    lake = Lake(folder)
    with lake.lock():
        for _ in range(2):
            publish_version(lake, options.days, options.incidents)
    for check, read in CHECKS:
        if check is check_naive:
            told = _read_beside_swaps(read, folder, options)
            print(
                f"{read.__name__:<13} {told.reads:>6} reads of {told.read_s:.3f} s beside "
                f"{told.swaps} swaps: {told.gone} found a file gone, {told.short} lacked rows; "
                f"with a swap in {WINDOW_S} s {told.share(told.gone):.1e} and "
                f"{told.share(told.short):.1e} of all reads",
                flush=True,
            )
    return []


def _read_beside_swaps(read: Reader, lake: Path, options: argparse.Namespace) -> _Told:
    def look() -> str | None:
        return check_naive(read, lake, options.incidents)

    for _ in range(_WARM_READS):
        began = time.monotonic()
        look()
    told = _Told()
    with _swapping(lake, 2 * (time.monotonic() - began), options.seed) as stop:
        began = time.monotonic()
        while time.monotonic() < began + options.seconds:
            told.reads += 1
            _note(look, told)
        told.seconds = time.monotonic() - began
        told.swaps = stop()
    return told


def _note(look: Callable[[], str | None], told: _Told) -> None:
    try:
        told.short += look() is not None
    except Exception as error:
        if not is_file_gone(error):
            raise
        told.gone += 1


@contextmanager
def _swapping(lake: Path, every_s: float, seed: int) -> Iterator[Callable[[], int]]:
    """Swap during the block; what it yields ends that and says how many swaps there were."""
    line, theirs = Pipe()
    process = get_context("spawn").Process(
        target=_swap_on, args=(lake, every_s, seed, theirs), daemon=True
    )
    process.start()
    line.recv()

    def stop() -> int:
        line.send("stop")
        return int(line.recv())

    try:
        yield stop
    finally:
        process.kill()
        process.join()


def _swap_on(lake: Path, every_s: float, seed: int, line: Connection) -> None:
    """Swap at random moments until somebody says that it is enough; then tell how often."""
    layout, moments, swaps = Layout(lake), random.Random(seed), 0
    line.send("ready")
    for view in cycle(list_views(layout)[-2:]):
        if line.poll(moments.expovariate(1 / every_s)):
            break
        point(layout.current, f".views/{view.name}")
        swaps += 1
    line.send(swaps)
