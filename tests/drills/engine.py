"""A window on an engine of its own, beside the local runner: bytes, speed, and a killed worker.

    python -m tests.drills.engine --pages 300 [--folder PAGES]

Needs ``make prism``: Beam's Prism, a job server in Go that the job is submitted to over gRPC, as to
Flink's; the workers are another Python process that the engine calls. PAGES are those of the
benchmarks (``BENCH_PAGES``), else generated ones. Prints seconds by the clock and of the processors
for each number of worker processes, whether the tables are the same, and what a killed worker
leaves behind; ends with 1 when something does not hold.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from bench.child import Usage, run_sitrep
from bench.clean import to_page
from bench.pages import load_pages
from bench.runner import Settings
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from pipeline.records import Page
from schemas import dataset_names
from tests.drills.window import WINDOW

ROOT = Path(__file__).parents[2]
_POLL_S = 0.05
#: A worker pool that is not up by then is broken.
_READY_S = 30.0
#: Worker processes that are tried.
_WORKERS = (1, 2, 4)


def prism() -> Path | None:
    """The program that ``make prism`` makes."""
    path = ROOT / ".prism" / "prism"
    return path if path.exists() else None


class Workers:
    """A process with Beam's Python workers that waits for an engine."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self._process = process
        self.address = f"localhost:{port}"

    def kill_when_busy(self, sent: signal.Signals) -> None:
        """Send a signal as soon as the worker has started processes that read pages."""
        threading.Thread(target=self._kill_when_busy, args=(sent,), daemon=True).start()

    def _kill_when_busy(self, sent: signal.Signals) -> None:
        tasks = Path(f"/proc/{self._process.pid}/task")
        while self._process.poll() is None:
            if any((task / "children").read_text().strip() for task in tasks.iterdir()):
                self._process.send_signal(sent)
                return
            time.sleep(_POLL_S)


@contextmanager
def worker_pool() -> Iterator[Workers]:
    """Beam's Python workers in a process of their own, on loopback; ended at the end.

    Raises:
        RuntimeError: the process did not start.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.drills.sdk_workers", str(port)]
    # what an engine hangs up on is no failure, and the job tells of those that are
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=nowhere, text=True) as process:
        try:
            if process.stdout is None or process.stdout.readline().strip() != "ready":
                raise RuntimeError(f"no workers on port {port}")
            yield Workers(process, port)
        finally:
            process.kill()


def on_prism(workers: str) -> tuple[str, ...]:
    """The runner and its arguments, for workers at an address.

    Raises:
        RuntimeError: it was not made yet.
    """
    program = prism()
    if program is None:
        raise RuntimeError("no .prism/prism: make prism")
    external = ("--environment_type", "EXTERNAL", "--environment_config", workers)
    return ("PrismRunner", "--prism_location", str(program), *external)


def window_pages(limit: int, folder: Path | None) -> tuple[list[Page], str]:
    """Pages of one window, real ones of a folder or generated, and what they are in words."""
    found, what = load_pages(Settings(pages=folder, limit=limit))
    return [replace(to_page(p), window_start=WINDOW, fetched_at=WINDOW) for p in found], what


def land_pages(lake: Path, pages: Sequence[Page]) -> None:
    """Land a window's pages in a new lake."""
    shutil.rmtree(lake, ignore_errors=True)
    land(lake, WINDOW, "feeds", "pages", pages)


def build(lake: Path, workers: int, engine: Sequence[str] = ()) -> Usage:
    """Build the window with the command.

    Args:
        lake: where its pages have landed.
        workers: processes that read pages, for each of the engine's workers.
        engine: the runner and its arguments; none for the local one.

    Raises:
        RuntimeError: it failed; what it said is in the text.
    """
    command = ["build", "--lake", str(lake), "--window", WINDOW.isoformat()]
    command += ["--workers", str(workers)]
    return run_sitrep(command + (["--runner", engine[0], "--", *engine[1:]] if engine else []))


def differing(lake: Path, other: Path) -> list[str]:
    """The datasets whose tables are not equal, the attempts left out."""
    ours, theirs = Lake(lake).snapshot(), Lake(other).snapshot()
    names = (name for name in dataset_names() if name != "runs")
    return [name for name in names if not ours.read(name).equals(theirs.read(name))]


def survive_a_kill(lake: Path, pages: Sequence[Page]) -> Iterator[str]:
    """Kill the engine's worker while it reads, then build again; what does not hold."""
    land_pages(lake, pages)
    with worker_pool() as workers:
        workers.kill_when_busy(signal.SIGKILL)
        try:
            build(lake, 2, on_prism(workers.address))
            yield "the build of a killed worker did not fail"
        except RuntimeError as error:
            told = [line for line in str(error).splitlines() if "did not run the job" in line]
            if not told:
                yield f"the build of a killed worker failed without saying why: {error}"
            click.echo(f"killed worker: {' '.join(told)}")
    if Lake(lake).snapshot().versions:
        yield "a killed build has published something"
    with worker_pool() as workers:
        build(lake, 2, on_prism(workers.address))


@click.command()
@click.option("--pages", default=300, show_default=True, help="How many pages land.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True), help="Real pages.")
def main(pages: int, folder: Path | None) -> None:
    """Build a window here and on Prism, and compare."""
    landed, what = window_pages(pages, folder)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        local, other = Path(home) / "local", Path(home) / "other"
        land_pages(local, landed)
        click.echo(f"{len(landed)} pages ({what})")
        click.echo(f"local runner, 2 worker processes: {build(local, 2).wall_s:.1f} s")
        for count in _WORKERS:
            land_pages(other, landed)
            with worker_pool() as workers:
                taken = build(other, count, on_prism(workers.address))
            click.echo(f"Prism, {count} worker processes: {taken.wall_s:.1f} s")
            problems += (f"{count} workers: {name} differs" for name in differing(local, other))
        problems += survive_a_kill(other, landed)
        problems += (f"after a kill: {name} differs" for name in differing(local, other))
    for problem in problems:
        click.echo(f"does not hold: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
