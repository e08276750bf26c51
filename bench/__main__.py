"""``python -m bench [PART...]``: measure parts, then write the page from all that was measured."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click
import msgspec

from bench.chart import draw
from bench.findings import Report
from bench.page import write_page
from bench.parts import PARTS, load_part
from bench.runner import Settings

HOME = Path(__file__).parent
RESULTS = HOME / "results"
PAGE = HOME.parent / "docs" / "performance.md"
PICTURE = PAGE.with_suffix(".svg")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--pages", type=click.Path(path_type=Path, exists=True), help="Default: generated.")
@click.option("--limit", default=400, show_default=True, help="The most items of a part.")
@click.option("--rounds", default=3, show_default=True, help="How often each contender runs.")
@click.option("--keep", type=click.Path(path_type=Path), help="Histories are kept here.")
@click.option("--page-only", is_flag=True, help="Measure nothing, write the page anew.")
def main(  # noqa: PLR0913, PLR0917 - one for each option
    parts: tuple[str, ...],
    pages: Path | None,
    limit: int,
    rounds: int,
    keep: Path | None,
    page_only: bool,
) -> None:
    """Measure PARTS (all by default) and write docs/performance.md."""
    settings = Settings(pages, limit, rounds, lambda line: click.echo(line, err=True), keep)
    RESULTS.mkdir(exist_ok=True)
    for part in () if page_only else parts or PARTS:
        report = Report.of(part, tuple(load_part(part)(settings)))
        (RESULTS / f"{part}.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    reports = _read_results()
    PICTURE.write_text(draw(reports), encoding="utf-8")
    PAGE.write_text(write_page(reports, PICTURE.name), encoding="utf-8")


def _read_results() -> list[Report]:
    files = [path for part in PARTS if (path := RESULTS / f"{part}.json").exists()]
    return [msgspec.json.decode(path.read_bytes(), type=Report) for path in files]


if __name__ == "__main__":
    # nothing that a peer loads may go online or write into the home folder
    os.environ |= {"NO_PROXY": "*", "XDG_CACHE_HOME": tempfile.gettempdir()}
    sys.exit(main())
