"""Derive again what the lake has: all of it by today's rules, or what could not be used before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.built import summarise_tables
from pipeline.cli.options import (
    DayType,
    json_option,
    lake_option,
    require_lake,
    window_option,
    with_runner_options,
)
from pipeline.cli.output import number_of, print_json, progress
from pipeline.runners import Running
from pipeline.windows import format_window

if TYPE_CHECKING:
    from pipeline.beam.rebuild import RebuildReport
    from pipeline.beam.replay import ReplayReport
    from pipeline.records import Incident, IncidentChange, Op

#: What says which row it is, or follows from another column.
_NOT_TOLD = ("incident_id", "revision", "resolver", "last_recorded_at", "first_recorded_at")
_OPS: tuple[Op, ...] = ("insert", "update", "merge", "split", "retract")


@click.command()
@lake_option
@click.option(
    "--from",
    "origin",
    type=click.Choice(["pages", "articles", "mentions"]),
    required=True,
    help="Clean the landed pages, read the articles, or only resolve the mentions again.",
)
@click.option("--since", type=DayType(), help="Only what landed since this day (2022-08-26).")
@click.option("--dry-run", is_flag=True, help="Say what would change; leave it in LAKE/.shadow.")
@click.option("--may-shrink", is_flag=True, help="Publish though a table loses much of its rows.")
@click.option(
    "--examples",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="Changes to show of each kind.",
)
@window_option
@json_option
@with_runner_options
def rebuild(
    lake: Path,
    origin: Any,
    since: date | None,
    dry_run: bool,
    may_shrink: bool,
    examples: int,
    window: datetime,
    as_json: bool,
    running: Running,
) -> None:
    """Derive the lake again by today's rules, say what differs, and publish it.

    Needed after word lists, rules or the version of sitrep changed. It is done in a shadow of the
    lake; readers see the version before until all is whole, and the change feed leads from it.
    """
    from pipeline.beam.rebuild import RebuildSettings
    from pipeline.beam.rebuild import rebuild as rebuild_lake

    settings = RebuildSettings(
        require_lake(lake),
        origin,
        window,
        since,
        running,
        swap=not dry_run,
        may_shrink=may_shrink,
    )
    with progress(f"rebuild from {origin}") as say:
        report = rebuild_lake(settings, say)
    click.echo("\n".join(_tell(report, lake, examples)), err=as_json)
    if as_json:
        print_json({"window": format_window(window), **_as_json(report)})


def _as_json(report: RebuildReport) -> dict[str, Any]:
    ops = Counter(change.op for change in report.changes)
    days = {change.after.event_date for change in report.changes}
    days |= {change.old_event_date for change in report.changes if change.old_event_date}
    tables = report.commit.tables if report.commit else {}
    return {
        "run_id": report.run_id,
        "tables": summarise_tables(tables),
        "event_dates": sorted(days) if tables else [],
        "published": _differs(report),
        "rows": {name: {"before": old, "after": new} for name, old, new in report.rows},
        "changes": {op: ops[op] for op in _OPS},
        "columns": dict(_changed_columns(report)),
    }


def _differs(report: RebuildReport) -> bool:
    """Whether more was published than the row of `runs` that says that there was a rebuild."""
    return report.commit is not None and bool(report.commit.tables.keys() - {"runs"})


def _tell(report: RebuildReport, lake: Path, examples: int) -> Iterator[str]:
    if report.n_windows:
        yield f"built       {number_of(report.n_windows, 'window')} again from landed pages"
    for name, old, new in report.rows:
        if old != new:
            yield f"rows        {name}: {old} before, {new} after"
    ops = Counter(change.op for change in report.changes)
    yield "incidents   " + "   ".join(f"{op} {ops[op]}" for op in _OPS)
    columns = _changed_columns(report)
    if columns:
        yield "updated     " + ", ".join(f"{name} {n}" for name, n in columns.most_common())
    yield from _show_examples(report, examples)
    if report.commit is not None:
        yield f"published   {lake}/incidents, ..." if _differs(report) else "nothing differs"
    else:
        yield f"not published; look at it with --lake {report.shadow}, as in:"
        yield f"  sitrep report --lake {report.shadow}"


def _show_examples(report: RebuildReport, examples: int) -> Iterator[str]:
    for op in _OPS:
        of_op = [change for change in report.changes if change.op == op]
        for change in of_op[:examples]:
            yield f"  {op:<8} {change.incident_id} {_describe(change, report.images)}"
        if len(of_op) > examples:
            yield f"  {op:<8} and {len(of_op) - examples} more (--examples)"


def _changed_columns(report: RebuildReport) -> Counter[str]:
    """How many of the updated incidents have another value in each column."""
    updates = (change for change in report.changes if change.op == "update")
    return Counter(name for change in updates for name, _, _ in _differences(change, report.images))


def _differences(
    change: IncidentChange, images: dict[str, Incident]
) -> Iterator[tuple[str, Any, Any]]:
    before, after = asdict(images[change.incident_id]), asdict(change.after)
    for name, new in after.items():
        if name not in _NOT_TOLD and before[name] != new:
            yield name, before[name], new


def _describe(change: IncidentChange, images: dict[str, Incident]) -> str:
    after = change.after
    where = ", ".join(dict.fromkeys(p for p in (after.place_name, after.country_name) if p))
    what = f"{after.event_date} {after.event_type}, {where or 'place unknown'}"
    if change.op == "merge":
        return f"{what} -> {change.merged_into}"
    if change.op != "update":
        return what
    values = (f"{name} {old} -> {new}" for name, old, new in _differences(change, images))
    return f"{what}: {'; '.join(values) or 'other sources'}"


@click.command()
@lake_option
@click.option("--stage", default=None, help="Only what this stage refused: clean or extract.")
@click.option("--reason", default=None, help="Only what was refused for this reason.")
@click.option("--since", type=DayType(), help="Only windows since this day (2022-08-26).")
@json_option
@with_runner_options
def replay(
    lake: Path,
    stage: str | None,
    reason: str | None,
    since: date | None,
    as_json: bool,
    running: Running,
) -> None:
    """Build the windows again that have rejections, by today's rules.

    What is still refused stays in the table `rejections`; what is not, becomes articles, mentions
    and incidents. Feeds and pages that could not be fetched are not asked again.
    """
    from pipeline.beam.build import BuildSettings
    from pipeline.beam.replay import Asked
    from pipeline.beam.replay import replay as replay_windows

    settings = BuildSettings(require_lake(lake), datetime.now(UTC), running)
    with progress("replay") as say:
        report = replay_windows(settings, Asked(stage, reason, since), say)
    if as_json:
        print_json(_replay_as_json(report))
    else:
        click.echo("\n".join(_tell_replay(report, lake)))


def _replay_as_json(report: ReplayReport) -> dict[str, Any]:
    return {
        "windows": [format_window(window) for window in report.windows],
        "without_pages": [format_window(window) for window in report.without_pages],
        "before": report.before,
        "after": report.after,
    }


def _tell_replay(report: ReplayReport, lake: Path) -> Iterator[str]:
    for name in sorted(report.before | report.after):
        before, after = report.before.get(name, 0), report.after.get(name, 0)
        yield f"{name:<30} {before:>6} before {after:>6} after"
    if report.without_pages:
        yield (
            f"{len(report.without_pages)} windows have no landed pages any more; "
            "sitrep rebuild --from articles reads the texts that the lake keeps"
        )
    done = number_of(len(report.windows), "window")
    yield f"replayed    {done}; next: sitrep report --lake {lake}"
