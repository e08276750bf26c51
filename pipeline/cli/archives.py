"""Other doors in and out: pages from archives and files, and what was fetched as WARC."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import (
    DayType,
    WindowType,
    json_option,
    lake_option,
    require_lake,
    state_option,
)
from pipeline.cli.output import number_of, open_in, print_counts, print_json, progress
from pipeline.errors import UsageError
from pipeline.ids import make_id
from pipeline.urls import host_of
from pipeline.windows import format_window

if TYPE_CHECKING:
    from pipeline.fetch.archives.imports import Found, ImportOptions, ImportSummary

_window = click.option(
    "--window",
    type=WindowType(),
    default=None,
    help="Land everything in this window, not each page in the one in which it was fetched.",
)


@click.command("import-warc")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@lake_option
@state_option
@_window
@json_option
def import_warc(
    files: tuple[Path, ...], lake: Path, state: str, window: datetime | None, as_json: bool
) -> None:
    """Land the pages of WARC files (CC-NEWS, your own archives), as if they had been fetched.

    Each page lands in the window of its WARC-Date; build these windows afterwards. Importing a file
    again changes nothing.
    """
    from pipeline.fetch.archives.warc_in import read_warc

    sources = [(_file_name(path), partial(read_warc, path)) for path in files]
    _import(sources, _options(lake, state, window), as_json=as_json)


@click.command("import-pages")
@click.argument("sources", nargs=-1, required=True)
@lake_option
@state_option
@_window
@click.option(
    "--base-url",
    default=None,
    help="The address that a folder stands for; without it pages must name their own.",
)
@json_option
def import_pages(
    sources: tuple[str, ...],
    lake: Path,
    state: str,
    window: datetime | None,
    base_url: str | None,
    as_json: bool,
) -> None:
    """Land pages from JSON Lines (url, html or html_base64, fetched_at, ...) or folders of HTML.

    SOURCES are files, folders, or - for standard input; the lines are those of `sitrep clean`.
    """
    from pipeline.fetch.archives.page_files import read_page_folder

    if base_url is not None and not host_of(base_url):
        raise UsageError(f"--base-url is not an http(s) address: {base_url!r}")

    def reader(source: str) -> tuple[str, Callable[[], Iterable[Found]]]:
        path = Path(source)
        if path.is_dir():
            name = make_id("import", str(path.resolve()), base_url or "")
            return name, lambda: read_page_folder(path, base_url)
        if source == "-":
            return make_id("import", datetime.now(UTC).isoformat()), lambda: _read_lines(source)
        return _file_name(path), lambda: _read_lines(source)

    _import([reader(one) for one in sources], _options(lake, state, window), as_json=as_json)


@click.command("export-warc")
@click.argument("out", type=click.Path(path_type=Path))
@lake_option
@click.option("--since", type=DayType(), help="First day of windows (2022-08-26).")
@click.option("--until", type=DayType(), help="Last day of windows.")
def export_warc(out: Path, lake: Path, since: date | None, until: date | None) -> None:
    """Write the pages whose bodies are kept as WARC 1.1 to OUT (packed when it ends in .gz)."""
    from pipeline.fetch.archives.warc_out import Days
    from pipeline.fetch.archives.warc_out import export_warc as export

    written = export(require_lake(lake), out, Days(since, until))
    click.echo(f"{number_of(written, 'page')} written to {out}")


def _import(
    sources: Sequence[tuple[str, Callable[[], Iterable[Found]]]],
    options: ImportOptions,
    *,
    as_json: bool,
) -> None:
    from pipeline.fetch.archives.imports import ImportSummary, import_found

    total = ImportSummary()
    with progress("import") as report:
        for name, read in sources:
            summary = import_found(name, _counted(read(), report, total.read), options)
            total.read += summary.read
            total.kept += summary.kept
            total.empty += summary.empty
            total.rejected += summary.rejected
            total.reasons += summary.reasons
            total.windows |= summary.windows
    _report(total, options.lake, as_json=as_json)


def _counted(found: Iterable[Any], report: Any, before: int) -> Iterator[Any]:
    for number, one in enumerate(found, start=1):
        report(before + number, 0, "records")
        yield one


def _report(total: ImportSummary, lake: Path, *, as_json: bool) -> None:
    counts = {name: getattr(total, name) for name in ("read", "kept", "empty", "rejected")}
    print_counts("import", counts, total.reasons)
    windows = [format_window(window) for window in sorted(total.windows)]
    if len(windows) == 1:
        click.echo(f"next        sitrep build --lake {lake} --window {windows[0]}", err=True)
    elif windows:
        click.echo(
            f"next        sitrep build --unbuilt --lake {lake}   "
            f"({len(windows)} windows from {windows[0]} to {windows[-1]})",
            err=True,
        )
    if as_json:
        print_json({**counts, "reasons": total.reasons, "windows": windows})


def _options(lake: Path, state: str, window: datetime | None) -> ImportOptions:
    from pipeline.fetch.archives.imports import ImportOptions

    return ImportOptions(lake, state, datetime.now(UTC), window)


def _read_lines(source: str) -> Iterator[Found]:
    from pipeline.fetch.archives.page_files import read_page_lines

    with open_in(source) as lines:
        yield from read_page_lines(lines, source)


def _file_name(path: Path) -> str:
    """Name a file so that it has the same name as long as it is the same."""
    try:
        about = path.stat()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    return make_id("import", str(path.resolve()), str(about.st_size), str(about.st_mtime_ns))
