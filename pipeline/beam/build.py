"""Build one window: heal, read what has landed, run the job, and commit everything at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from pipeline.beam.crew import Crew, Unread, keep_crews, start_crew
from pipeline.beam.decisions import read_decisions
from pipeline.beam.describe import (
    describe_run,
    fetch_counts,
    finish_run,
    latencies,
    split_counters,
)
from pipeline.beam.jobs import Landed, WindowJob
from pipeline.beam.repeats import find_repeats
from pipeline.beam.running import run_job
from pipeline.beam.staged import Rows, event_dates, make_edits
from pipeline.examples import make_examples
from pipeline.lake import CommitReport, Lake, Snapshot
from pipeline.lake.forgotten import read_forgotten
from pipeline.lake.landed.landed_pages import count_bodies
from pipeline.lake.landed.landed_polls import LandedPolls
from pipeline.lake.landed.landing import expired_windows, landed, note_wait
from pipeline.lake.landed.overview import count_pages, find_repeated, read_gone
from pipeline.records import Run
from pipeline.runners import DEFAULT_RUNNER, USUAL, Running
from pipeline.windows import format_window

#: A window built later than this is a replay: how late its news is says nothing of us.
FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a window is built.

    ``alone`` leaves windows as they are whose pages count again (see ``repeats``): who builds all
    windows in their order comes to them anyway.
    """

    lake: Path
    window_start: datetime
    running: Running = USUAL
    may_shrink: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``again`` are the builds of later windows that followed from it."""

    run: Run
    counts: dict[str, dict[str, int]]
    reasons: dict[str, dict[str, int]]
    commit: CommitReport
    event_dates: tuple[date, ...]
    again: tuple[BuildReport, ...] = ()


def build(settings: BuildSettings) -> BuildReport:
    """Build a window from what has landed, and publish it.

    Raises:
        LakeBusy: another writer holds the lake and nobody is to wait.
        WorldError: the disk or the runner failed; the published version is untouched.
        GateError: a table would break a promise; the published version is untouched.
    """
    started = datetime.now(UTC)
    lake = Lake(settings.lake)
    with lake.lock(wait=settings.running.wait), keep_crews():
        lake.heal()
        report, waiting = _build_window(lake, settings, started)
        again = []
        while waiting:
            how = replace(settings, window_start=waiting.pop(0))
            later, more = _build_window(lake, how, datetime.now(UTC))
            again.append(later)
            waiting = sorted({*waiting, *more})  # each is later than the window just built
    return replace(report, again=tuple(again))


def _build_window(
    lake: Lake, settings: BuildSettings, started: datetime
) -> tuple[BuildReport, list[datetime]]:
    """Build a window; the later ones that are to be built again because of it."""
    files = landed(settings.lake, settings.window_start)
    polls = LandedPolls(files.get("feed_polls", ()), settings.window_start)
    for edit in polls.edits_before():
        lake.commit([edit], run=f"polls-{format_window(settings.window_start)}")
    snapshot = lake.snapshot()
    decisions = read_decisions(settings.lake, snapshot)
    forgotten = read_forgotten(settings.lake)
    pages = tuple(files.get("pages", ()))
    unread = Unread(forgotten, find_repeated(pages))
    expired = expired_windows(settings.lake, settings.window_start)
    with staging_of(lake) as staging:
        job = WindowJob(
            settings.window_start,
            snapshot,
            str(staging),
            settings.running.extractor,
            decisions,
            Landed(tuple(map(str, pages)), read_gone(pages), unread, expired),
            _call_crew(settings.running, count_pages(pages)),
        )
        run_job(job, settings.running)
        rows = Rows.read(staging, files, forgotten)
        repeats = [] if settings.alone else _find_repeats(settings, snapshot, rows, expired)
        run = _describe(settings, snapshot, decisions.describe(), rows, started)
        edits = make_edits(snapshot, rows, polls.edit(), run)
        commit = lake.commit(edits, run=run.run_id, may_shrink=settings.may_shrink)
    counts, reasons = split_counters(rows.counters)
    return BuildReport(run, counts, reasons, commit, event_dates(rows.changes)), repeats


def _call_crew(running: Running, n_pages: int) -> Crew:
    """The worker processes, which get ready while the job is put together, if it has pages."""
    crew = Crew(running.workers, examples=make_examples(running.extractor, n_pages))
    if n_pages and running.runner == DEFAULT_RUNNER:  # other engines have workers elsewhere
        start_crew(crew)
    return crew


def _find_repeats(
    settings: BuildSettings, snapshot: Snapshot, rows: Rows, expired: Collection[datetime]
) -> list[datetime]:
    """The later windows to be built again, of which it is noted that they wait for that."""
    found = find_repeats(snapshot, settings.window_start, rows.articles, rows.drops)
    repeats = [window for window in found if window not in expired]
    for window in repeats:
        note_wait(settings.lake, window)
    return repeats


@contextmanager
def staging_of(lake: Lake) -> Iterator[Path]:
    """A folder for the rows of one job, gone at the end."""
    staging = Path(tempfile.mkdtemp(prefix="staged-", dir=lake.staging))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _describe(
    settings: BuildSettings,
    snapshot: Snapshot,
    described: Mapping[str, Any],
    rows: Rows,
    started: datetime,
) -> Run:
    counts, _ = split_counters(rows.counters)
    running = settings.running
    fetched = fetch_counts(rows.pages.num_rows, count_bodies(rows.pages), rows.rejections)
    run = describe_run(
        settings.window_start,
        {"extractor": running.extractor, "runner": running.runner, **described},
        {"fetch": fetched, **counts},
        rows.changes,
        rows.rejections,
    )
    finished = datetime.now(UTC)
    run = finish_run(run, snapshot, (started, finished), running.runner)
    times = rows.articles.select(["window_start", "published_at", "fetched_at"])
    new = times.filter(pc.field("window_start") == pc.scalar(settings.window_start))
    is_fresh = finished - settings.window_start < FRESH
    return replace(run, **latencies(new, finished)) if is_fresh else run
