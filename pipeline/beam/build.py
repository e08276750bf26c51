"""Build one window: heal, read what has landed, run the job, and commit everything at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.compute as pc

from pipeline.beam.decisions import Decisions, read_decisions
from pipeline.beam.describe import describe_run, fetch_counts, latencies, split_counters
from pipeline.beam.io import read_staged
from pipeline.beam.jobs import WindowJob, build_flow
from pipeline.beam.lookups import Drop
from pipeline.beam.options import DEFAULT_RUNNER, make_options
from pipeline.beam.stages import counters_of
from pipeline.errors import WorldError
from pipeline.lake import CommitReport, Edit, Lake, Snapshot, is_in, next_change_seq
from pipeline.lake.landing import landed, read_gone, read_landed
from pipeline.lake.tables import to_table
from pipeline.records import (
    Article,
    FeedPoll,
    IncidentChange,
    Mention,
    Page,
    Rejection,
    Run,
)
from pipeline.resolve import Fused
from pipeline.revisions import History

#: A window built later than this is a replay: how late its news is says nothing of us.
FRESH = timedelta(hours=1)
INCIDENT_TABLES = ("incidents", "incident_sources", "incident_participants", "incident_claims")


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a window is built."""

    lake: Path
    window_start: datetime
    runner: str = DEFAULT_RUNNER
    runner_arguments: tuple[str, ...] = ()
    extractor: str = "rules"
    workers: int = 2
    wait: bool = False


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    run: Run
    counts: dict[str, dict[str, int]]
    reasons: dict[str, dict[str, int]]
    commit: CommitReport
    event_dates: tuple[date, ...]


def build(settings: BuildSettings) -> BuildReport:
    """Build a window from what has landed, and publish it.

    Raises:
        LakeBusy: another writer holds the lake and ``wait`` is off.
        WorldError: the disk or the runner failed; the published version is untouched.
        GateError: a table would break a promise; the published version is untouched.
    """
    started = datetime.now(UTC)
    lake = Lake(settings.lake)
    with lake.lock(wait=settings.wait):
        lake.heal()
        snapshot = lake.snapshot()
        decisions = read_decisions(settings.lake, snapshot)
        files = landed(settings.lake, settings.window_start)
        staging = Path(tempfile.mkdtemp(prefix="staged-", dir=lake.staging))
        try:
            counters = _run_job(settings, snapshot, decisions, files.get("pages", []), staging)
            rows = _Rows.read(files, staging)
            run = _describe(settings, snapshot, decisions.describe(), rows, counters, started)
            commit = lake.commit(_make_edits(snapshot, rows, run), run=run.run_id)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    counts, reasons = split_counters(counters)
    return BuildReport(run, counts, reasons, commit, _event_dates(rows.changes))


