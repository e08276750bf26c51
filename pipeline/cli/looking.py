"""Look at the published tables; everything is read from one resolved view of the lake."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import AT_LEAST_ONE, json_option, lake_option, require_lake
from pipeline.cli.output import number_of, print_json, print_record, print_table
from pipeline.cli.tables import open_tables, select
from pipeline.errors import GateError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_all_option = click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also what is no default incident: thwarted, alleged, told as history.",
)


@click.command()
@lake_option
@_all_option
@click.option(
    "--limit",
    type=AT_LEAST_ONE,
    default=50,
    show_default=True,
    help="How many incidents at most.",
)
def report(lake: Path, show_all: bool, limit: int) -> None:
    """Print the newest incidents with their sources, and how to read the tables."""
    only = "" if show_all else "where is_default"
    with open_tables(lake) as connection:
        incidents = select(
            connection,
            f"select * from incidents {only} order by event_date desc, incident_id limit ?",
            [limit],
        )
        if not incidents:
            click.echo(_why_none(connection, lake, show_all=show_all))
            return
        sources = _sources_of(connection, incidents)
        n_all = select(connection, f"select count(*) as n from incidents {only}")[0]["n"]
    newest = f"the newest {len(incidents)} of " if len(incidents) < n_all else ""
    print_table(
        f"{newest}{number_of(n_all, 'incident')} in {lake}/incidents",
        ("day", "what", "where", "killed", "injured", "articles/origins", "told by", "incident_id"),
        [_report_row(incident, sources.get(incident["incident_id"], [])) for incident in incidents],
    )
    click.echo(_how_to_read(lake))


def _why_none(connection: DuckDBPyConnection, lake: Path, *, show_all: bool) -> str:
    """What a lake without incidents to show has instead."""
    names = ("feed_polls", "pages", "articles", "mentions", "incidents")
    counts = ", ".join(
        f"{select(connection, f'select count(*) as n from {name}')[0]['n']} {name}"
        for name in names
    )
    more = "" if show_all else f"; what is no default incident: sitrep report --all --lake {lake}"
    return f"no incident yet in {lake}/ ({counts}){more}"


def _sources_of(
    connection: DuckDBPyConnection, incidents: list[dict[str, Any]]
) -> dict[str, list[str]]:
    """The publishers that tell each incident; read are only the days that these lie in."""
    rows = select(
        connection,
        "select incident_id, list(distinct publisher order by publisher) as publishers "
        "from incident_sources where event_date in (select unnest(?)) "
        "and incident_id in (select unnest(?)) group by incident_id",
        [[i["event_date"] for i in incidents], [i["incident_id"] for i in incidents]],
    )
    return {row["incident_id"]: [name for name in row["publishers"] if name] for row in rows}


def _report_row(incident: dict[str, Any], publishers: list[str]) -> tuple[str, ...]:
    return (
        _days(incident),
        incident["event_type"]
        + ("" if incident["status"] == "occurred" else f" ({incident['status']})"),
        _place(incident),
        _toll(incident, "killed"),
        _toll(incident, "injured"),
        f"{incident['n_articles']}/{incident['n_origins']}",
        ", ".join(publishers),
        incident["incident_id"],
    )


def _days(incident: dict[str, Any]) -> str:
    start, end = incident["event_start"], incident["event_end"]
    if start is None:
        return f"? (reported {incident['event_date']})"
    return str(start) if start == end else f"{start} .. {end}"


def _place(incident: dict[str, Any]) -> str:
    parts = (incident["place_name"], incident["admin1"], incident["country_name"])
    return ", ".join(dict.fromkeys(part for part in parts if part)) or "?"


def _toll(incident: dict[str, Any], outcome: str) -> str:
    low, best, high = (incident[f"{outcome}_{bound}"] for bound in ("low", "best", "high"))
    if best is None:
        return ""
    if high is None:
        return f"{best}+" if low == best else f"{best} ({low}+)"
    return str(best) if low == high else f"{best} ({low}-{high})"


def _how_to_read(lake: Path) -> str:
    return (
        f"\nread them:\n"
        f'  pandas   pandas.read_parquet("{lake}/incidents")\n'
        f"  DuckDB   select * from read_parquet('{lake}/incidents/**/*.parquet', "
        f"hive_partitioning = true)\n"
        f"look closer:\n"
        f"  sitrep show INCIDENT_ID --lake {lake}\n"
        f'  sitrep query "select event_type, count(*) from incidents group by 1" --lake {lake}'
    )


@click.command()
@click.argument("incident_id")
@lake_option
def show(incident_id: str, lake: Path) -> None:
    """Show one incident: its values, the words they were read from, its sources and its history.

    The first letters of an id are enough when no other begins so. An id that was merged into
    another one leads to the survivor; one that was retracted shows what was last known.
    """
    from pipeline.cli.incident import find_incident, show_evidence, show_history, show_sources

    with open_tables(lake) as connection:
        found = find_incident(connection, incident_id)
        if found is None:
            raise UsageError(
                f"no incident '{incident_id}' in {lake}/; "
                f"list them with: sitrep report --all --lake {lake}"
            )
        if found.note:
            click.echo(found.note)
        print_record(found.row)
        show_sources(connection, found.row["incident_id"])
        show_evidence(connection, found.row["incident_id"])
        show_history(connection, found.row["incident_id"])


def _read_days(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> frozenset[date] | None:
    if value is None:
        return None
    try:
        return frozenset(date.fromisoformat(day.strip()) for day in value.split(","))
    except ValueError:
        raise click.BadParameter(
            f"'{value}' is not a list of days such as 2022-08-23,2022-08-24"
        ) from None


@click.command()
@lake_option
@click.option(
    "--days",
    callback=_read_days,
    metavar="DAY,DAY",
    help="Only the rows of these days, and what they refer to.  [default: all rows]",
)
@json_option
def verify(lake: Path, days: frozenset[date] | None, as_json: bool) -> None:
    """Check what the tables promise: keys, references, and that each offset slices to its words."""
    from pipeline.lake import Lake
    from pipeline.lake.upkeep.verify import verify as verify_snapshot

    result = verify_snapshot(Lake(require_lake(lake)).snapshot(), days)
    if as_json:
        print_json({"ok": result.ok, "checked": result.checked, "failures": result.failures[:20]})
    if not result.ok:
        for failure in result.failures[:20]:
            click.echo(failure, err=True)
        raise GateError(f"{len(result.failures)} promises of {lake}/ are broken")
    if not as_json:
        click.echo(f"{lake}/ keeps its promises: {result.checked} checked")
