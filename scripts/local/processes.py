"""Processes that outlive the command that started them, and are ended by their own number."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

#: How long a process may take to end what it is doing.
PATIENCE_S = 30.0
_LOOK_EVERY_S = 0.2


class Processes:
    """Named processes of one folder, each the head of a session of its own.

    Args:
        folder: where ``processes.json`` remembers them, and their logs go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "processes.json"
        self._children: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, line: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a process in the background; what it says goes to ``NAME.log``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self.log(name).open("a") as log:
            process = subprocess.Popen(
                line,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children.append(process)
        self._remember(self._known() | {name: [process.pid, _began(process.pid)]})

    def log(self, name: str) -> Path:
        """The log of a process."""
        return self._folder / f"{name}.log"

    def running(self) -> dict[str, int]:
        """The processes that live, with their numbers, in the order of their start."""
        self._bury()
        return {name: pid for name, (pid, began) in self._known().items() if _began(pid) == began}

    def stop(self) -> list[str]:
        """End all with what they have started, the last one first; returns their names.

        Each may end what it is doing first; what is left of it then is killed.
        """
        running = self.running()
        pids = list(running.values())
        _end(pids[-1:])
        _end(pids[:-1])
        self._bury()
        self._file.unlink(missing_ok=True)
        return list(running)

    def _bury(self) -> None:
        """Take note of our own children that have ended, so that nothing of them is left."""
        self._children = [child for child in self._children if child.poll() is None]

    def _known(self) -> dict[str, tuple[int, str]]:
        if not self._file.exists():
            return {}
        known: dict[str, tuple[int, str]] = json.loads(self._file.read_text("utf-8"))
        return {name: (pid, began) for name, (pid, began) in known.items()}

    def _remember(self, known: Mapping[str, Sequence[object]]) -> None:
        self._file.write_text(json.dumps(known), encoding="utf-8")


def _began(pid: int) -> str:
    """When a process began; empty when there is none. A number alone is given out again."""
    asked = ["ps", "-o", "lstart=,stat=", "-p", str(pid)]
    *began, state = subprocess.run(
        asked, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"}
    ).stdout.split() or [""]
    return "" if state.startswith("Z") else " ".join(began)


def _end(pids: Collection[int]) -> None:
    """Ask the heads of groups to end, then the whole groups, then kill what is left."""
    for ask, number, patience in (
        (os.kill, signal.SIGTERM, PATIENCE_S),
        (os.killpg, signal.SIGTERM, PATIENCE_S / 3),
        (os.killpg, signal.SIGKILL, PATIENCE_S / 3),
    ):
        left = [pid for pid in pids if has_members(pid)]
        for pid in left:
            with suppress(ProcessLookupError):
                ask(pid, number)
        until = time.monotonic() + patience
        while time.monotonic() < until and any(map(has_members, left)):
            time.sleep(_LOOK_EVERY_S)


def has_members(group: int) -> bool:
    """Tell whether a process group has a member that lives; one that nobody has buried does not."""
    every = ["ps", "-eo", "pgid=,stat="]
    listed = subprocess.run(every, capture_output=True, text=True, check=True)
    members = (line.split() for line in listed.stdout.splitlines())
    return any(int(of) == group and not state.startswith("Z") for of, state in members)
