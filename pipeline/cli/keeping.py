"""Keep the lake in order."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from pipeline.cli.options import json_option, lake_option, require_lake
from pipeline.cli.output import print_json


@click.command()
@lake_option
@click.option("--days", default=30, show_default=True, help="Keep page bodies this many days.")
@click.option("--rewrite", is_flag=True, help="Also add the columns that the schemas have gained.")
@click.option("--wait", is_flag=True, help="Wait for another writer of the lake to end.")
@json_option
def maintain(lake: Path, days: int, rewrite: bool, wait: bool, as_json: bool) -> None:
    """Do the daily chores: drop old page bodies, compact, remove views and files of old versions.

    Readers are not disturbed; views are kept for a day and at least the last ten.
    """
    from pipeline.lake import Lake

    opened = Lake(require_lake(lake))
    with opened.lock(wait=wait):
        for mended in opened.heal():
            click.echo(f"healed      {mended}", err=as_json)
        now = datetime.now(UTC)
        added = opened.rewrite(now) if rewrite else {}
        done = opened.maintain(now, timedelta(days=days))
    for dataset, columns in added.items():
        click.echo(f"rewritten   {dataset}: {', '.join(columns)}", err=as_json)
    click.echo(
        f"maintained  {done.bodies_dropped} page bodies dropped, "
        f"{done.windows_expired} landed windows removed, "
        f"{done.partitions_compacted} partitions compacted, "
        f"{done.views_removed} views and {done.files_removed} files removed",
        err=as_json,
    )
    if as_json:
        print_json(asdict(done))
