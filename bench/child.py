"""Run a program of ours and see what it used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

#: The kernel's own figure of a process's peak begins with that of the process that started it, so
#: the program tells its own.
_PROGRAM = """
import atexit, re, sys
def tell():
    with open("/proc/self/status") as status:
        peak = re.search(r"VmHWM:\\s*(\\d+)", status.read())
    print("\\npeak", peak[1], end="", file=sys.stderr)
if sys.platform == "linux":
    atexit.register(tell)
from pipeline.cli import main
main()
"""


#: Keeps Python from keeping compiled modules. They are kept where sitrep is installed: without them
#: each window would compile its own, .4 s of them.
_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process used, in seconds with its children; ``peak_mb`` is its own memory (Linux)."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run_sitrep(arguments: Sequence[str], given: bytes = b"") -> Usage:
    """Run a sitrep command to its end.

    Args:
        arguments: the command and its options.
        given: its standard input.

    Raises:
        RuntimeError: it failed; what it said is in the text.
    """
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    env = {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}
    started = time.perf_counter()
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=nowhere, stderr=pipe, env=env) as process:
        if process.stdin is None or process.stderr is None:
            raise RuntimeError("a process without pipes")
        process.stdin.write(given)
        process.stdin.close()
        said, _, peak_kb = process.stderr.read().rpartition(b"\npeak ")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"sitrep {' '.join(arguments)}: {said.decode(errors='replace')[-2000:]}")
    cpu_s = usage.ru_utime + usage.ru_stime
    return Usage(time.perf_counter() - started, cpu_s, int(peak_kb or 0) / 1024)
