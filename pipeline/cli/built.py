"""What a build has come to: in words, and as one line for programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.output import print_counts, print_json
from pipeline.windows import format_window

if TYPE_CHECKING:
    from pipeline.beam.build import BuildReport
    from pipeline.lake import TableReport
    from pipeline.records import Run


def report_build(report: BuildReport, *, as_json: bool) -> None:
    """Say what a build did, and which later windows were built again because of it."""
    for stage, counts in report.counts.items():
        print_counts(stage, counts, report.reasons.get(stage, {}))
    if not report.counts:
        click.echo(
            f"no page has landed for {format_window(report.run.window_start)}: the feeds brought "
            "nothing new (sitrep feeds list), or it was not fetched; --window names another",
            err=True,
        )
    _tell_incidents(report.run)
    for later in report.again:
        window = format_window(later.run.window_start)
        click.echo(f"again       {window}, whose pages no longer repeat what came before", err=True)
        _tell_incidents(later.run)
    if as_json:
        print_json(_as_json(report))


def say_where(lake: Path) -> None:
    """Say where the tables are, and how to look at them."""
    click.echo(f"tables      {lake}/incidents, {lake}/incident_sources, ...", err=True)
    click.echo(f"next        sitrep report --lake {lake}", err=True)


def _tell_incidents(run: Run) -> None:
    click.echo(
        f"incidents   new {run.incidents_inserted}   updated {run.incidents_updated}   "
        f"merged {run.incidents_merged}   split {run.incidents_split}   "
        f"retracted {run.incidents_retracted}   ({run.seconds:.1f} s)",
        err=True,
    )


def _as_json(report: BuildReport) -> dict[str, Any]:
    reports = (report, *report.again)
    return {
        "window": format_window(report.run.window_start),
        "run_id": report.run.run_id,
        "attempt": report.run.attempt,
        "counts": report.counts,
        "reasons": report.reasons,
        "tables": summarise_tables(*(each.commit.tables for each in reports)),
        "event_dates": sorted({day for each in reports for day in each.event_dates}),
        "again": [format_window(later.run.window_start) for later in report.again],
    }


def summarise_tables(*commits: Mapping[str, TableReport]) -> dict[str, dict[str, Any]]:
    """What commits did to each table that they changed: the rows written, the days touched."""
    told: dict[str, dict[str, Any]] = {}
    for tables in commits:
        for name, table in tables.items():
            known = told.setdefault(name, {"rows": 0, "partitions": []})
            known["rows"] += table.rows_added
            known["partitions"] = sorted({*known["partitions"], *table.days})
    return told
