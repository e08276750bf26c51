"""Run a command and watch what it and all that it starts take: seconds and resident memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock and of the processor, and the most memory: of all, of the first."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    peak_of_main_mb: float


def watch_sitrep(*arguments: str) -> Taken:
    """Run a command of sitrep as a user would.

    What its processes share is counted as often as they are.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *arguments]
    return _watch(command)


def _watch(command: Sequence[str]) -> Taken:
    wall, cpu = time.monotonic(), _children_cpu_s()
    peak = peak_of_main = 0.0
    with (
        tempfile.TemporaryFile("w+") as told,
        subprocess.Popen(command, stdout=told, stderr=told) as process,
    ):
        while process.poll() is None:
            main, others = _memory_mb(process.pid)
            peak = max(peak, main + others)
            peak_of_main = max(peak_of_main, peak_mb(process.pid))
            time.sleep(_EVERY_S)
        if process.returncode:
            told.seek(0)
            raise RuntimeError(
                f"{' '.join(command[3:])} ended with {process.returncode}: {told.read()}"
            )
    return Taken(time.monotonic() - wall, _children_cpu_s() - cpu, peak, peak_of_main)


def _children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory of a process, and of all that it started."""
    own, others = _resident_mb(pid), 0.0
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return own, others
    for thread in threads:
        try:
            children += (thread / "children").read_text().split()
        except OSError:
            continue
    return own, sum(sum(_memory_mb(int(child))) for child in set(children))


def peak_mb(pid: int) -> float:
    """The most resident memory that a process had so far; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    said = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(said[1]) / 1024 if said else 0.0


def forget_peak_mb(pid: int) -> None:
    """Have the peak of a process count from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
