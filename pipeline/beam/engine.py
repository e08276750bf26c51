"""Where the job runs: the runner is always named, so that none is chosen for us."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.runner import PipelineResult, PipelineState

from pipeline.errors import ConfigError, SitrepError, WorldError, first_line
from pipeline.lake.files import DISK_ERRORS
from pipeline.runners import DEFAULT_RUNNER


def make_options(runner: str = DEFAULT_RUNNER, arguments: Sequence[str] = ()) -> PipelineOptions:
    """Pipeline options for a runner; ``arguments`` are Beam's own, passed on as they are."""
    return PipelineOptions([f"--runner={runner}", *arguments])


def run_graph(fill: Callable[[beam.Pipeline], object], runner: Sequence[str]) -> PipelineResult:
    """Run a graph to its end.

    Args:
        fill: puts the graph's transforms into a pipeline.
        runner: the name of a Beam runner, then its own arguments.

    Raises:
        ConfigError: no runner has this name.
        WorldError: it did not end well; of an engine in one line, its log says the rest.
    """
    name, *arguments = runner
    try:
        pipeline = beam.Pipeline(options=make_options(name, arguments))
    except ValueError as error:
        raise ConfigError(f"--runner {name}: {first_line(error)}") from error
    fill(pipeline)
    try:
        with _told_once():
            result = pipeline.run()
            state = result.wait_until_finish()
    except SitrepError:
        raise
    except Exception as error:
        if name != DEFAULT_RUNNER:  # each engine and its client raise errors of their own
            raise WorldError(f"{name} did not run the job: {first_line(error)}") from error
        said = _find_disk_error(error)
        if said is None:  # no engine but this process: what fails here is ours
            raise
        raise WorldError(f"the disk refused what the job writes: {said}") from error
    if state not in (PipelineState.DONE, None):
        raise WorldError(f"{name} ended the job as {state}; its log says why")
    return result


@contextmanager
def _told_once() -> Iterator[None]:
    """Keep Beam from telling, with its traceback, what becomes one line.

    That is what the disk refused, and that we are told to stop.
    """
    logger = logging.getLogger("apache_beam.runners.common")

    def is_other(record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return error is None or (isinstance(error, Exception) and _find_disk_error(error) is None)

    logger.addFilter(is_other)
    try:
        yield
    finally:
        logger.removeFilter(is_other)


def _find_disk_error(error: BaseException | None) -> str | None:
    """What the disk said, in words, when that is why something failed; Beam wraps it in its own."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in DISK_ERRORS:
            return os.strerror(error.errno).lower()
        error = error.__cause__ or error.__context__
    return None
