"""The whole job: landed pages to a published window, beside bare loops that only clean."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.child import Usage, run_sitrep
from bench.clean import BARE, read_bare, to_page
from bench.findings import Comparison, Figures, Finding
from bench.newsroom import HtmlPage
from bench.pages import load_pages, repeat_pages
from bench.runner import Contender, Settings, Work, compare
from pipeline.clean import clean
from pipeline.clean.expressions import as_published
from pipeline.extract import load_extractor
from pipeline.lake.landed.landing import land
from pipeline.records import Page
from pipeline.resolve import resolve
from pipeline.syndication import assign_origins, shingles

#: After all that the pages say of themselves: what claims to be of a later day is asked for other
#: dates, and refused.
WINDOW = datetime(2026, 11, 1, 6, tzinfo=UTC)
WORKERS = 2
#: Processor seconds by stage.
Seconds = dict[str, float]
_CLOCK = "Processor seconds of all processes: on a free machine two cores halve what a pool takes."
#: Landed files of the window, as groups of feeds would bring them.
FILES = 4


def measure(settings: Settings) -> Iterator[Finding]:
    """Compare processor seconds of all processes, then tell what a build costs."""
    base, what = load_pages(settings)
    pages = list(repeat_pages(base, settings.limit))
    usages: list[Usage] = []
    parts: list[Seconds] = []
    with tempfile.TemporaryDirectory() as folder:
        lake = Path(folder)
        runs = (lambda: parts.append(_parts(pages)), lambda: usages.append(_build(lake, pages)))
        yield _compare(pages, what, settings, *runs)
        yield _split(usages[-1], parts[-1])
        yield _describe(usages[-1], lake, len(pages))


def _compare(
    pages: Sequence[HtmlPage],
    what: str,
    settings: Settings,
    parts: Callable[[], object],
    build: Callable[[], object],
) -> Comparison:
    contenders = (
        Contender(BARE, lambda: _loop(pages), "a plain loop; cleans only"),
        Contender("the same, Pool(2)", lambda: _pool(pages), "cleans only"),
        Contender("sitrep's parts, one process", parts, "no Beam, no tables"),
        Contender("sitrep build", build, f"whole window, {WORKERS} workers, commit included"),
    )
    work = f"{len(pages)} pages ({what}, each with its own address), {os.cpu_count()} cores."
    return compare(
        Work("The whole job", work, len(pages), "pages", remarks=(_CLOCK,)), contenders, settings
    )


def _loop(pages: Sequence[HtmlPage]) -> None:
    with as_published():
        for page in pages:
            _touch(page)


def _touch(page: HtmlPage) -> None:
    """What a worker does: the document stays there, as it would be written from there."""
    with suppress(Exception):  # a page that upsets it has no result
        read_bare(page)


def _pool(pages: Sequence[HtmlPage]) -> None:
    with as_published(), multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        for _ in pool.imap_unordered(_touch, pages, chunksize=8):
            pass


def _parts(pages: Sequence[HtmlPage]) -> Seconds:
    """Do what the stages of a window do, in this process; what each took."""
    took: Seconds = {}
    reader = load_extractor()
    with _timed(took, "cleaning"):
        outcomes = [clean(replace(to_page(page), window_start=WINDOW)) for page in pages]
    articles = [a for o in outcomes if isinstance(o, tuple) for a in o]
    with _timed(took, "origins"):
        articles = [replace(a, shingles=shingles(a.text)) for a in articles]
        origins = assign_origins(articles)
    articles = [replace(a, origin_article_id=origins[a.article_id]) for a in articles]
    with _timed(took, "extraction"):
        found = [reader.extract(article) for article in articles]
    with _timed(took, "resolving"):
        resolve([m for mentions in found if isinstance(mentions, tuple) for m in mentions])
    return took


@contextmanager
def _timed(took: Seconds, stage: str) -> Iterator[None]:
    started = time.process_time()
    yield
    took[stage] = time.process_time() - started


def _build(lake: Path, pages: Sequence[HtmlPage]) -> Usage:
    """Land pages in a new lake and build its window in a process of its own."""
    shutil.rmtree(lake)  # what lies on top of one are links, too
    lake.mkdir()
    for n in range(FILES):
        landed = (_land(page) for page in pages[n::FILES])
        land(lake, WINDOW, f"feeds-{n}", "pages", landed)
    options = ("--window", WINDOW.isoformat(), "--workers", str(WORKERS))
    return run_sitrep(["build", "--lake", str(lake), *options])


def _land(page: HtmlPage) -> Page:
    return replace(to_page(page), window_start=WINDOW, fetched_at=WINDOW)


def _split(usage: Usage, parts: Seconds) -> Figures:
    """Where the seconds of a build go: what its stages take alone, and all else."""
    rest = usage.cpu_s - sum(parts.values())
    told = {**parts, "all else: start, workers, Beam, tables, commit": rest}
    return Figures(
        "Where a build's seconds go",
        f"Of the {usage.cpu_s:.1f} processor seconds of the last build, by what its stages took in "
        "one process.",
        tuple((name, f"{s:.1f} s, {100 * s / usage.cpu_s:.0f} %") for name, s in told.items()),
    )


def _describe(usage: Usage, lake: Path, n_pages: int) -> Figures:
    written = sum(f.stat().st_size for f in (lake / ".delta").rglob("*") if f.is_file())
    return Figures(
        "What a build costs",
        f"The last build of {n_pages} pages.",
        (
            ("processor seconds, all processes", f"{usage.cpu_s:.1f}"),
            ("seconds by the clock", f"{usage.wall_s:.1f}"),
            ("peak memory of its main process", f"{usage.peak_mb:.0f} MB"),
            ("written to the lake's tables", f"{written / 2**20:.1f} MB"),
            ("of that, a page", f"{written / n_pages / 1024:.1f} kB"),
        ),
    )
