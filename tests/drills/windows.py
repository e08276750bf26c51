"""Many small windows, one after another: to build one takes no more for all that came before it.

``python -m tests.drills.windows`` lands 200 windows of a few pages, one every quarter of an hour,
and builds them in both ways in which windows are built: each by the command, as a schedule does,
and all by the process of a rebuild, which is replaced now and then. It prints the most memory
that windows took, and by how much that grew from one to the next: a line of least squares from
``SETTLED`` windows on, when all that is loaded once has been; of a rebuild one through the averages
of its processes. More than ``MAX_GROWTH_MB`` ends the drill with 1.

The lake has the days that a window's articles are compared with before the first window is built,
each with as many pages as the windows bring in a day. A window reads all of them, so in a lake that
is filled from nothing each has more to read than the one before, until these days are full: that
tells how much a window reads, not what the windows before it have left.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import fmean, linear_regression

import click

from pipeline import ids
from pipeline.beam.build import BuildSettings, build
from pipeline.beam.builder import WINDOWS_A_PROCESS, open_builder
from pipeline.cli import use_small_pages
from pipeline.lake.landed.landing import land
from pipeline.records import Page
from pipeline.syndication import WINDOW_DAYS
from tests.drills.watch import forget_peak_mb, peak_mb, watch_sitrep
from tests.drills.window import WINDOW, make_pages

EVERY = timedelta(minutes=15)
PAGES = 20
#: Windows that are built before growth counts, and between two lines of what they took.
SETTLED = 10
#: Pages of a day before the first window, whose numbers no window has.
PAGES_A_DAY = timedelta(days=1) // EVERY * PAGES
FIRST_FILLED = 1_000_000
#: A window's pages, articles and rows are some 200 kB in memory: keeping them all would show.
MAX_GROWTH_MB = 0.1


@dataclass(frozen=True, slots=True)
class Series:
    """The most memory that each window took, in MB, in the order in which they were built.

    Every ``cycle`` windows begin with a new process, which has to fill up first.
    """

    name: str
    cycle: int = 1
    peaks_mb: list[float] = field(default_factory=list)

    def add(self, peak_mb: float) -> None:
        """Take down a window; say now and then how it goes."""
        self.peaks_mb.append(peak_mb)
        done = len(self.peaks_mb)
        if done % SETTLED == 0:
            last = self.peaks_mb[-SETTLED:]
            click.echo(
                f"{self.name}: {done} windows, {fmean(last):.0f} MB, at most {max(last):.0f}"
            )

    def growth_mb(self, first: int) -> float:
        """By how much a window takes more than the one before, on average, after the first ones."""
        begin = first // self.cycle * self.cycle
        starts = range(begin, len(self.peaks_mb) - self.cycle + 1, self.cycle)
        counted = [fmean(self.peaks_mb[start : start + self.cycle]) for start in starts]
        return linear_regression(starts, counted).slope if len(counted) > 1 else 0.0


def _pages_of(n: int, start: datetime) -> Iterator[Page]:
    """The pages of the n-th window, none of which an earlier one had."""
    return _in_window(range(n * PAGES, (n + 1) * PAGES), start)


def _in_window(numbers: range, start: datetime) -> Iterator[Page]:
    for page in make_pages(numbers):
        yield replace(page, page_id=ids.page_id(page.url, start), window_start=start)


def _fill(lake: Path) -> None:
    """Build the days before the first window, a window each."""
    for n in range(WINDOW_DAYS):
        start = WINDOW - timedelta(days=WINDOW_DAYS - n)
        first = FIRST_FILLED + n * PAGES_A_DAY
        land(lake, start, "feeds", "pages", _in_window(range(first, first + PAGES_A_DAY), start))
        _by_command(lake, start)
    click.echo(f"{WINDOW_DAYS} days of {PAGES_A_DAY} pages are there")


def _build_many(windows: int, series: Series, build: Callable[[Path, datetime], float]) -> None:
    """Land and build windows in a lake that has the days before them."""
    with tempfile.TemporaryDirectory() as home:
        lake = Path(home) / "lake"
        _fill(lake)
        for n in range(windows):
            start = WINDOW + n * EVERY
            land(lake, start, "feeds", "pages", _pages_of(n, start))
            series.add(build(lake, start))
        files = [path.stat().st_size for path in lake.rglob("*.parquet")]
    click.echo(f"{series.name}: {len(files)} files of {sum(files) / 1e6:.0f} MB in the lake")


def _by_command(lake: Path, window: datetime) -> float:
    """Build as a schedule does; the most that the process of the job held."""
    taken = watch_sitrep("build", "--lake", str(lake), "--window", window.isoformat())
    return taken.peak_of_main_mb


def _by_builder(builder: ProcessPoolExecutor, lake: Path, window: datetime) -> float:
    """Build as a rebuild does; the most that its process held meanwhile."""
    return builder.submit(_build_here, lake, window).result()


def _build_here(lake: Path, window: datetime) -> float:
    forget_peak_mb(os.getpid())
    build(BuildSettings(lake, window))
    return peak_mb(os.getpid())


def _verdicts(series: Sequence[Series]) -> Iterator[str]:
    for one in series:
        half = (SETTLED + len(one.peaks_mb)) // 2
        growth, later = one.growth_mb(SETTLED), one.growth_mb(half)
        click.echo(
            f"{one.name}: {growth:+.3f} MB a window after the first {SETTLED}, "
            f"{later:+.3f} in the second half, at most {max(one.peaks_mb):.0f} MB"
        )
        if max(growth, later) > MAX_GROWTH_MB:
            yield f"{one.name}: more than {MAX_GROWTH_MB} MB a window"


@click.command()
@click.option("--windows", default=200, show_default=True, help="How many windows are built.")
@click.option("--way", type=click.Choice(["each", "rebuild"]), help="One of the two ways alone.")
def main(windows: int, way: str | None) -> None:
    """Build many windows, and watch the memory of those who build them."""
    watched = []
    use_small_pages()  # as the command does
    if way != "rebuild":
        watched.append(Series("a process each"))
        _build_many(windows, watched[-1], _by_command)
    if way != "each":
        watched.append(Series("a rebuild's process", WINDOWS_A_PROCESS))
        with open_builder() as builder:
            _build_many(windows, watched[-1], partial(_by_builder, builder))
    failures = [*_verdicts(watched)]
    for failure in failures:
        click.echo(f"does not hold: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
