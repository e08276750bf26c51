"""Look at the published tables; everything is read from one resolved view of the lake."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import json_option, lake_option, require_lake
from pipeline.cli.output import print_json, print_table
from pipeline.errors import GateError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_all_option = click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also what is no default incident: thwarted, alleged, told as history.",
)


def _connect(lake: Path) -> DuckDBPyConnection:
    """DuckDB with a view for each dataset that has rows, all of one version."""
    import duckdb

    view = (require_lake(lake) / "current").resolve()
    connection = duckdb.connect()
    for folder in sorted(path for path in view.iterdir() if path.is_dir()):
        if any(folder.glob("**/*.parquet")):
            files = str(folder / "**" / "*.parquet").replace("'", "''")
            connection.execute(
                f'create view "{folder.name}" as '
                f"select * from read_parquet('{files}', hive_partitioning = true)"
            )
    return connection


def _has(connection: DuckDBPyConnection, dataset: str) -> bool:
    found = connection.execute(
        "select 1 from duckdb_views() where view_name = ? and not internal", [dataset]
    )
    return found.fetchone() is not None


def _select(
    connection: DuckDBPyConnection, sql: str, arguments: list[Any] | None = None
) -> list[dict[str, Any]]:
    result = connection.execute(sql, arguments or [])
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


@click.command()
@lake_option
@_all_option
@click.option("--limit", default=50, show_default=True, help="How many incidents at most.")
def report(lake: Path, show_all: bool, limit: int) -> None:
    """Print the newest incidents with their sources, and how to read the tables."""
    connection = _connect(lake)
    if not _has(connection, "incidents"):
        click.echo("no incident yet: the articles of this lake tell none")
        return
    only = "" if show_all else "where is_default"
    incidents = _select(
        connection,
        f"select * from incidents {only} order by event_date desc, incident_id limit ?",
        [limit],
    )
    sources = _sources_by_incident(connection)
    print_table(
        f"{len(incidents)} incidents in {lake}/incidents",
        ("day", "what", "where", "killed", "injured", "articles/origins", "told by", "incident_id"),
        [_report_row(incident, sources.get(incident["incident_id"], [])) for incident in incidents],
    )
    click.echo(_how_to_read(lake))


def _sources_by_incident(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    rows = _select(
        connection,
        "select incident_id, list(distinct publisher order by publisher) as publishers "
        "from incident_sources group by incident_id",
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

    An id that was merged into another one leads to the survivor.
    """
    connection = _connect(lake)
    current = _follow_merges(connection, incident_id) if _has(connection, "incidents") else None
    if current is None:
        raise UsageError(
            f"no incident '{incident_id}' in {lake}/; list them with: sitrep report --all"
        )
    if current["incident_id"] != incident_id:
        click.echo(f"{incident_id} was merged into {current['incident_id']}")
    for name, value in current.items():
        if value is not None:
            click.echo(f"  {name:<20} {value}")
    _show_sources(connection, current["incident_id"])
    _show_history(connection, current["incident_id"])


def _follow_merges(connection: DuckDBPyConnection, incident_id: str) -> dict[str, Any] | None:
    seen: set[str] = set()
    while incident_id not in seen:
        seen.add(incident_id)
        found = _select(connection, "select * from incidents where incident_id = ?", [incident_id])
        if found:
            return found[0]
        merged = _select(
            connection,
            "select merged_into from incident_changes "
            "where incident_id = ? and merged_into is not null order by change_seq desc limit 1",
            [incident_id],
        )
        if not merged:
            return None
        incident_id = merged[0]["merged_into"]
    return None


def _show_sources(connection: DuckDBPyConnection, incident_id: str) -> None:
    rows = _select(
        connection,
        "select s.*, case s.field when 'title' then a.title else a.text end as words "
        "from incident_sources s left join articles a "
        "on a.article_id = s.article_id and a.revision = s.article_revision "
        "where s.incident_id = ? order by s.published_at, s.mention_id",
        [incident_id],
    )
    click.echo(f"\n{len(rows)} sources:")
    for row in rows:
        copy = "" if row["origin_article_id"] == row["article_id"] else " (syndicated copy)"
        click.echo(f"  {row['publisher']}, {row['published_at']}{copy}: {row['url']}")
        if row["words"] and row["start"] is not None:
            click.echo(f"      “{row['words'][row['start'] : row['end']]}”")


def _show_history(connection: DuckDBPyConnection, incident_id: str) -> None:
    rows = _select(
        connection,
        "select * from incident_changes where incident_id = ? or merged_into = ? "
        "order by change_seq",
        [incident_id, incident_id],
    )
    click.echo("\nhistory:")
    for row in rows:
        click.echo(
            f"  {row['window_start']:%Y-%m-%d %H:%M} {row['op']:<7} {row['incident_id']}"
            f" killed {row['killed_best']} injured {row['injured_best']}"
            f" because of article {row['cause_article_id']}"
        )


@click.command()
@lake_option
@json_option
def verify(lake: Path, as_json: bool) -> None:
    """Check what the tables promise: keys, references, and that each offset slices to its words."""
    from pipeline.lake import Lake
    from pipeline.lake.verify import verify as verify_snapshot

    result = verify_snapshot(Lake(require_lake(lake)).snapshot())
    if as_json:
        print_json({"ok": result.ok, "checked": result.checked, "failures": result.failures[:20]})
    if not result.ok:
        for failure in result.failures[:20]:
            click.echo(failure, err=True)
        raise GateError(f"{len(result.failures)} promises of {lake}/ are broken")
    if not as_json:
        click.echo(f"{lake}/ keeps its promises: {result.checked} checked")


@click.command()
@click.argument("sql")
@lake_option
def query(sql: str, lake: Path) -> None:
    """Run SQL (DuckDB) over the published tables: incidents, incident_sources, articles, ..."""
    import duckdb

    try:
        rows = _select(_connect(lake), sql)
    except duckdb.Error as error:
        raise UsageError(str(error).splitlines()[0]) from error
    if not rows:
        click.echo("no rows")
        return
    cells = [tuple("" if value is None else str(value) for value in row.values()) for row in rows]
    print_table(f"{len(rows)} rows", tuple(rows[0]), cells)


@click.command()
@lake_option
@click.option(
    "--since", default=0, show_default=True, help="Only changes with a larger change_seq."
)
def changes(lake: Path, since: int) -> None:
    """Print the change feed as JSON Lines: what changed, when and because of which article."""
    connection = _connect(lake)
    if not _has(connection, "incident_changes"):
        return
    for row in _select(
        connection,
        "select * from incident_changes where change_seq > ? order by change_seq",
        [since],
    ):
        print_json({name: value for name, value in row.items() if not isinstance(value, Path)})
