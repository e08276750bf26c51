"""A task is a `sitrep` command, the same that a user types; this runs it."""

from __future__ import annotations

import json
import logging
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import deque
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from sitrep_airflow.settings import environment

#: Exit codes of a command that a retry does not mend.
WRONG_SETTINGS, BROKEN_PROMISE = 2, 3
FINAL = (WRONG_SETTINGS, BROKEN_PROMISE)
#: How much of what a command said goes into the error.
LAST_LINES = 15

log = logging.getLogger("sitrep")


class CommandFailed(RuntimeError):
    """A command ended with an exit code that a retry may mend; ``said`` are its last lines."""

    def __init__(self, line: str, code: int, said: str) -> None:
        super().__init__(f"{line} ended with {code}:\n{said}")
        self.line, self.code, self.said = line, code, said


class CommandRefused(CommandFailed, AirflowFailException):
    """A command ended with an exit code that stays the same however often it is tried."""


def call(*arguments: str, rest: tuple[str, ...] = (), **extra: str) -> dict[str, Any]:
    """Run a `sitrep` command as a user would, and return the JSON of its last line.

    What it says on the way goes to the task's log, its summary last, and its last lines into the
    error. A task that is stopped or runs out of time stops its command too.

    Args:
        arguments: the command and its options.
        rest: what follows after ``--``.
        extra: environment variables for it: secrets go here, an argument is seen by everybody.

    Raises:
        CommandFailed: it ended with an exit code.
    """
    after = ["--", *rest] if rest else []
    line = [shutil.which("sitrep") or f"{sys.prefix}/bin/sitrep", *arguments, "--json", *after]
    log.info("running %s", shlex.join(line))
    with (
        tempfile.TemporaryFile("w+") as answer,
        subprocess.Popen(
            line, stdout=answer, stderr=subprocess.PIPE, text=True, env=environment() | extra
        ) as process,
    ):
        said = follow(process)
        if process.returncode:
            failed = CommandRefused if process.returncode in FINAL else CommandFailed
            raise failed(shlex.join(line), process.returncode, said)
        answer.seek(0)
        summary: dict[str, Any] = json.loads(answer.readlines()[-1])
        return summary


def follow(process: subprocess.Popen[str]) -> str:
    """Log what a command says until it ends; returns its last lines."""
    said = deque[str](maxlen=LAST_LINES)
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    try:
        for line in process.stderr or ():
            log.info(line.rstrip())
            said.append(line)
        process.wait()
    except BaseException:
        process.terminate()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    return "".join(said)
