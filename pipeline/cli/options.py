"""Options that several commands share; each can also be set in the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pipeline.cli.output import number_of
from pipeline.errors import UsageError
from pipeline.runners import DEFAULT_RUNNER, Running
from pipeline.windows import floor_to_window

feeds_option = click.option(
    "--feeds",
    type=click.Path(path_type=Path),
    default="feeds.toml",
    show_default=True,
    envvar="SITREP_FEEDS",
    show_envvar=True,
    help="Feeds file: feeds.toml or OPML.",
)
lake_option = click.option(
    "--lake",
    type=click.Path(path_type=Path),
    default="lake",
    show_default=True,
    envvar="SITREP_LAKE",
    show_envvar=True,
    help="Folder of the tables.",
)
state_option = click.option(
    "--state",
    default="sqlite:///state.db",
    show_default=True,
    envvar="SITREP_STATE",
    show_envvar=True,
    help="Where polling keeps its state: a database URL (SQLite or PostgreSQL).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one line of JSON, for programs."
)


#: A number of things of which there must be one.
AT_LEAST_ONE = click.IntRange(min=1)


class WindowType(click.ParamType[datetime]):
    """A window by its start: ``2022-08-26T06:00Z``; rounded down to a quarter of an hour."""

    name = "window"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read a time; without a zone it is UTC."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
            return floor_to_window(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            self.fail(f"'{value}' is no time; write it as 2022-08-26T06:00Z", param, ctx)


window_option = click.option(
    "--window",
    type=WindowType(),
    default=lambda: datetime.now(UTC),
    show_default="the current one",
    help="Start of the window, as 2022-08-26T06:00Z.",
)


class DayType(click.ParamType[date]):
    """A day, as 2022-08-26."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write it as 2022-08-26", param, ctx)


class CountryType(click.ParamType[str]):
    """A country, as SY."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a code."""
        code = str(value).upper()
        if not (len(code) == len("SY") and code.isascii() and code.isalpha()):
            self.fail(f"'{value}' is no code of a country; write two letters, as SY", param, ctx)
        return code


def allow_networks() -> tuple[str, ...]:
    """Networks that polling and fetching may enter though they are not public."""
    value = os.environ.get("SITREP_ALLOW_NETWORKS", "")
    return tuple(part.strip() for part in value.split(",") if part.strip())


def require_lake(lake: Path, *, or_landed: bool = False) -> Path:
    """A lake that is there; with ``or_landed`` also one where pages wait for a first build.

    Raises:
        UsageError: there is none; says how to make one.
        WorldError: there was one, whose published version nobody knows any more.
    """
    if (lake / "current").exists() or (or_landed and (lake / ".landing").exists()):
        return lake
    # who only looks at a lake does not wait for what reads and writes it to be imported
    from pipeline.lake import Lake
    from pipeline.lake.landed.landing import landed_windows

    Lake(lake).require_current()
    waiting = landed_windows(lake)
    if not waiting:
        raise UsageError(
            f"there is no lake at {lake}/ yet; make one with: sitrep run --lake {lake}"
        )
    raise UsageError(
        f"what {number_of(len(waiting), 'window')} landed in {lake}/ waits for a first build: "
        f"sitrep build --unbuilt --lake {lake}"
    )


def _only_options(
    _ctx: click.Context, _param: click.Parameter, arguments: tuple[str, ...]
) -> tuple[str, ...]:
    """Refuse words that no runner takes: a feeds file without its --feeds would go unnoticed."""
    if arguments and not arguments[0].startswith("-"):
        raise click.UsageError(
            f"unexpected argument '{arguments[0]}' (after -- follow options of the Beam runner)"
        )
    return arguments


_runner_options = (
    click.option(
        "--runner",
        default=DEFAULT_RUNNER,
        show_default=True,
        envvar="SITREP_RUNNER",
        show_envvar=True,
        help="Beam runner, or the path of a program that launches the job; its own options follow "
        "after --.",
    ),
    click.option(
        "--depot",
        envvar="SITREP_DEPOT",
        show_envvar=True,
        help="Where workers that do not reach the lake read and write, as gs://bucket/sitrep.",
    ),
    click.option(
        "--workers",
        type=AT_LEAST_ONE,
        default=2,
        show_default=True,
        help="Processes that clean pages and read articles.",
    ),
    click.option("--extractor", default="rules", show_default=True, help="Which extractor reads."),
    click.option("--wait", is_flag=True, help="Wait for another writer of the lake to end."),
    click.argument("runner_arguments", nargs=-1, type=click.UNPROCESSED, callback=_only_options),
)


def with_runner_options(command: Callable[..., None]) -> Any:
    """Add the options of commands that run a Beam job; they come as one value, ``running``."""

    @wraps(command)
    def collected(**values: Any) -> None:
        running = Running(**{field.name: values.pop(field.name) for field in fields(Running)})
        command(**values, running=running)

    decorated: Any = collected
    for option in reversed(_runner_options):
        decorated = option(decorated)
    return decorated
