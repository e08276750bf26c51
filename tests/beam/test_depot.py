"""Jobs whose workers do not reach the lake: all that they read and write is in a depot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.beam.build import BuildSettings, build
from pipeline.beam.rebuild import RebuildSettings, rebuild
from pipeline.errors import ConfigError, WorldError
from pipeline.lake import Lake
from pipeline.runners import Running
from tests.beam.held import FOLDERS
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, land_and_build, page, tables

pytestmark = pytest.mark.slow

LAUNCHER = Path(__file__).parents[2] / "scripts" / "dataflow" / "launch.py"
DEADLIER = TEXTS["https://a.example/market"].replace("five", "seven")


@pytest.fixture
def depot(tmp_path: Path) -> Iterator[str]:
    FOLDERS["depot"] = tmp_path / "depot"
    yield "held://depot/sitrep"
    del FOLDERS["depot"]


def build_two_windows(lake: Path, **how: object) -> None:
    """A window of two articles, and one in which one of them says something else."""
    land_and_build(lake, WINDOW, [page(url, WINDOW, text) for url, text in TEXTS.items()], **how)
    land_and_build(lake, LATER, [page(next(iter(TEXTS)), LATER, DEADLIER)], **how)


def differing(lake: Path, other: Path) -> set[str]:
    """The datasets whose tables are not equal."""
    ours, theirs = tables(lake), tables(other)
    return {name for name in ours if not ours[name].equals(theirs[name])}


def make_program(folder: Path, text: str) -> str:
    """A program that launches jobs."""
    path = folder / "launches"
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(0o755)
    return str(path)


def test_a_depot_gives_the_tables_of_the_lake(tmp_path: Path, depot: str) -> None:
    build_two_windows(tmp_path / "local")
    build_two_windows(tmp_path / "sent", depot=depot)
    assert differing(tmp_path / "local", tmp_path / "sent") == set()
    runs = (Lake(tmp_path / name).snapshot().records("runs") for name in ("local", "sent"))
    ours, theirs = (
        sorted((run.window_start, run.clean_read, run.extract_kept) for run in listed)
        for listed in runs
    )
    assert ours == theirs


def test_a_depot_without_an_index_gives_them_too(tmp_path: Path, depot: str) -> None:
    build_two_windows(tmp_path / "local")
    land_and_build(tmp_path / "sent", WINDOW, [page(url, WINDOW, t) for url, t in TEXTS.items()])
    (tmp_path / "sent" / ".index.db").write_bytes(b"")
    land_and_build(
        tmp_path / "sent", LATER, [page(next(iter(TEXTS)), LATER, DEADLIER)], depot=depot
    )
    assert differing(tmp_path / "local", tmp_path / "sent") == set()


def test_a_rebuild_goes_through_a_depot(tmp_path: Path, depot: str) -> None:
    build_two_windows(tmp_path / "lake")
    report = rebuild(
        RebuildSettings(tmp_path / "lake", "mentions", LATER, running=Running(depot=depot)),
        lambda *_: None,
    )
    assert not report.changes


def test_a_depot_has_the_files_of_the_version_that_was_read_last(
    tmp_path: Path, depot: str
) -> None:
    lake = tmp_path / "lake"
    build_two_windows(lake, depot=depot)
    read = Lake(lake).snapshot()
    # the same again: one more attempt is all that it writes
    land_and_build(lake, LATER, [page(next(iter(TEXTS)), LATER, DEADLIER)], depot=depot)
    left = {path.name for path in FOLDERS["depot"].rglob("*") if path.is_file()}
    assert left == {file.name for name, _ in read.versions for file in read.files(name, None)}


def test_a_program_launches_the_job_elsewhere(tmp_path: Path, depot: str) -> None:
    """What it is given names nothing of the lake, and says all that a launcher needs."""
    build_two_windows(tmp_path / "local")
    told = tmp_path / "told"
    program = make_program(
        tmp_path,
        "import pathlib, subprocess, sys\n"
        "*options, job = sys.argv[1:]\n"
        f"pathlib.Path({str(told)!r}).write_bytes(pathlib.Path(job).read_bytes())\n"
        f"command = [sys.executable, {str(LAUNCHER)!r}, *options, f'--job={{job}}']\n"
        "sys.exit(subprocess.run(command).returncode)\n",
    )
    build_two_windows(
        tmp_path / "sent",
        depot=str(tmp_path / "elsewhere"),
        runner=program,
        runner_arguments=("--runner=FnApiRunner", "--job_name=a-window"),
    )
    assert differing(tmp_path / "local", tmp_path / "sent") == set()
    assert str(tmp_path / "sent").encode() not in told.read_bytes()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["tables"]


def test_a_program_that_fails_publishes_nothing(tmp_path: Path) -> None:
    program = make_program(tmp_path, "import sys\nsys.exit(3)\n")
    with pytest.raises(WorldError, match="launches ended with 3"):
        land_and_build(tmp_path / "lake", WINDOW, [], runner=program)
    assert not Lake(tmp_path / "lake").snapshot().versions


def test_a_program_that_is_not_there_is_bad_configuration(tmp_path: Path) -> None:
    settings = BuildSettings(tmp_path / "lake", WINDOW, Running("./nothing"))
    with pytest.raises(ConfigError, match=r"--runner \./nothing: No such file"):
        build(settings)


def test_a_depot_that_is_not_to_be_had_is_named(tmp_path: Path) -> None:
    settings = BuildSettings(tmp_path / "lake", WINDOW, Running(depot="nowhere://at/all"))
    with pytest.raises(WorldError, match="nowhere://at/all cannot be read or written"):
        build(settings)
    build(replace(settings, running=Running()))
