"""How the job ends when what it stands on fails."""

from __future__ import annotations

import errno
import os

import apache_beam as beam
import pytest

from pipeline.beam.engine import run_graph
from pipeline.errors import WorldError
from pipeline.runners import DEFAULT_RUNNER

pytestmark = pytest.mark.slow


def _run_and_fail(error: Exception) -> None:
    """Run a job of which one step raises an error."""

    def fail(_: int) -> int:
        raise error

    run_graph(lambda pipeline: pipeline | beam.Create([1]) | beam.Map(fail), [DEFAULT_RUNNER])


def test_a_full_disk_is_told_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(WorldError) as caught:
        _run_and_fail(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "staged.jsonl"))
    assert str(caught.value) == "the disk refused what the job writes: no space left on device"
    assert "Errno" not in caplog.text


def test_a_fault_of_ours_shows_where_it_is(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ZeroDivisionError, match="by nothing"):
        _run_and_fail(ZeroDivisionError("by nothing"))
    assert "by nothing" in caplog.text
