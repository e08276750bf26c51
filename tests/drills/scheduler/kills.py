"""What is killed, and when."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.drills.scheduler.client import wait

Victim = Literal["command", "task", "supervisor"]
#: A window may have to wait for all before it, on a busy machine.
_WITHIN_S = 1_800


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill -9: of the command itself, the task that runs it, or the task's supervisor.

    Args:
        window: its number, from 0.
        verb: the command.
        victim: who dies; the others live on.
        after_s: seconds after the command began.
    """

    window: int
    verb: str
    victim: Victim
    after_s: float

    def strike(self, folder: Path) -> str:
        """Wait for the moment, and kill; says what was done."""
        mark = folder / "marks" / f"{self.verb}.{self.window}"
        wait(lambda: mark.exists() and bool(mark.read_text("utf-8")), str(mark), _WITHIN_S)
        time.sleep(self.after_s)
        known = json.loads(mark.read_text("utf-8"))
        pid = known[self.victim]
        alive = Path(f"/proc/{known['command']}").exists()
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        state = "at work" if alive else "done already"
        return f"window {self.window + 1}, {self.verb}: kill -9 of its {self.victim} ({state})"


KILLS = (
    Kill(1, "fetch", "task", 1.5),
    Kill(3, "build", "supervisor", 4.0),
    Kill(4, "build", "command", 4.0),
)
