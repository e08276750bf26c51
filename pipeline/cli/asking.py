"""Take rows out of the published tables: by SQL, as a file, or as a feed of changes."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import CountryType, DayType, lake_option
from pipeline.cli.output import number_of, print_json, print_record, print_table
from pipeline.cli.tables import ROWS_AT_ONCE, Row, explain, open_tables, scan, select
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: More columns than these are not readable side by side: each row is printed below the other.
_WIDEST_TABLE = 10
_DATASETS = ("incidents", "incident_sources", "incident_participants", "incident_claims")

_format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print the rows.",
)


@click.command()
@click.argument("sql")
@lake_option
@_format_option
def query(sql: str, lake: Path, style: str) -> None:
    """Run SQL (DuckDB) over the published tables: incidents, incident_sources, articles, ...

    SQL is one argument, in quotes; - reads it from standard input.
    """
    import duckdb

    asked = sys.stdin.read() if sql == "-" else sql
    if not asked.strip():
        raise UsageError('nothing is asked; write: sitrep query "select * from incidents limit 5"')
    with open_tables(lake) as connection:
        try:
            if style != "table":
                _print_rows(connection, asked, style)
                return
            rows = select(connection, asked)
        except duckdb.Error as error:
            raise explain(error) from error
    _print_answer(rows)


def _print_answer(rows: list[Row]) -> None:
    """Print rows side by side, or one below the other where they are wide."""
    if not rows:
        click.echo("no rows")
    elif len(rows[0]) > _WIDEST_TABLE:
        for row in rows:
            print_record(row)
            click.echo()
    else:
        cells = [tuple("" if v is None else str(v) for v in row.values()) for row in rows]
        print_table(number_of(len(rows), "row"), tuple(rows[0]), cells)


@click.command()
@click.argument("dataset", type=click.Choice(_DATASETS), default="incidents")
@lake_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["csv", "geojson", "jsonl"]),
    default="csv",
    show_default=True,
    help="geojson: incidents as points; those without coordinates have no geometry.",
)
@click.option("--out", default="-", help="Where to write (default: standard output).")
@click.option("--since", type=DayType(), help="Only incidents of this day (2022-08-26) or later.")
@click.option("--until", type=DayType(), help="Only incidents of this day or earlier.")
@click.option(
    "--country", type=CountryType(), help="Only incidents in this country (two letters: SY)."
)
@click.option("--all", "show_all", is_flag=True, help="Also what is no default incident.")
def export(
    dataset: str,
    lake: Path,
    style: str,
    out: str,
    since: date | None,
    until: date | None,
    country: str | None,
    show_all: bool,
) -> None:
    """Write incidents, or what belongs to them, as CSV, GeoJSON or JSON Lines.

    Default incidents only (occurred, in the news of their day); --all has the others, too.
    """
    if style == "geojson" and dataset != "incidents":
        raise UsageError(f"only incidents have a place: export {dataset} as csv or jsonl")
    from pipeline.lake.files import saying_what_failed, write_whole

    conditions = _conditions(since, until, country, show_all=show_all)
    with open_tables(lake) as connection:
        sql = _select_of(connection, dataset, conditions)
        if out == "-":
            _print_rows(connection, sql, style)
            return
        with saying_what_failed(f"cannot write {out}"):
            write_whole(Path(out), lambda draft: _write(connection, sql, draft, style))
        (count,) = connection.execute(f"select count(*) from ({sql})").fetchone() or (0,)
    click.echo(f"{number_of(count, 'row')} of {dataset} written to {out}", err=True)


def _conditions(
    since: date | None, until: date | None, country: str | None, *, show_all: bool
) -> list[str]:
    told = {
        "is_default": not show_all,
        f"event_date >= date '{since}'": since is not None,
        f"event_date <= date '{until}'": until is not None,
        f"country = '{country}'": country is not None,
    }
    return [condition for condition, is_asked in told.items() if is_asked]


def _select_of(connection: DuckDBPyConnection, dataset: str, conditions: list[str]) -> str:
    """The rows of a dataset by day and key, with times as ISO 8601 in UTC."""
    from schemas import load

    columns = connection.execute(f"describe {dataset}").fetchall()
    times = [name for name, kind, *_ in columns if kind == "TIMESTAMP WITH TIME ZONE"]
    told = ", ".join(f'strftime("{n}", \'%Y-%m-%dT%H:%M:%SZ\') as "{n}"' for n in times)
    names = f"* replace ({told})" if times else "*"
    where = " and ".join(conditions) or "true"
    order = ", ".join(("event_date", *load(dataset).key))
    return (
        f"select {names} from {dataset} where (event_date, incident_id) in "
        f"(select event_date, incident_id from incidents where {where}) order by {order}"
    )


def _print_rows(connection: DuckDBPyConnection, sql: str, style: str) -> None:
    """Print the rows of a query (through a file: DuckDB would truncate what stdout leads to)."""
    with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
        draft = Path(folder) / "rows"
        _write(connection, sql, draft, style)
        with draft.open("rb") as rows:
            shutil.copyfileobj(rows, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _write(connection: DuckDBPyConnection, sql: str, path: Path, style: str) -> None:
    if style == "geojson":
        _write_geojson(connection, sql, path)
        return
    options = "format csv, header" if style == "csv" else "format json"
    target = str(path).replace("'", "''")
    asked = sql.rstrip().rstrip(";")  # on lines of its own, since it may end with a comment
    connection.execute(f"copy (\n{asked}\n) to '{target}' ({options})")


def _write_geojson(connection: DuckDBPyConnection, sql: str, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for n, feature in enumerate(_features(connection, sql)):
            file.write(f"{',' if n else ''}\n{feature}")
        file.write("\n]}\n")


def _features(connection: DuckDBPyConnection, sql: str) -> Iterator[str]:
    result = connection.execute(
        "select json_object('type', 'Feature', 'id', incident_id, 'geometry', "
        "case when latitude is null then null else json_object('type', 'Point', "
        "'coordinates', [longitude, latitude]) end, 'properties', to_json(t)) "
        f"from ({sql}) t"
    )
    while rows := result.fetchmany(ROWS_AT_ONCE):
        for (feature,) in rows:
            yield feature


class _SinceType(click.ParamType[Any]):
    """A number of the change feed, or a day or moment."""

    name = "number or time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | datetime:
        """Read either."""
        if isinstance(value, int) or str(value).isdigit():
            return int(value)
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"'{value}' is no number of a change and no time; write 1041, 2022-08-26 "
                "or 2022-08-26T06:00Z",
                param,
                ctx,
            )
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command()
@lake_option
@click.option(
    "--since",
    type=_SinceType(),
    default=0,
    show_default=True,
    help="Only changes after this change_seq, or of windows since this time (2022-08-26).",
)
def changes(lake: Path, since: int | datetime) -> None:
    """Print the change feed as JSON Lines: what changed, when and because of which article.

    Keep the last change_seq that you have read, and ask with --since for what came after it.
    """
    asked = "change_seq > ?" if isinstance(since, int) else "window_start >= ?"
    sql = f"select * from incident_changes where {asked} order by change_seq"
    with open_tables(lake, "incident_changes") as connection:
        for row in scan(connection, sql, [since]):
            print_json(row)