def _run_job(
    settings: BuildSettings,
    snapshot: Snapshot,
    decisions: Decisions,
    page_files: Sequence[Path],
    staging: Path,
) -> dict[str, int]:
    job = WindowJob(
        settings.window_start,
        tuple(page_files),
        snapshot,
        staging,
        settings.extractor,
        settings.workers,
        decisions=decisions,
        gone_urls=frozenset(url for path in page_files for url in read_gone(path)),
    )
    pipeline = beam.Pipeline(options=make_options(settings.runner, settings.runner_arguments))
    build_flow(pipeline, job)
    result = pipeline.run()
    state = result.wait_until_finish()
    if state not in (beam.runners.runner.PipelineState.DONE, None):
        raise WorldError(f"the Beam job ended as {state}; its log says why")
    return counters_of(result)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Everything that landed, and everything that the job staged."""

    pages: list[Page]
    polls: list[FeedPoll]
    rejections: list[Rejection]
    articles: list[Article]
    mentions: list[Mention]
    fused: list[Fused]
    changes: list[IncidentChange]
    drops: list[Drop]

    @classmethod
    def read(cls, files: Mapping[str, Sequence[Path]], staging: Path) -> _Rows:
        def landed_records(dataset: str, kind: type[Any]) -> list[Any]:
            return [row for path in files.get(dataset, []) for row in read_landed(path, kind)]

        histories = read_staged(staging, History)
        return cls(
            landed_records("pages", Page),
            landed_records("feed_polls", FeedPoll),
            [*landed_records("rejections", Rejection), *read_staged(staging, Rejection)],
            [article for history in histories for article in history.revisions],
            list(read_staged(staging, Mention)),
            list(read_staged(staging, Fused)),
            list(read_staged(staging, IncidentChange)),
            list(read_staged(staging, Drop)),
        )


def _describe(  # noqa: PLR0913, PLR0917 - each says something of the run
    settings: BuildSettings,
    snapshot: Snapshot,
    described: Mapping[str, Any],
    rows: _Rows,
    counters: dict[str, int],
    started: datetime,
) -> Run:
    counts, _ = split_counters(counters)
    run = describe_run(
        settings.window_start,
        {"extractor": settings.extractor, "runner": settings.runner, **described},
        {"fetch": fetch_counts(rows.pages, rows.rejections), **counts},
        rows.changes,
        rows.rejections,
    )
    day = frozenset((settings.window_start.date(),))
    before = snapshot.records("runs", where=pc.field("run_id") == run.run_id, days=day)
    finished = datetime.now(UTC)
    new = [a for a in rows.articles if a.window_start == settings.window_start]
    return replace(
        run,
        attempt=1 + max((r.attempt for r in before), default=0),
        started_at=started,
        finished_at=finished,
        runner=settings.runner,
        seconds=round((finished - started).total_seconds(), 3),
        **(latencies(new, finished) if finished - settings.window_start < FRESH else {}),
    )


def _make_edits(snapshot: Snapshot, rows: _Rows, run: Run) -> list[Edit]:
    """Every table's new rows, and which old ones they replace."""
    of_window = pc.field("window_start") == pc.scalar(run.window_start)
    today = frozenset((run.window_start.date(),))
    # of two groups that landed one page the first counts, as it does for the article
    newest_first = sorted(rows.pages, key=lambda p: (str(p.fetched_at), p.page_id), reverse=True)
    pages = to_table("pages", _unique(newest_first, "page_id"))
    rejections = to_table("rejections", _unique(rows.rejections, "rejection_id"))
    first = next_change_seq(snapshot)
    return [
        Edit("pages", pages, of_window, today),
        _edit_polls(rows.polls, run.window_start),
        Edit("rejections", rejections, of_window, today),
        _edit_by_key("articles", rows.articles, "article_id", rows.drops),
        _edit_by_key("mentions", rows.mentions, "article_id", rows.drops),
        *_edit_incidents(rows),
        Edit("incident_changes", to_table("incident_changes", _number(rows.changes, first))),
        Edit("runs", to_table("runs", [run])),
    ]


def _edit_polls(polls: list[FeedPoll], window_start: datetime) -> Edit:
    """Replace the polls of this window; slots that were missed before are added to theirs."""
    days = frozenset(poll.window_start.date() for poll in polls) | {window_start.date()}
    missed = [poll for poll in polls if poll.status == "missed"]
    drop = pc.field("window_start") == pc.scalar(window_start)
    if missed:
        slots = pc.field("window_start").isin([poll.window_start for poll in missed])
        drop = drop | (is_in("feed_id", (poll.feed_id for poll in missed)) & slots)
    return Edit("feed_polls", to_table("feed_polls", polls), drop, days)


def _edit_by_key(dataset: str, records: list[Any], key: str, drops: Iterable[Drop]) -> Edit:
    old = [drop for drop in drops if drop.dataset == dataset]
    keys = {drop.key for drop in old} | {getattr(record, key) for record in records}
    days = frozenset(drop.day for drop in old)
    return Edit(dataset, to_table(dataset, records), is_in(key, keys), days)


def _edit_incidents(rows: _Rows) -> list[Edit]:
    old = [drop for drop in rows.drops if drop.dataset == "incidents"]
    keys = {drop.key for drop in old} | {f.incident.incident_id for f in rows.fused}
    where = is_in("incident_id", keys)
    days = frozenset(drop.day for drop in old)
    records: dict[str, list[Any]] = {
        "incidents": [f.incident for f in rows.fused],
        "incident_sources": [row for f in rows.fused for row in f.sources],
        "incident_participants": [row for f in rows.fused for row in f.participants],
        "incident_claims": [row for f in rows.fused for row in f.claims],
    }
    return [Edit(name, to_table(name, records[name]), where, days) for name in INCIDENT_TABLES]


def _number(changes: list[IncidentChange], first: int) -> list[IncidentChange]:
    """Give the changes of a run their numbers, in an order that depends on nothing but them."""
    ordered = sorted(changes, key=lambda c: (c.incident_id, c.op, c.merged_into or ""))
    return [replace(change, change_seq=first + n) for n, change in enumerate(ordered)]


def _unique(records: Iterable[Any], key: str) -> list[Any]:
    return list({getattr(record, key): record for record in records}.values())


def _event_dates(changes: Collection[IncidentChange]) -> tuple[date, ...]:
    days = {change.after.event_date for change in changes}
    days |= {change.old_event_date for change in changes if change.old_event_date}
    return tuple(sorted(days))
