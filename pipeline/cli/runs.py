"""A window of news: poll, fetch, build; and all of them as one run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.built import report_build, say_where
from pipeline.cli.options import (
    allow_networks,
    feeds_option,
    json_option,
    lake_option,
    require_lake,
    state_option,
    window_option,
    with_runner_options,
)
from pipeline.cli.output import print_counts, print_json, progress, status
from pipeline.errors import ConfigError, Reason, UsageError
from pipeline.runners import Running
from pipeline.windows import WINDOW, format_window

if TYPE_CHECKING:
    from pipeline.beam.build import BuildReport
    from pipeline.fetch.page_landing import FetchSummary
    from pipeline.fetch.poll import PollSummary

_group_option = click.option("--group", default=None, help="Only this group of hosts, as 1/4.")


@click.command()
@feeds_option
@lake_option
@state_option
@window_option
@_group_option
@json_option
def poll(
    feeds: Path, lake: Path, state: str, window: datetime, group: str | None, as_json: bool
) -> None:
    """Ask the feeds that are due for their items; one row per feed lands in the window."""
    polled = _poll(feeds, lake, state, window, group)
    _report_poll(polled, window, lake, as_json=as_json)
    if group is None:
        _require_entry(polled)


@click.command()
@feeds_option
@lake_option
@state_option
@window_option
@_group_option
@json_option
def fetch(
    feeds: Path, lake: Path, state: str, window: datetime, group: str | None, as_json: bool
) -> None:
    """Fetch the pages of new items, politely, and land them in the window."""
    _report_fetch(_fetch(feeds, lake, state, window, group), window, as_json=as_json)


@click.command()
@lake_option
@window_option
@click.option("--unbuilt", is_flag=True, help="All windows that wait for a build, oldest first.")
@json_option
@with_runner_options
def build(
    lake: Path,
    window: datetime,
    unbuilt: bool,
    as_json: bool,
    running: Running,
) -> None:
    """Build a window from the pages that have landed: clean, extract, resolve, commit.

    Building it again changes nothing but the table `runs`. Arguments after -- are the runner's:

    sitrep build --runner PortableRunner -- --job_endpoint embed --environment_type LOOPBACK
    """
    if not unbuilt:
        report_build(_build(lake, window, running), as_json=as_json)
        say_where(lake)
        return
    from pipeline.beam.crew import keep_crews
    from pipeline.lake.landed.waiting import find_waiting

    waiting = find_waiting(require_lake(lake, or_landed=True))
    with keep_crews():
        for number, found in enumerate(waiting, start=1):
            start = format_window(found.start)
            click.echo(f"window      {start} ({number} of {len(waiting)})", err=True)
            report_build(_build(lake, found.start, running), as_json=as_json)
    if not waiting:
        click.echo(f"no window of {lake}/ waits for a build", err=True)
    say_where(lake)


@click.command()
@feeds_option
@lake_option
@state_option
@window_option
@json_option
@with_runner_options
def run(
    feeds: Path,
    lake: Path,
    state: str,
    window: datetime,
    as_json: bool,
    running: Running,
) -> None:
    """Run one window: poll the feeds, fetch what is new, build and publish the tables.

    Run it every quarter of an hour (cron, or the Airflow DAG in dags/). FEEDS is a feeds.toml or
    the OPML export of any feed reader. What earlier runs have pulled and not landed, or landed and
    not built (they were stopped, or another writer held the lake), is landed and built as well.
    """
    from pipeline.lake.landed.waiting import find_waiting

    polled = _poll(feeds, lake, state, window, None)
    _report_poll(polled, window, lake, as_json=False)
    fetched = _fetch(feeds, lake, state, window, None)
    _report_fetch(fetched, window, as_json=False)
    left = _land_left(lake, state, window)
    report_build(_build(lake, window, running), as_json=as_json)
    waiting = (found.start for found in find_waiting(lake, window))
    for earlier in sorted({*left, *waiting}):
        click.echo(f"\nearlier     {format_window(earlier)} has not been built whole", err=True)
        report_build(_build(lake, earlier, running), as_json=False)
    say_where(lake)
    _require_entry(polled)


def _poll(feeds: Path, lake: Path, state: str, window: datetime, group: str | None) -> PollSummary:
    from pipeline.feeds.catalog import load_feeds
    from pipeline.fetch.poll import poll as poll_feeds

    _require_begun(window)
    catalog = load_feeds(feeds)
    with progress("poll") as report:
        return poll_feeds(
            catalog,
            state,
            lake,
            window,
            group=group,
            allow_networks=allow_networks(),
            progress=report,
        )


def _require_begun(window: datetime) -> None:
    """Make sure that a window is none of the future; a clock may be behind by one.

    Raises:
        UsageError: it is: feeds that are asked for it would be left alone until then.
    """
    if window > datetime.now(UTC) + WINDOW:
        raise UsageError(
            f"the window {format_window(window)} has not begun, and feeds that are asked for it "
            "are not asked again before it"
        )


def _require_entry(polled: PollSummary) -> None:
    """Make sure that not every feed leads where the address guard lets nobody go.

    Of a group of feeds that may be so: it may be a single feed.

    Raises:
        ConfigError: each does, and no later run will bring more.
    """
    if polled.read and polled.reasons.get(Reason.ADDRESS_REFUSED) == polled.read:
        raise ConfigError(
            "the address guard refused every feed: they are at addresses that are not public; "
            "networks of yours that may be entered go into SITREP_ALLOW_NETWORKS, as 10.0.0.0/8"
        )


def _fetch(
    feeds: Path, lake: Path, state: str, window: datetime, group: str | None
) -> FetchSummary:
    from pipeline.feeds.catalog import load_feeds
    from pipeline.fetch.pages import fetch as fetch_pages

    _require_begun(window)
    settings = load_feeds(feeds).settings
    with progress("fetch") as report:
        return fetch_pages(
            state,
            lake,
            window,
            settings=settings,
            group=group,
            allow_networks=allow_networks(),
            progress=report,
        )


def _land_left(lake: Path, state: str, window: datetime) -> list[datetime]:
    from pipeline.fetch.left import land_left

    return land_left(state, lake, window)


def _build(lake: Path, window: datetime, running: Running) -> BuildReport:
    from pipeline.beam.build import BuildSettings
    from pipeline.beam.build import build as build_window

    with status(f"build {format_window(window)}: clean, extract, resolve, commit"):
        return build_window(BuildSettings(lake, window, running))


def _report_poll(summary: PollSummary, window: datetime, lake: Path, *, as_json: bool) -> None:
    from pipeline.lake.landed.landing import landed

    print_counts("poll", _counts(summary), summary.reasons)
    if summary.already_done:
        elsewhere = f", for another lake than {lake}/: a state (--state) goes with one lake"
        where = "" if landed(lake, window) else elsewhere
        click.echo(f"{'':<11} this window had been polled before{where}", err=True)
    if summary.rejected:
        click.echo(
            f"{'':<11} which feeds: sitrep feeds list; why: sitrep feeds check URL", err=True
        )
    if as_json:
        print_json(
            {
                "window": format_window(window),
                **_counts(summary),
                "new_items": summary.new_items,
                "reasons": summary.reasons,
            }
        )


def _report_fetch(summary: FetchSummary, window: datetime, *, as_json: bool) -> None:
    print_counts("fetch", _counts(summary), summary.reasons)
    if summary.waiting:
        click.echo(f"{'':<11} {summary.waiting} items wait for a later window", err=True)
    if as_json:
        print_json(
            {
                "window": format_window(window),
                **_counts(summary),
                "waiting": summary.waiting,
                "reasons": summary.reasons,
            }
        )


def _counts(summary: Any) -> dict[str, int]:
    return {name: getattr(summary, name) for name in ("read", "kept", "empty", "rejected")}
