"""The command line: argv to settings to one job, and the only place that prints.

Exit codes: 0 done; 1 the network, the disk or a database failed (worth a retry); 2 wrong use,
settings or data files; 3 a published table breaks a promise; 130 and 143 told to stop;
141 nobody reads on (`| head`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

import click

from pipeline.errors import ConfigError, GateError, SitrepError, UsageError

#: command -> module of this package; a command's module is imported when it is used.
COMMANDS = {
    "run": "runs",
    "poll": "runs",
    "fetch": "runs",
    "land": "windows",
    "build": "runs",
    "clean": "stages",
    "extract": "stages",
    "resolve": "stages",
    "syndication": "stages",
    "feeds": "feeds",
    "windows": "windows",
    "import-warc": "archives",
    "import-pages": "archives",
    "export-warc": "archives",
    "report": "looking",
    "show": "looking",
    "verify": "looking",
    "query": "asking",
    "changes": "asking",
    "export": "asking",
    "load": "warehouses",
    "ddl": "warehouses",
    "maintain": "keeping",
    "rebuild": "rebuilding",
    "replay": "rebuilding",
    "forget": "keeping",
    "sample": "sample",
}


#: What a shell reports of `cat` or `yes` whose reader has closed the pipe: 128 + SIGPIPE.
UNREAD = 141
#: What a shell reports of a program that a signal has ended: 128 and the signal's number.
STOPPED = 128


class _Stopped(SystemExit):
    """We are told to stop: some words, to which Beam adds where, and the signal's number."""


class _Lazy(click.Group):
    """A group whose commands are imported when asked for: ``sitrep --help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(
            import_module(f"pipeline.cli.{module}"), cmd_name.replace("-", "_")
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean '{near[0]}'?", ctx) from None


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sitrep")
def sitrep() -> None:
    """News feeds in, deduplicated incidents out.

    Start with `sitrep run --feeds feeds.toml --lake lake/`: it polls the feeds, fetches what is
    new, and writes incidents as Parquet. Each stage also runs alone on JSON Lines (clean, extract,
    resolve, syndication), to try it or to look into one article.
    """


def use_small_pages() -> None:
    """Keep Arrow's allocator from asking the system for pages of 2 MB.

    Each of which something is used is held whole: a build of a small window held 405 MB instead of
    350 at the most, for the same seconds. The allocator asks for this when Arrow is first imported.
    """
    os.environ.setdefault("MIMALLOC_ALLOW_THP", "0")


def main() -> None:
    """Run the command line; every error that we know is one line and an exit code."""
    use_small_pages()
    if isinstance(sys.stdout, TextIOWrapper):
        # news is in all scripts, a terminal or a log perhaps in one
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        with _stopping_in_order():
            code = sitrep(standalone_mode=False)  # an exit code, or None
    except _Stopped as stopped:
        _say_stopped(stopped.args[-1])
    except SystemExit:  # Click's own way out, here, when nobody reads what is printed
        code = UNREAD
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _say_stopped(signal.SIGINT)
    except SitrepError as error:
        click.echo(f"sitrep: {error}", err=True)
        sys.exit(exit_code(error))
    except OSError as error:  # a file or folder that nobody foresaw to fail
        click.echo(f"sitrep: {error}", err=True)
        sys.exit(1)
    sys.exit(code)


@contextmanager
def _stopping_in_order() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # as in what a shell runs behind
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Unwind, so that nothing temporary is left behind; who asks twice is obeyed at once."""
    signal.signal(number, signal.SIG_DFL)
    raise _Stopped("told to stop", number)


def _say_stopped(number: int) -> NoReturn:
    click.echo("stopped; run the same command again to go on", err=True)
    sys.exit(STOPPED + number)


def exit_code(error: SitrepError) -> int:
    """The exit code of an error."""
    if isinstance(error, ConfigError | UsageError):
        return 2
    return 3 if isinstance(error, GateError) else 1
