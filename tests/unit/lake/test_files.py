"""Files appear whole or not at all; a disk that refuses is put in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError

from pipeline.errors import WorldError
from pipeline.lake import Lake
from pipeline.lake.files import point, saying_what_failed, write_whole
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, publish, tell

#: Commits while no file may grow beyond a limit, which stands for a full disk.
_COMMIT_WITHOUT_SPACE = """
import resource, sys
from pathlib import Path
from pipeline.errors import WorldError
from tests.unit.lake.world import FIRST_DAY, publish, tell
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    publish(Path(sys.argv[1]), [tell(1, FIRST_DAY, killed=9)])
except WorldError as error:
    print(error)
"""


@pytest.mark.parametrize("limit", [600, 5_000])
def test_a_full_disk_leaves_the_old_version(tmp_path: Path, limit: int) -> None:
    lake = publish(tmp_path, [tell(1, FIRST_DAY, killed=4)])
    command = [sys.executable, "-c", _COMMIT_WITHOUT_SPACE, str(tmp_path), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"cannot write to {tmp_path}/: file too large\n"
    assert [incident.killed_best for incident in lake.snapshot().records("incidents")] == [4]
    publish(tmp_path, [tell(1, FIRST_DAY, killed=5)])
    assert [incident.killed_best for incident in lake.snapshot().records("incidents")] == [5]
    assert verify(Lake(tmp_path).snapshot()).ok


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(28, "No space left on device"), "cannot write: no space left on device"),
        (DeltaError("Generic error\n  ↳ Permission denied"), "cannot write: permission denied"),
        (DeltaError("Something\n  else"), "cannot write: something else"),
    ],
)
def test_an_error_of_the_disk_is_one_line(error: Exception, message: str) -> None:
    with pytest.raises(WorldError) as raised, saying_what_failed("cannot write"):
        raise error
    assert str(raised.value) == message


def test_a_file_that_cannot_be_finished_does_not_appear(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def fail(temporary: Path) -> None:
        temporary.write_text("half")
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_whole(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_moved_in_one_step(tmp_path: Path) -> None:
    link = tmp_path / "link"
    for name in ("a", "b", "b"):
        (tmp_path / name).mkdir(exist_ok=True)
        point(link, name)
        assert str(link.readlink()) == name
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "link"}
