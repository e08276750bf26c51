"""Run a job: here, on the engine of a runner, or by a program that launches it elsewhere."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from pipeline.beam.depot import load_job, save_job, sent
from pipeline.beam.engine import run_graph
from pipeline.beam.jobs import WindowJob, build_flow
from pipeline.errors import ConfigError, WorldError
from pipeline.runners import USUAL, Running


def run_job(job: WindowJob, running: Running = USUAL) -> None:
    """Run a job to its end; what it stages is in its staging folder then.

    Args:
        job: what to do.
        running: how. A program in the place of a runner is given the location of the saved job
            last, and ends with 0 when that is done; when this process is to stop, so is it.

    Raises:
        ConfigError: no runner has this name.
        WorldError: it did not end well.
    """
    runner = (running.runner, *running.runner_arguments)
    with nullcontext(job) if running.depot is None else sent(job, running.depot) as work:
        if "/" in running.runner:
            _call([*runner, save_job(work)])
        else:
            run_graph(lambda pipeline: build_flow(pipeline, work), runner)


def _call(command: Sequence[str]) -> None:
    try:
        # what it says is for people: standard output is for the summary of the build
        process = subprocess.Popen(command, stdout=sys.stderr)
    except OSError as error:
        raise ConfigError(f"--runner {command[0]}: {error.strerror}") from error
    with process, _stopped_with_us(process):
        code = process.wait()
    if code:
        raise WorldError(f"{command[0]} ended with {code}; what it said says why")


@contextmanager
def _stopped_with_us(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Pass on that we are to stop: a program that waits for a job elsewhere can end that, too."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only there a signal can be answered
        return
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def launch(path: str, runner: Sequence[str]) -> None:
    """Run a saved job on a Beam runner.

    Args:
        path: where it was saved.
        runner: the name of the runner, then its own arguments.

    Raises:
        ConfigError: no runner has this name.
        WorldError: it did not end well.
    """
    job = load_job(path)
    run_graph(lambda pipeline: build_flow(pipeline, job), runner)
