"""The feeds file and what is known of its feeds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import allow_networks, feeds_option, json_option, state_option
from pipeline.cli.output import print_json, print_table
from pipeline.errors import UsageError


@click.group()
def feeds() -> None:
    """List, check, import and export feeds."""


@feeds.command("list")
@feeds_option
@state_option
@json_option
def list_feeds(feeds: Path, state: str, as_json: bool) -> None:
    """Show each feed's health: last news, failures, interval, next poll."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.fetch.health import feed_health
    from pipeline.rows import to_row

    health = feed_health(state, load_feeds(feeds))
    if as_json:
        print_json({"feeds": [to_row(feed) for feed in health]})
        return
    rows = [
        (
            feed.publisher or "",
            feed.url,
            feed.status,
            _moment(feed.last_new_at),
            str(feed.failures),
            f"{feed.interval_minutes} min",
            "" if feed.share_not_modified is None else f"{feed.share_not_modified:.0%}",
            _moment(feed.next_poll_at),
            feed.reason or (f"same as {feed.duplicate_of}" if feed.duplicate_of else ""),
        )
        for feed in health
    ]
    columns = (
        "publisher",
        "feed",
        "status",
        "last news",
        "failures",
        "interval",
        "304",
        "next poll",
        "reason",
    )
    print_table(f"{len(rows)} feeds of {feeds}", columns, rows)


def _moment(value: datetime | None) -> str:
    return value.strftime("%Y-%m-%d %H:%M") if value else "-"


@feeds.command()
@click.argument("url")
def check(url: str) -> None:
    """Say what is seen at URL: which kind of feed, its items, its dates, what is wrong with it."""
    from pipeline.fetch.check import check_feed

    report = check_feed(url, allow_networks=allow_networks())
    for line in report.lines():
        click.echo(line)
    if not report.ok:
        raise click.exceptions.Exit(1)


@feeds.command()
@feeds_option
@click.option("--groups", default=4, show_default=True, help="How many groups at most.")
@json_option
def plan(feeds: Path, groups: int, as_json: bool) -> None:
    """Split the feeds into groups by host, to be polled and fetched side by side."""
    from pipeline.feeds.catalog import load_feeds, plan_groups

    names = plan_groups(load_feeds(feeds), groups)
    if as_json:
        print_json({"groups": names})
    else:
        click.echo("\n".join(names))


@feeds.command("import")
@click.argument("opml", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default="feeds.toml", show_default=True)
def import_opml(opml: Path, out: Path) -> None:
    """Write a feeds.toml from an OPML file, as other feed readers export it."""
    from pipeline.feeds.catalog import load_feeds, write_feeds

    if out.exists():
        raise UsageError(f"{out} is there already; name another file with --out, or move it away")
    catalog = load_feeds(opml)
    out.write_text(write_feeds(catalog), encoding="utf-8")
    click.echo(f"{len(catalog.feeds)} feeds written to {out}; next: sitrep run --feeds {out}")


@feeds.command("export")
@feeds_option
@click.option("--out", type=click.Path(path_type=Path), default="feeds.opml", show_default=True)
def export_opml(feeds: Path, out: Path) -> None:
    """Write the feeds as OPML, for other feed readers."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.feeds.opml import write_opml

    catalog = load_feeds(feeds)
    out.write_bytes(write_opml(catalog.feeds))
    click.echo(f"{len(catalog.feeds)} feeds written to {out}")
