"""Many small windows in one process: what it holds does not grow with how many it has built.

``python -m tests.drills.windows`` lands and builds 200 windows of a few pages, one after another,
into one lake and prints the memory in between. From ``SETTLED`` windows on, when all that is loaded
once has been, it may grow by ``MAX_GROWTH_KB`` a window; more ends the drill with 1.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click

from pipeline import ids
from pipeline.beam.build import BuildSettings, build
from pipeline.lake.landed.landing import land
from pipeline.records import Page
from tests.drills.window import WINDOW, make_pages

EVERY = timedelta(minutes=15)
PAGES = 20
#: Windows that are built before growth counts.
SETTLED = 10
#: A window's pages, articles and rows are some 200 kB in memory: keeping them all would show.
MAX_GROWTH_KB = 100


def _pages_of(n: int, start: datetime) -> Iterator[Page]:
    """The pages of the n-th window, none of which an earlier one had."""
    for page in make_pages(range(n * PAGES, (n + 1) * PAGES)):
        yield replace(page, page_id=ids.page_id(page.url, start), window_start=start)


def _resident_kb() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


@click.command()
@click.option("--windows", default=200, show_default=True, help="How many windows are built.")
def main(windows: int) -> None:
    """Build many windows in this process and watch its memory."""
    settled = 0
    with tempfile.TemporaryDirectory() as home:
        lake = Path(home) / "lake"
        for n in range(windows):
            start = WINDOW + n * EVERY
            land(lake, start, "feeds", "pages", _pages_of(n, start))
            build(BuildSettings(lake, start))
            if (n + 1) % SETTLED == 0:
                held = _resident_kb()
                settled = settled or held
                click.echo(f"{n + 1} windows: {held / 1024:.0f} MB")
        growth = (_resident_kb() - settled) / max(1, windows - SETTLED)
    click.echo(f"{growth:.0f} kB a window after the first {SETTLED}")
    if growth > MAX_GROWTH_KB:
        sys.exit(f"does not hold: at most {MAX_GROWTH_KB} kB a window")


if __name__ == "__main__":
    main()
