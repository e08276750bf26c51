"""One writer per lake: a lock on a file that tells who holds it."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pipeline.errors import LakeBusy, WorldError
from pipeline.lake.files import saying_what_failed

_log = logging.getLogger(__name__)
#: A command line longer than this is cut in the message.
_COMMAND_LENGTH = 120
#: The password in the address of a database, which is not for everybody who may read the lake.
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*(?=@)")


@contextmanager
def hold(path: Path, wait: bool) -> Iterator[None]:
    """Hold the lock at ``path`` during the block; the kernel frees it when the process ends.

    Raises:
        LakeBusy: another writer holds it, and ``wait`` is off.
        WorldError: the folder cannot be written.
    """
    file = _open(path)
    try:
        _acquire(file, path, wait)
        _write_holder(file)
        yield
    finally:
        file.close()


def _open(path: Path) -> IO[str]:
    with saying_what_failed(f"cannot write to {path.parent}/"):
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="utf-8")


def _acquire(file: IO[str], path: Path, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = _read_holder(file)
        if not wait:
            raise LakeBusy(
                f"{path.parent}/ is being written by {holder}; use --wait to wait for it"
            ) from error
        _log.warning("waiting for %s/, which is being written by %s", path.parent, holder)
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        raise WorldError(f"cannot lock {path}: {error.strerror}") from error


def _write_holder(file: IO[str]) -> None:
    words = [Path(sys.argv[0]).name, *(_PASSWORD.sub(r"\1", word) for word in sys.argv[1:])]
    command = " ".join(words)[:_COMMAND_LENGTH]
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    file.truncate(0)
    json.dump({"pid": os.getpid(), "command": command, "since": since}, file)
    file.flush()


def _read_holder(file: IO[str]) -> str:
    """Who holds the lock, in words; it may be just about to say so."""
    file.seek(0)
    try:
        holder = json.load(file)
    except ValueError:
        return "another process"
    return f"process {holder['pid']} ({holder['command']}) since {holder['since']}"
