"""Jobs of all tests share their worker processes: to start these takes longer than most jobs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.beam.crew import keep_crews


@pytest.fixture(scope="session", autouse=True)
def _crews() -> Iterator[None]:
    with keep_crews():
        yield
