"""Processes that end with the one that started them."""

from __future__ import annotations

import signal
import subprocess
import sys

_SCRIPT = """
import os, signal, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pipeline.workers.parent import end_with_parent
pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_parent)
pool.submit(os.getpid).result()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_waits_for_work_ends_when_its_parent_is_killed() -> None:
    # what it prints is read to the end, which comes when the last of its processes has ended
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL
