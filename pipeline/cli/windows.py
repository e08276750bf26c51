"""The windows of a lake: what has landed, and what has been built of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import (
    WindowType,
    json_option,
    lake_option,
    require_lake,
    state_option,
    window_option,
)
from pipeline.cli.output import moment_or_dash, number_of, print_json, print_table
from pipeline.windows import format_window

if TYPE_CHECKING:
    from pipeline.lake.landed.waiting import LandedWindow


@click.command()
@lake_option
@click.option("--since", type=WindowType(), default=None, help="No window before this one.")
@click.option("--until", type=WindowType(), default=None, help="Only windows before this one.")
@click.option("--unbuilt", is_flag=True, help="Only windows that wait for a build.")
@json_option
def windows(
    lake: Path, since: datetime | None, until: datetime | None, unbuilt: bool, as_json: bool
) -> None:
    """List the windows that have landed something, and when each was built.

    What has landed and is not built yet, or has landed since, waits for:

    sitrep build --window WINDOW
    """
    from pipeline.lake.landed.landing import landed_windows
    from pipeline.lake.landed.waiting import look_up

    chosen = (
        start
        for start in landed_windows(lake)
        if (since is None or start >= since) and (until is None or start < until)
    )
    built = [_describe(window) for window in look_up(lake, chosen)]
    if unbuilt:
        built = [window for window in built if window["waits"]]
    if as_json:
        print_json({"windows": built})
        return
    require_lake(lake, or_landed=True)
    cells = [
        (w["window"], str(w["builds"]), moment_or_dash(w["built_at"]), "yes" if w["waits"] else "")
        for w in built
    ]
    if not cells:
        waits = " waits for a build" if unbuilt else " has landed files that are kept"
        click.echo(f"no window of {lake}/{waits}")
        return
    titles = ("window", "builds", "last built (UTC)", "waits")
    print_table(f"{number_of(len(cells), 'window')} of {lake}/", titles, cells)


def _describe(window: LandedWindow) -> dict[str, Any]:
    return {
        "window": format_window(window.start),
        "builds": len(window.builds),
        "built_at": max((ready for _, ready in window.builds), default=None),
        "waits": window.waits,
    }


@click.command()
@lake_option
@state_option
@window_option
@json_option
def land(lake: Path, state: str, window: datetime, as_json: bool) -> None:
    """Land what runs of earlier windows have pulled and could not land; nobody is asked.

    They were stopped, or the disk was full. `sitrep run` does so by itself, and builds them again;
    where its steps are run one by one (Airflow), this is one of them. It names the windows that
    have landed more since they were built, by this or before, and wait for:

    sitrep build --window WINDOW
    """
    from pipeline.fetch.left import land_left
    from pipeline.fetch.state.database import has_state
    from pipeline.lake.landed.waiting import find_waiting

    landed = land_left(state, lake, window) if has_state(state) else []
    again = (found.start for found in find_waiting(lake, window) if found.builds)
    waiting = [format_window(start) for start in sorted({*landed, *again})]
    if as_json:
        print_json({"landed": [format_window(start) for start in landed], "waiting": waiting})
        return
    click.echo(f"landed      what {number_of(len(landed), 'window')} had left")
    for start in waiting:
        click.echo(f"waits       sitrep build --lake {lake} --window {start}")
