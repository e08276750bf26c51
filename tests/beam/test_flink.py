"""The same graph on Flink, embedded; runs when ``make flink`` has fetched the job server."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.beam.test_jobs import TEXTS, WINDOW, land_and_build, page, tables

JARS = sorted((Path(__file__).parents[2] / ".flink").glob("*job-server*.jar"))
#: Without a master the job server starts a Flink of its own; workers live in this process.
EMBEDDED = ("--environment_type", "LOOPBACK", "--parallelism", "2")

pytestmark = [
    pytest.mark.flink,
    pytest.mark.slow,
    pytest.mark.skipif(not JARS, reason="no job server: make flink"),
]


def test_flink_gives_the_tables_of_the_local_runner(tmp_path: Path):
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    land_and_build(tmp_path / "local", WINDOW, pages)
    arguments = ("--flink_job_server_jar", str(JARS[-1]), *EMBEDDED)
    land_and_build(
        tmp_path / "flink", WINDOW, pages, runner="FlinkRunner", runner_arguments=arguments
    )
    ours, theirs = tables(tmp_path / "local"), tables(tmp_path / "flink")
    assert {name for name in ours if not ours[name].equals(theirs[name])} == set()
