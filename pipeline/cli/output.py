"""What commands print: summaries, tables, progress, and one line of JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.errors import UsageError

Report = Callable[[int, int, str], None]


@contextmanager
def progress(label: str) -> Iterator[Report]:
    """Show how far the work is, on a terminal only; yields ``report(done, total, what)``."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total, _what: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, description=f"{label}: {what}")

        yield report


@contextmanager
def status(label: str) -> Iterator[None]:
    """Show that work goes on whose length is not known, on a terminal only."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(label):
        yield


def print_counts(stage: str, counts: Mapping[str, int], reasons: Mapping[str, int]) -> None:
    """Print ``read = kept + empty + rejected`` of one stage, with the reasons."""
    line = (
        f"{stage:<11} read {counts['read']:>6}   kept {counts['kept']:>6}   "
        f"empty {counts['empty']:>6}   rejected {counts['rejected']:>6}"
    )
    click.echo(line, err=True)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{'':<11}   {count:>6}  {reason}", err=True)


def number_of(n: int, noun: str) -> str:
    """A number of things in words, as ``1 row`` or ``2 rows``."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def moment_or_dash(at: datetime | None) -> str:
    """A time to the minute; a dash for none."""
    return at.strftime("%Y-%m-%d %H:%M") if at else "-"


def print_json(value: Mapping[str, Any]) -> None:
    """Print one line of JSON to standard output: what a scheduler reads."""
    click.echo(json.dumps(value, default=_plain, ensure_ascii=False))


def print_table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table to standard output, as wide as the terminal (or 160 columns in a file)."""
    # words of feeds and pages are told as they are: "[live]" is no style, ":x:" no picture
    console = Console(width=None if sys.stdout.isatty() else 160, markup=False, emoji=False)
    table = Table(title=title, title_justify="left", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def print_record(values: Mapping[str, Any]) -> None:
    """Print the values that a row has, one a line."""
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        if value is not None:
            click.echo(f"  {name:<{width}} {value}")


def _plain(value: object) -> str:
    if isinstance(value, datetime | date | Path):
        return value.isoformat() if not isinstance(value, Path) else str(value)
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


@contextmanager
def open_in(path: str) -> Iterator[IO[bytes]]:
    """Open an input file, or standard input for ``-``."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with _open(path, "rb") as file:
        yield file


@contextmanager
def open_out(path: str) -> Iterator[IO[bytes]]:
    """Open an output file, or standard output for ``-``."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _open(path, "wb") as file:
        yield file


def _open(path: str, mode: Literal["rb", "wb"]) -> IO[bytes]:
    try:
        return Path(path).open(mode)
    except OSError as error:
        verb = "read" if mode == "rb" else "write"
        raise UsageError(f"cannot {verb} {path}: {error.strerror}") from error
