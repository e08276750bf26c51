"""Derive the lake again by today's rules: in a shadow first, then as one commit.

The shadow is a lake of the same files. It is built from landed pages (window by window, as ever),
from the articles, or from the mentions; then it is compared with the published version, and what
differs is committed there, with steps in the change feed that lead from the old incidents to the
new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from pipeline.beam.build import BuildSettings, staging_of
from pipeline.beam.builder import build_in, open_builder
from pipeline.beam.decisions import read_decisions
from pipeline.beam.describe import describe_run, finish_run
from pipeline.beam.jobs import Source, WindowJob
from pipeline.beam.parts import NO_PART, Part, Reached
from pipeline.beam.reread import RereadArticles, RereadMentions, part_days
from pipeline.beam.running import run_job
from pipeline.beam.staged import INCIDENT_TABLES, Rows, edit_changes, make_told_edits, refuse_again
from pipeline.errors import UsageError
from pipeline.lake import CommitReport, Edit, Lake, Snapshot, next_change_seq
from pipeline.lake.commits.difference import count_rows, find_changed_days, make_edit
from pipeline.lake.landed.landing import landed, landed_windows
from pipeline.lake.tables import to_table
from pipeline.records import Incident, IncidentChange, IncidentSource, Run
from pipeline.resolve import Fused
from pipeline.resolve.ledger import Accounted
from pipeline.resolve.ledger import account as account_for
from pipeline.runners import USUAL, Running

Origin = Literal["pages", "articles", "mentions"]
#: done, of how many, what
Progress = Callable[[int, int, str], None]
#: The tables that a rebuild derives; the others are what landed, or of attempts.
DERIVED = ("articles", "mentions", "rejections")


@dataclass(frozen=True, slots=True)
class RebuildSettings:
    """How a lake is rebuilt.

    ``window_start`` is the window that the steps in the change feed belong to. Without ``swap`` the
    shadow stays, to be looked at, and the published version too.
    """

    lake: Path
    origin: Origin
    window_start: datetime
    since: date | None = None
    running: Running = USUAL
    swap: bool = True
    may_shrink: bool = False


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild changes.

    ``rows`` are dataset, rows before and after; ``images`` the incidents as they were, by id;
    ``n_windows`` the windows that were built from landed pages; ``run_id`` names the run that
    published it, if it was.
    """

    shadow: Path
    rows: tuple[tuple[str, int, int], ...]
    changes: tuple[IncidentChange, ...]
    images: dict[str, Incident]
    n_windows: int
    commit: CommitReport | None
    run_id: str | None


def rebuild(settings: RebuildSettings, progress: Progress) -> RebuildReport:
    """Rebuild a lake and publish the result, or leave it as a shadow.

    Raises:
        UsageError: there is nothing to rebuild from.
        LakeBusy, WorldError, GateError: as ``build``.
    """
    started = datetime.now(UTC)
    lake = Lake(settings.lake)
    with lake.lock(wait=settings.running.wait):
        lake.heal()
        before = lake.snapshot()
        shadow = lake.make_shadow()
        n_windows = _derive(replace(settings, lake=shadow.path), progress)
        after = shadow.snapshot()
        account = _account(before, after, settings.window_start)
        changes = account.accounted.changes
        commit, run_id = None, None
        if settings.swap:
            run = _describe(settings, before, changes, started)
            edits = _make_edits(before, after, account, run)
            run_id = run.run_id
            commit = lake.commit(edits, run=run_id, may_shrink=settings.may_shrink)
            lake.drop_shadow()
        counts = count_rows(before, lake.snapshot() if commit else after)
        # the steps of a shadow are its own, and nobody will ever read them
        rows = tuple(row for row in counts if commit or row[0] != "incident_changes")
    return RebuildReport(shadow.path, rows, changes, account.old, n_windows, commit, run_id)


def _derive(settings: RebuildSettings, progress: Progress) -> int:
    """Derive a (shadow) lake again; the number of windows that were built for it."""
    if settings.origin == "pages":
        return _build_windows(settings, progress)
    lake = Lake(settings.lake)
    with lake.lock():
        if settings.since is not None:
            progress(0, 1, "resolving")
            _settle(settings, lake, NO_PART)
        else:
            _settle_parts(settings, lake, progress)
    return 0


def _settle_parts(settings: RebuildSettings, lake: Lake, progress: Progress) -> None:
    """Resolve all anew: as if no window had been, and the parts were the windows."""
    parts = [*part_days(lake.snapshot(), settings.origin)]
    _empty(lake, settings.origin)
    part, reached = NO_PART, list[Reached]()
    for done, days in enumerate(parts):
        progress(done, len(parts), f"{min(days)}")
        part = part.next(days, reached)
        reached = _settle(settings, lake, part)


