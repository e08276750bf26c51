"""The same graph on other engines, where ``make prism`` or ``make flink`` has brought one."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from pipeline.beam.build import BuildSettings, build
from pipeline.errors import ConfigError, WorldError
from pipeline.lake import Lake
from pipeline.runners import Running
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, land_and_build, page, tables
from tests.drills.engine import on_prism, prism, worker_pool
from tests.drills.flink_cluster import JOB_SERVER, cluster, on_flink

PRISM = prism()

pytestmark = pytest.mark.slow
needs_flink = pytest.mark.skipif(not JOB_SERVER.exists(), reason="no job server: make flink")
needs_prism = pytest.mark.skipif(PRISM is None, reason="no engine: make prism")


def differing(lake: Path, other: Path) -> set[str]:
    """The datasets whose tables are not equal."""
    ours, theirs = tables(lake), tables(other)
    return {name for name in ours if not ours[name].equals(theirs[name])}


def test_a_runner_of_no_name_is_bad_configuration(tmp_path: Path):
    with pytest.raises(ConfigError, match="--runner Nope"):
        build(BuildSettings(tmp_path, WINDOW, Running("Nope")))


def test_an_engine_that_is_not_there_is_named_in_one_line(tmp_path: Path):
    nowhere = ("--job_endpoint", "127.0.0.1:1", "--job_server_timeout", "1")
    with pytest.raises(WorldError) as caught:
        build(BuildSettings(tmp_path, WINDOW, Running("PortableRunner", nowhere)))
    assert str(caught.value) == "PortableRunner did not run the job: FutureTimeoutError"


@pytest.mark.flink
@needs_flink
# when a job has ended Flink hangs up, on which a thread of Beam's that still reads dies aloud
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_flink_gives_the_tables_of_the_local_runner(tmp_path: Path):
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    land_and_build(tmp_path / "local", WINDOW, pages)
    # without a master the job server starts a Flink of its own; workers live in this process
    runner, *arguments = on_flink(2)
    land_and_build(
        tmp_path / "flink", WINDOW, pages, runner=runner, runner_arguments=tuple(arguments)
    )
    assert differing(tmp_path / "local", tmp_path / "flink") == set()


@pytest.mark.flink
@needs_flink
def test_a_cluster_that_loses_a_task_manager_gives_the_same_tables(tmp_path: Path):
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    land_and_build(tmp_path / "local", WINDOW, pages)
    with worker_pool() as workers, cluster(task_managers=2) as flink:
        loss = flink.lose_one_at_work()
        runner, *arguments = on_flink(2, flink.master, workers.address)
        land_and_build(
            tmp_path / "flink", WINDOW, pages, runner=runner, runner_arguments=tuple(arguments)
        )
        assert loss.was_made_good()
    assert differing(tmp_path / "local", tmp_path / "flink") == set()


@pytest.mark.prism
@needs_prism
def test_prism_with_workers_of_its_own_gives_the_tables_of_the_local_runner(tmp_path: Path):
    pages = [page(url, WINDOW, text) for url, text in TEXTS.items()]
    land_and_build(tmp_path / "local", WINDOW, pages)
    with worker_pool() as workers:
        runner, *arguments = on_prism(workers.address)
        land_and_build(
            tmp_path / "prism", WINDOW, pages, runner=runner, runner_arguments=tuple(arguments)
        )
    assert differing(tmp_path / "local", tmp_path / "prism") == set()


@pytest.mark.prism
@needs_prism
def test_a_killed_worker_leaves_the_version_before_and_the_next_run_heals(tmp_path: Path):
    lake = tmp_path / "lake"
    first, second = TEXTS.items()
    land_and_build(lake, WINDOW, [page(first[0], WINDOW, first[1])])
    before = Lake(lake).snapshot().versions
    with worker_pool() as workers:
        runner, *arguments = on_prism(workers.address)
        workers.kill_when_busy(signal.SIGKILL)
        with pytest.raises(WorldError, match="PrismRunner did not run the job"):
            land_and_build(
                lake,
                LATER,
                [page(second[0], LATER, second[1])],
                runner=runner,
                runner_arguments=tuple(arguments),
            )
    assert Lake(lake).snapshot().versions == before
    land_and_build(lake, LATER, [page(second[0], LATER, second[1])])
    assert Lake(lake).snapshot().count("articles") == 2
