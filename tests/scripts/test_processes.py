"""Processes in the background, ended by their own number."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.local.processes import Processes, has_members

WAITS = [sys.executable, "-c", "print('waiting', flush=True); import signal; signal.pause()"]
# ends only when it is killed, and so does what it has started
STUBBORN = [
    sys.executable,
    "-c",
    "import os, signal; signal.signal(15, signal.SIG_IGN); os.fork(); signal.pause()",
]


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Processes]:
    """No processes yet; none is left in the end."""
    monkeypatch.setattr("scripts.local.processes.PATIENCE_S", 0.6)
    started = Processes(tmp_path / "logs")
    yield started
    started.stop()


def test_a_process_that_was_started_is_known_to_who_comes_later(
    processes: Processes, tmp_path: Path
) -> None:
    processes.start("one", WAITS, os.environ)
    later = Processes(tmp_path / "logs")
    assert list(later.running()) == ["one"]
    assert later.log("one").exists()


def test_all_are_ended_with_what_they_have_started(processes: Processes) -> None:
    processes.start("one", WAITS, os.environ)
    processes.start("two", STUBBORN, os.environ)
    groups = list(processes.running().values())
    assert processes.stop() == ["one", "two"]
    assert processes.running() == {}
    assert not any(map(has_members, groups))


def test_a_number_that_was_given_out_again_is_let_alone(
    processes: Processes, tmp_path: Path
) -> None:
    processes.start("one", WAITS, os.environ)
    pid = processes.running()["one"]
    file = tmp_path / "logs" / "processes.json"
    file.write_text(json.dumps({"one": [pid, "Thu Jan 1 00:00:00 1970"]}), encoding="utf-8")
    assert processes.stop() == []
    assert has_members(pid)
    os.kill(pid, signal.SIGKILL)
    while has_members(pid):
        os.sched_yield()
    assert processes.running() == {}


def test_nothing_running_is_no_error(processes: Processes) -> None:
    assert processes.stop() == []
