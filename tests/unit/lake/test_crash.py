"""kill -9 while publishing: readers stay right, and the next run heals.

``SITREP_KILLS=200`` asks for more kills than the few that every test run does.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.lake import Lake
from pipeline.lake.verify import verify
from tests.unit.lake.publisher import moves

KILLS = int(os.environ.get("SITREP_KILLS", "3"))
N_DAYS, N_INCIDENTS = 12, 60
#: A commit of this size takes about as long as this, so that kills fall anywhere in one.
LONGEST_LIFE_S = 1.2

#: incident_id and killed_best of each row
Seen = list[tuple[str, int]]
Reader = Callable[[str], Seen]
SQL = "select incident_id, killed_best from read_parquet('{}', hive_partitioning = true)"


def _read_pandas(incidents: str) -> Seen:
    read = pd.read_parquet(incidents, columns=["incident_id", "killed_best"])
    return list(read.itertuples(index=False, name=None))


def _read_pyarrow(incidents: str) -> Seen:
    read = pq.read_table(incidents, columns=["incident_id", "killed_best"])
    return [tuple(row.values()) for row in read.to_pylist()]


def _read_duckdb(incidents: str) -> Seen:
    with duckdb.connect() as session:
        return session.execute(SQL.format(f"{incidents}/**/*.parquet")).fetchall()


def _join_sources(incidents: str) -> Seen:
    """Incidents with their sources, which lie beside them."""
    sources = incidents.replace("/incidents", "/incident_sources") + "/**/*.parquet"
    with duckdb.connect() as session:
        return session.execute(
            f"with i as ({SQL.format(incidents + '/**/*.parquet')}), "
            f"s as (select incident_id from read_parquet('{sources}', hive_partitioning = true)) "
            "select incident_id, killed_best from i join s using (incident_id)"
        ).fetchall()


def _check_naive(read: Reader, lake: Path) -> str | None:
    """Through ``lake/incidents``: incidents that stay on their day are there exactly once."""
    staying = [i for i, _ in read(f"{lake}/incidents") if not moves(int(i[1:]), N_INCIDENTS)]
    expected = sum(not moves(n, N_INCIDENTS) for n in range(N_INCIDENTS))
    if len(staying) == len(set(staying)) == expected:
        return None
    return f"{len(staying)} rows of {len(set(staying))} incidents"


def _check_resolved(read: Reader, lake: Path) -> str | None:
    """Through the resolved view: all incidents exactly once, of one version."""
    view = os.path.realpath(lake / "current")
    seen = read(f"{view}/incidents")
    incidents, versions = {row[0] for row in seen}, {row[1] for row in seen}
    if len(seen) == len(incidents) == N_INCIDENTS and len(versions) == 1:
        return None
    return f"{len(seen)} rows of {len(incidents)} incidents of the versions {sorted(versions)}"


CHECKS: tuple[tuple[Callable[[Reader, Path], str | None], Reader], ...] = (
    (_check_naive, _read_pandas),
    (_check_naive, _read_pyarrow),
    (_check_naive, _read_duckdb),
    (_check_resolved, _read_pandas),
    (_check_resolved, _read_duckdb),
    (_check_resolved, _join_sources),
)


def _is_file_gone(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError) or "No such file" in str(error)


class Readers:
    """Reads the lake in every way, all the while, and notes what went wrong."""

    def __init__(self, lake: Path) -> None:
        self.problems: list[str] = []
        self.n_reads = self.n_retries = 0
        self._lake = lake
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=check) for check in CHECKS]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self, check: Callable[[Reader, Path], str | None], read: Reader) -> None:
        while not self._stop.is_set():
            self.n_reads += 1
            try:
                problem = check(read, self._lake)
            except Exception as error:
                if check is _check_naive and _is_file_gone(error):
                    self.n_retries += 1  # it had listed files of the version before the swap
                    continue
                problem = f"{type(error).__name__}: {error}"
            if problem:
                self.problems.append(f"{check.__name__} {read.__name__}: {problem}")


def _start(lake: Path) -> subprocess.Popen[str]:
    publisher = Path(__file__).with_name("publisher.py")
    command = [sys.executable, str(publisher), str(lake), str(N_DAYS), str(N_INCIDENTS)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A lake with a version in it; the publisher that made it was killed."""
    with _start(tmp_path) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
    return tmp_path


def _publish_and_kill(lake: Path, after_s: float) -> None:
    with _start(lake) as publisher:
        assert publisher.stdout is not None
        publisher.stdout.readline()  # it lives, and has healed what the last one left
        try:
            publisher.wait(after_s)
        except subprocess.TimeoutExpired:
            publisher.kill()


@pytest.mark.slow
def test_readers_are_right_and_the_lake_heals_whenever_a_run_is_killed(published: Path) -> None:
    moments = random.Random(7)
    with Readers(published) as readers:
        for _ in range(KILLS):
            _publish_and_kill(published, moments.uniform(0, LONGEST_LIFE_S))
    print(f"{readers.n_reads} reads, {readers.n_retries} to be done again")  # noqa: T201
    assert readers.problems == []
    assert readers.n_reads - readers.n_retries > KILLS
    lake = Lake(published)
    with lake.lock():
        lake.heal()
    assert verify(lake.snapshot()).failures == ()
