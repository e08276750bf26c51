"""Run a command and watch what it and all that it starts take: seconds and resident memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY_S = 0.5


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
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            main, others = _memory_mb(process.pid)
            peak, peak_of_main = max(peak, main + others), max(peak_of_main, main)
            time.sleep(_EVERY_S)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[3:])} ended with {process.returncode}")
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


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
