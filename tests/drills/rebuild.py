"""Rebuild a long history from its mentions: it ends, and in bounded memory.

``python -m tests.drills.rebuild`` writes a lake of a million made-up mentions and resolves all of
them again with the command. Nothing that its incidents said before stays as it was, so that the
account of the change is as long as it can be. More than ``LIMIT_MB`` at once ends the drill with 1.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from bench.history import write_history
from tests.drills.watch import watch_sitrep

LIMIT_MB = 8 * 1024


@click.command()
@click.option("--mentions", default=1_000_000, show_default=True, help="How long the history is.")
@click.option("--folder", type=click.Path(path_type=Path), help="For the lake; default: temporary.")
def main(mentions: int, folder: Path | None) -> None:
    """Write a history and rebuild it from its mentions."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as home:
        lake = write_history(Path(home) / "lake", mentions)
        before = lake.snapshot()
        taken = watch_sitrep("rebuild", "--lake", str(lake.path), "--from", "mentions")
        after = lake.snapshot()
        n_sources = after.count("incident_sources")
        n_changes = after.change_seq - before.change_seq
    click.echo(
        f"{mentions} mentions: {taken.wall_s:.0f} s, {taken.cpu_s:.0f} s of the processor, peak "
        f"{taken.peak_mb:.0f} MB; {n_sources} in incidents, {n_changes} steps in the change feed"
    )
    if taken.peak_mb > LIMIT_MB or not n_sources:
        sys.exit(f"does not hold: at most {LIMIT_MB} MB, and mentions in incidents")


if __name__ == "__main__":
    main()
