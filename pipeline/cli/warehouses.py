"""Warehouses: load them from the lake, or print the SQL for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, lake_option, require_lake
from pipeline.cli.output import print_json, status

if TYPE_CHECKING:
    from pipeline.publish import LoadReport


@click.command()
@lake_option
@click.option(
    "--to",
    "address",
    required=True,
    envvar="SITREP_WAREHOUSE",
    show_envvar=True,
    help="duckdb:///warehouse.duckdb (four slashes for an absolute path), or "
    "postgresql://user:password@host/database.",
)
@click.option(
    "--schema",
    default=None,
    envvar="SITREP_WAREHOUSE_SCHEMA",
    show_envvar=True,
    help="Schema of the tables: main in DuckDB, sitrep in PostgreSQL by default.",
)
@click.option(
    "--with",
    "also",
    multiple=True,
    type=click.Choice(["mentions", "pages"]),
    help="Also load this table, now and from now on.",
)
@click.option("--full", is_flag=True, help="Load everything anew, though less would do.")
@json_option
def load(
    lake: Path,
    address: str,
    schema: str | None,
    also: tuple[str, ...],
    full: bool,
    as_json: bool,
) -> None:
    """Load the published tables into a warehouse: all of them at first, then what changed.

    Run it after each `sitrep run`, or as seldom as you like: one transaction brings the warehouse
    to the lake's version of now, and running it again changes nothing. For warehouses other than
    DuckDB and PostgreSQL see `sitrep ddl --help`.
    """
    from pipeline.lake import Lake
    from pipeline.publish import hide_password, open_warehouse
    from pipeline.publish import load as load_warehouse

    opened, where = Lake(require_lake(lake)), hide_password(address)
    with open_warehouse(address, schema) as warehouse, status(f"load {where}"):
        report = load_warehouse(opened, warehouse, also, full)
    _report(report, where)
    click.echo(
        f"next        select * from {warehouse.path_of('incidents')} where is_default", err=True
    )
    if as_json:
        print_json(
            {
                "full": report.full,
                "change_seq_before": report.change_seq_before,
                "change_seq": report.change_seq,
                "lake_version": report.lake_version,
                "deleted": {name: table.deleted for name, table in report.tables.items()},
                "inserted": {name: table.inserted for name, table in report.tables.items()},
                "rows": {name: table.rows for name, table in report.tables.items()},
                "columns_added": list(report.columns_added),
            }
        )


def _report(report: LoadReport, where: str) -> None:
    what = (
        f"all tables ({report.full})"
        if report.full
        else f"changes {report.change_seq_before + 1} to {report.change_seq}"
        if report.change_seq > report.change_seq_before
        else "no new change"
    )
    click.echo(f"load        {what} into {where}   ({report.seconds:.1f} s)", err=True)
    for column in report.columns_added:
        click.echo(f"{'':<11} new column {column}", err=True)
    for name, table in report.tables.items():
        click.echo(
            f"{name:<22} deleted {table.deleted:>8}   inserted {table.inserted:>8}   "
            f"rows {table.rows:>9}",
            err=True,
        )


@click.command()
@click.option(
    "--dialect",
    required=True,
    help="duckdb, postgres, bigquery, snowflake, redshift, clickhouse or databricks.",
)
@click.option(
    "--script",
    type=click.Choice(["tables", "views", "follow"]),
    default=None,
    help="Only this one; tables and views by default.",
)
@click.option("--schema", default=None, help="Schema of the tables: sitrep by default.")
def ddl(dialect: str, script: str | None, schema: str | None) -> None:
    """Print the SQL that makes the tables and views of a warehouse, with what each column means.

    `tables` makes the tables, `views` shows incidents in the shape of ACLED's export, of UCDP GED
    and of GDELT events, `follow` brings the tables up to date from staged Parquet files (MERGE).
    DuckDB and PostgreSQL need none of them: `sitrep load` does it all.

    Try it:  sitrep ddl --dialect snowflake > sitrep.sql
    """
    from pipeline.publish import find_dialect, write_script

    found = find_dialect(dialect)
    click.echo(
        "\n".join(
            write_script(found, name, schema)
            for name in ([script] if script else ["tables", "views"])
        ),
        nl=False,
    )
