"""The sample newswire: made-up publishers on loopback, to try everything on."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import open_out


@click.group()
def sample() -> None:
    """A small newswire of our own, to try the pipeline on."""


@sample.command()
@click.option("--port", default=8765, show_default=True, help="Port on loopback.")
@click.option(
    "--window",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="1, or 2 for a quarter of an hour later.",
)
@click.option(
    "--feeds",
    type=click.Path(path_type=Path),
    default=None,
    help="Write a feeds file that lists its feeds, as soon as it answers.",
)
@click.option(
    "--idle-minutes",
    type=click.FloatRange(min=0),
    default=15.0,
    show_default=True,
    help="End when nobody has asked for so long; 0: never.",
)
def serve(port: int, window: int, feeds: Path | None, idle_minutes: float) -> None:
    """Serve the sample newswire on loopback until it is stopped (or idle for a while)."""
    from threading import TIMEOUT_MAX

    from pipeline.sample import NETWORKS
    from pipeline.sample import feeds as read_feeds
    from pipeline.sample import serve as serve_sample

    def ready(base: str) -> None:
        click.echo(f"the sample newswire answers at {base}", err=True)
        if not feeds:
            click.echo("with --feeds FILE it writes a feeds file, to try it", err=True)
            return
        with open_out(str(feeds)) as out:
            out.write(read_feeds(base).encode())
        click.echo(
            f"try it:  SITREP_ALLOW_NETWORKS={NETWORKS} sitrep run --feeds {feeds}", err=True
        )

    idle_s = idle_minutes * 60 or TIMEOUT_MAX
    serve_sample(port=port, window=window, idle_s=idle_s, ready=ready)


@sample.command()
@click.argument("window", type=click.IntRange(1, 2))
@click.option("--port", default=8765, show_default=True, help="Port on loopback.")
def advance(window: int, port: int) -> None:
    """Turn a running newswire to its first or second WINDOW."""
    from pipeline.sample import set_window

    set_window(window, f"http://127.0.0.1:{port}")
