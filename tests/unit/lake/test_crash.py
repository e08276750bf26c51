"""kill -9 while publishing: readers stay right, and the next run heals.

A few kills here; `make drill-lake ARGS="kill --kills 200"` does as many as one likes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.lake_kill import drill


@pytest.mark.slow
def test_readers_are_right_and_the_lake_heals_whenever_a_run_is_killed(tmp_path: Path) -> None:
    report = drill(tmp_path, kills=3, n_days=12, n_incidents=60, seed=7)
    assert report.problems == ()
    assert sum(report.reads.values()) - sum(report.gone.values()) > 3
