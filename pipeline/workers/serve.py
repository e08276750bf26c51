"""A worker: one process, one function, item by item."""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from queue import SimpleQueue
from typing import Any

from pipeline.errors import ConfigError
from pipeline.workers.messages import receive_bytes, send_bytes

#: The deadline is processor time, so that a busy machine rejects the same pages as a quiet one;
#: an item that only waits is ended after this many deadlines of clock time.
CLOCK_DEADLINES = 4
DEADLINE_SIGNALS = (signal.SIGPROF, signal.SIGALRM)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says about one item; ``error`` is None when ``value`` is the result."""

    value: Any = None
    error: str | None = None
    is_fatal: bool = False
    memory_mb: int = 0


def serve(channel: socket.socket, function: Callable[[Any], Any], deadline_s: float) -> None:
    """The life of a worker: answer item by item, in order."""
    items: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(channel, items), daemon=True).start()
    while True:
        send_bytes(channel, _answer(function, items.get(), deadline_s))


def _receive(channel: socket.socket, items: SimpleQueue[bytes]) -> None:
    """Take items from the socket at all times, so that the parent never waits to send one.

    When the parent is gone so is the worker, even in the middle of an item.
    """
    with contextlib.suppress(EOFError, OSError):
        while True:
            items.put(receive_bytes(channel))
    os._exit(0)


def _answer(function: Callable[[Any], Any], item: bytes, deadline_s: float) -> bytes:
    signal.setitimer(signal.ITIMER_PROF, deadline_s)
    signal.setitimer(signal.ITIMER_REAL, deadline_s * CLOCK_DEADLINES)
    try:
        return pickle.dumps(Answer(function(pickle.loads(item)), memory_mb=_memory_mb()))
    except ConfigError as error:
        return pickle.dumps(Answer(error=str(error), is_fatal=True))
    except Exception as error:  # the edge: whatever it is, it is about this item
        text = f"{type(error).__name__}: {error}"[:500]
        return pickle.dumps(Answer(error=text, memory_mb=_memory_mb()))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _memory_mb() -> int:
    """Resident memory; only its peak where the system does not tell (macOS, in bytes)."""
    told = _open_memory()
    if told is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20
    return int(os.pread(told, 200, 0).split()[1]) * resource.getpagesize() // 2**20


@cache
def _open_memory() -> int | None:
    """A file that tells pages of memory, opened once: to open it for each item took .02 ms."""
    try:
        return os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return None
