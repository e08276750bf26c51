"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import LakeBusy, WorldError
from pipeline.lake import Lake

_HOLD = """
import sys
from pathlib import Path
from pipeline.lake import Lake
with Lake(Path(sys.argv[1])).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def _start_holder(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path), "postgresql://ann:s3:c/ret@db:5432/state"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_writer_is_told_who_holds_the_lake(tmp_path: Path) -> None:
    with _start_holder(tmp_path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(
            LakeBusy, match=rf"process {holder.pid} \(-c .*ann@db.*\) since .*--wait"
        ):
            Lake(tmp_path).lock().__enter__()
        holder.communicate("")
    assert "s3:c/ret" not in (tmp_path / ".lock").read_text()


def test_a_second_writer_may_wait(tmp_path: Path) -> None:
    with _start_holder(tmp_path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert holder.stdin is not None
        holder.stdin.close()
        with Lake(tmp_path).lock(wait=True):
            assert holder.wait() == 0


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    with _start_holder(tmp_path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()
        holder.wait()
    with Lake(tmp_path).lock():
        pass


def test_the_lock_is_free_after_the_block(tmp_path: Path) -> None:
    for _ in range(2):
        with Lake(tmp_path).lock(), pytest.raises(LakeBusy):
            Lake(tmp_path).lock().__enter__()


def test_a_folder_that_cannot_be_made_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldError, match=r"cannot write to .*/file/lake/: not a directory"):
        Lake(tmp_path / "file" / "lake").lock().__enter__()
