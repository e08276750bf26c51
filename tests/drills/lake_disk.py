"""A disk that is full, and a folder that cannot be written: a clear error, the old version intact.

Small file systems are mounted in a namespace of our own (``unshare``, no rights needed where the
kernel lets users have namespaces).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from pipeline.errors import WorldError
from pipeline.lake import Lake, next_change_seq
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, make_edits, publish, tell

_DAYS = [FIRST_DAY + timedelta(days=n) for n in range(20)]
#: As small as this the disk is full at another step of a commit each time.
_SIZES_KB = range(0, 2000, 200)


def _commit(lake: Lake, killed: int) -> None:
    told = [tell(n, _DAYS[n % len(_DAYS)], killed) for n in range(100)]
    lake.commit(make_edits(told, _DAYS, next_change_seq(lake.snapshot())), run=f"v{killed}")


def _refused(lake: Lake, killed: int) -> str | None:
    """What a run says that the disk refuses; None when it went well.

    It is a process of its own, as a run is: what it still had to write ends with it.
    """
    command = [sys.executable, "-m", __spec__.name, "commit", str(lake.path), str(killed)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stdout.strip() or done.stderr


def commit(path: Path, killed: int) -> list[str]:
    """Heal and commit; what the disk refused, in words."""
    lake = Lake(path)
    try:
        with lake.lock():
            lake.heal()
            _commit(lake, killed)
    except WorldError as error:
        return [str(error)]
    return []


def _seen(lake: Lake) -> set[int | None]:
    incidents = lake.snapshot().records("incidents")
    return {incident.killed_best for incident in incidents} if len(incidents) == 100 else set()


def fill(folder: Path) -> list[str]:
    """Commit on a disk with less and less room; then make room, and commit again."""
    problems, n_full = [], 0
    lake = Lake(folder / "lake")
    publish(lake.path, [tell(n, _DAYS[n % len(_DAYS)], 1) for n in range(100)])
    for number, size in enumerate(_SIZES_KB):
        ballast = folder / "ballast"
        free = shutil.disk_usage(folder).free
        ballast.write_bytes(b"\1" * max(0, free - size * 1024))
        before = _seen(lake)
        error = _refused(lake, killed=100 + number)
        ballast.unlink()
        n_full += error is not None
        if error is not None and "no space left on device" not in error:
            problems.append(f"{size} kB left: unclear error: {error}")
        if error is not None and _seen(lake) != before:
            problems.append(f"{size} kB left: readers see {_seen(lake)}, not {before}")
        if again := _refused(lake, killed=1000 + number):
            problems.append(f"{size} kB left: not healed: {again}")
        with lake.lock():
            lake.purge()
        problems += verify(lake.snapshot()).failures
        if _seen(lake) != {1000 + number}:
            problems.append(f"{size} kB left: not healed")
    print(f"{len(_SIZES_KB)} commits on a small disk, {n_full} of them found it full")
    return problems


def forbid(folder: Path) -> list[str]:
    """Commit into a folder that was mounted again for reading only."""
    lake = Lake(folder / "lake")
    publish(lake.path, [tell(n, _DAYS[n % len(_DAYS)], 1) for n in range(100)])
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    error = _refused(lake, killed=2)
    print(f"read-only: {error}")
    problems = [] if error and "read-only file system" in error else [f"unclear error: {error}"]
    if _seen(lake) != {1} or verify(lake.snapshot()).failures:
        problems.append("the old version is not intact")
    return problems


def _in_namespace(folder: Path, what: str) -> list[str]:
    folder.mkdir()
    inner = f"mount -t tmpfs -o size=6m tmpfs {folder} && exec {sys.executable} -m {__spec__.name}"
    command: Sequence[str] = ["unshare", "-rm", "sh", "-c", f"{inner} {what} {folder}"]
    done = subprocess.run(command, check=False, text=True, capture_output=True)
    print(done.stdout, end="")
    if done.returncode == 0:
        return []
    return [f"{what}: {line}" for line in (done.stdout + done.stderr).splitlines()[-5:]]


def run(folder: Path, options: argparse.Namespace) -> list[str]:
    """Do both drills."""
    del options
    return [*_in_namespace(folder / "full", "fill"), *_in_namespace(folder / "ro", "forbid")]


if __name__ == "__main__":
    target = Path(sys.argv[2])
    if sys.argv[1] == "commit":
        found = commit(target, int(sys.argv[3]))
    else:
        found = {"fill": fill, "forbid": forbid}[sys.argv[1]](target)
    print("\n".join(found))
    sys.exit(1 if found else 0)
