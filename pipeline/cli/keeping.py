"""Keep the lake in order."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from pipeline.cli.options import (
    json_option,
    lake_option,
    require_lake,
    state_option,
    window_option,
)
from pipeline.cli.output import number_of, print_json


@click.command()
@lake_option
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    help="Keep page bodies this many days.",
)
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
        f"maintained  bodies of {number_of(done.bodies_dropped, 'page')} dropped, "
        f"{number_of(done.windows_expired, 'landed window')} removed, "
        f"{number_of(done.partitions_compacted, 'partition')} compacted, "
        f"{number_of(done.views_removed, 'view')} and "
        f"{number_of(done.files_removed, 'file')} removed",
        err=as_json,
    )
    if as_json:
        print_json(asdict(done))


@click.command()
@click.argument("name", metavar="URL|PUBLISHER")
@lake_option
@state_option
@window_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--wait", is_flag=True, help="Wait for another writer of the lake to end.")
@json_option
def forget(
    name: str, lake: Path, state: str, window: datetime, yes: bool, wait: bool, as_json: bool
) -> None:
    """Take an article or a publisher out of the lake for good, its history too.

    Texts, titles and the words that values were read from go, from tables, earlier versions and
    landed pages; incidents that others tell stay, those that nobody else tells are retracted in the
    change feed. It is neither fetched nor built again; take its feed out of the feeds yourself.
    """
    from pipeline.beam.forget import forget as forget_name
    from pipeline.beam.forget import names_of
    from pipeline.fetch.takedown import take_down
    from pipeline.lake.forgotten import check_name

    check_name(name)
    require_lake(lake, or_landed=True)
    if not yes:
        click.confirm(
            f"Forget {name} in {lake}/, and remove all earlier versions of the tables?", abort=True
        )
    taken = take_down(state, lake, names_of(lake, name), datetime.now(UTC))
    report = forget_name(lake, name, window, wait=wait)
    report = replace(report, n_landed=report.n_landed + taken.landed_rows)
    if as_json:
        print_json(asdict(report))
        return
    if not (report.n_articles or report.n_pages or report.n_landed):
        click.echo(f"nothing of {name} is in {lake}/; later builds will refuse it")
        return
    click.echo(
        f"forgotten   {number_of(report.n_articles, 'article')}, "
        f"{number_of(report.n_pages, 'page')}, "
        f"{report.n_landed} landed; "
        f"{number_of(report.n_images, 'image')} in the change feed lost their words"
    )
    ops = "   ".join(f"{op} {n}" for op, n in sorted(report.ops.items())) or "none changed"
    click.echo(f"incidents   {ops}")
    click.echo(f"removed     {number_of(report.n_files, 'file')} of earlier versions")