def _empty(lake: Lake, origin: Origin) -> None:
    """Take out of a (shadow) lake what is derived of the rows that are taken up."""
    snapshot = lake.snapshot()
    made = ("mentions", *INCIDENT_TABLES) if origin == "articles" else INCIDENT_TABLES
    edits = [
        make_edit(dataset, snapshot.days(dataset), snapshot, snapshot.read(dataset, days=[]))
        for dataset in made
    ]
    lake.commit(edits, run="shadow", may_shrink=True)


def _build_windows(settings: RebuildSettings, progress: Progress) -> int:
    windows = [
        window
        for window in landed_windows(settings.lake)
        if (settings.since is None or window.date() >= settings.since)
        and landed(settings.lake, window)
    ]
    if not windows:
        raise UsageError(
            f"no landed pages are left in {settings.lake.parent}/.landing"
            + (f" since {settings.since}" if settings.since else "")
            + "; rebuild --from articles reads the texts that the lake keeps"
        )
    how = BuildSettings(
        settings.lake,
        settings.window_start,
        settings.running,
        may_shrink=True,
        alone=True,
    )
    with open_builder() as builder:
        for done, window in enumerate(windows):
            progress(done, len(windows), f"{window:%Y-%m-%d %H:%M}")
            build_in(builder, replace(how, window_start=window))
    return len(windows)


def _settle(settings: RebuildSettings, lake: Lake, part: Part) -> list[Reached]:
    """Read or resolve again a part of a (shadow) lake, and commit it there; what it reached."""
    snapshot = lake.snapshot()
    if settings.origin == "articles":
        # what the articles of some days tell is of any day
        source: Source = RereadArticles(snapshot, settings.since, part.days or None)
        part = NO_PART
    else:
        source = RereadMentions(snapshot, part, settings.since)
    decisions = read_decisions(settings.lake, snapshot)
    with staging_of(lake) as staging:
        job = WindowJob(
            settings.window_start,
            snapshot,
            str(staging),
            settings.running.extractor,
            decisions,
            source,
            part=part,
        )
        run_job(job, settings.running)
        rows = Rows.read(staging)
    changes = edit_changes(rows.changes, next_change_seq(snapshot))
    edits = [*make_told_edits(rows), changes, refuse_again(rows)]
    lake.commit(edits, run="shadow", may_shrink=True)
    return rows.reached


@dataclass(frozen=True, slots=True)
class _Account:
    """The partitions that differ, their incidents as they were, and the steps to what they are."""

    days: frozenset[date]
    old: dict[str, Incident]
    accounted: Accounted


def _account(before: Snapshot, after: Snapshot, window_start: datetime) -> _Account:
    days: frozenset[date] = frozenset()
    for dataset in ("incidents", "incident_sources"):
        days |= find_changed_days(before, after, dataset)
    old = before.records("incidents", days=days)
    members = {
        incident_id: {source.mention_id for source in sources}
        for incident_id, sources in _sources(before, days).items()
    }
    sources = _sources(after, days)
    new = [
        Fused(incident, tuple(sources.get(incident.incident_id, ())))
        for incident in after.records("incidents", days=days)
    ]
    by_id = {incident.incident_id: incident for incident in old}
    return _Account(days, by_id, account_for(old, members, new, window_start))


def _sources(snapshot: Snapshot, days: frozenset[date]) -> dict[str, list[IncidentSource]]:
    sources: dict[str, list[IncidentSource]] = {}
    for source in snapshot.records("incident_sources", days=days):
        sources.setdefault(source.incident_id, []).append(source)
    return sources


def _make_edits(before: Snapshot, after: Snapshot, account: _Account, run: Run) -> list[Edit]:
    """What differs, as edits of the published version."""
    incidents = to_table("incidents", [f.incident for f in account.accounted.fused])
    return [
        *(
            make_edit(dataset, find_changed_days(before, after, dataset), after)
            for dataset in (*DERIVED, *INCIDENT_TABLES[1:])
        ),
        make_edit("incidents", account.days, after, incidents),
        edit_changes(account.accounted.changes, next_change_seq(before)),
        Edit("runs", to_table("runs", [run])),
    ]


def _describe(
    settings: RebuildSettings,
    before: Snapshot,
    changes: Iterable[IncidentChange],
    started: datetime,
) -> Run:
    """The row of ``runs`` of a rebuild."""
    decided = read_decisions(settings.lake, before).describe()
    since = settings.since.isoformat() if settings.since else None
    configuration = {
        "extractor": settings.running.extractor,
        "rebuild": {"from": settings.origin, "since": since},
        **decided,
    }
    run = describe_run(settings.window_start, configuration, {}, changes, ())
    return finish_run(run, before, (started, datetime.now(UTC)), settings.running.runner)
