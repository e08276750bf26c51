"""A run that is killed outright loses nothing: some moments; the drill tries fifty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.kill import drill, on_postgres, on_sqlite
from tests.drills.site import Sites, serve
from tests.postgres import find_programs

MOMENTS = [0.3, 0.6, 0.9]


@pytest.mark.slow
def test_on_sqlite_a_run_after_a_kill_ends_as_if_there_had_been_none(tmp_path: Path) -> None:
    with serve(Sites(3, 4)) as sites:
        assert list(drill(sites, on_sqlite(tmp_path), MOMENTS)) == []


@pytest.mark.slow
@pytest.mark.skipif(find_programs() is None, reason="there is no PostgreSQL here")
def test_on_postgresql_a_run_after_a_kill_ends_as_if_there_had_been_none(tmp_path: Path) -> None:
    with serve(Sites(3, 4)) as sites, on_postgres(tmp_path) as place:
        assert list(drill(sites, place, MOMENTS)) == []
