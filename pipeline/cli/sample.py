"""The sample newswire: six made-up publishers on loopback, to try everything on."""

from __future__ import annotations

import click


@click.group()
def sample() -> None:
    """A small newswire of our own, to try the pipeline on."""


@sample.command()
@click.option("--port", default=8765, show_default=True, help="Port on loopback.")
@click.option(
    "--window", default=1, show_default=True, help="1, or 2 for a quarter of an hour later."
)
def serve(port: int, window: int) -> None:
    """Serve the sample newswire on loopback until it is stopped (or idle for a while).

    Then, in another shell:

    SITREP_ALLOW_NETWORKS=127.0.0.0/8 sitrep feeds check http://127.0.0.1:8765/...
    """
    from pipeline.sample import serve as serve_sample

    serve_sample(port=port, window=window)
