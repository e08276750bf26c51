"""The process that workers are forked from: it has imported and loaded what they need, once.

It does no item, so that none can harm it; it has no thread, so that it may be forked; and as the
parent of the workers it alone can tell how one ended. It ends when its socket closes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import Any

from pipeline.errors import WorldError
from pipeline.workers.serve import DEADLINE_SIGNALS, serve

_COMMAND = "import sys; from pipeline.workers.forks import tend; tend(int(sys.argv[1]))"
#: numpy's own threads, which no worker needs, would have to be stopped before each fork.
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Order:
    """What workers do.

    ``examples`` are items that the function is tried with before workers are forked, so that what
    it loads or keeps when first asked is there in each of them; none may harm the process.
    """

    function: str
    deadline_s: float
    memory_mb: int
    examples: tuple[Any, ...] = ()


class ForkServer:
    """The pool's side: asks for workers, and for how they ended."""

    def __init__(self, order: Order) -> None:
        """Start the process; it is waited for when a worker is asked for."""
        self._function = order.function
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)  # noqa: PTH109
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _COMMAND, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env={**_NO_THREADS, **os.environ, "PYTHONPATH": path},
            )
        self._control = Connection(ours.detach())
        with contextlib.suppress(OSError):  # it died at once: seen when a worker is asked for
            self._control.send(order)

    def has_ended(self) -> bool:
        """Whether somebody has killed it: its workers go on, but it gives no others."""
        return self._process.poll() is not None

    def fork(self) -> tuple[int, socket.socket]:
        """Start a worker: the number of its process, and the socket for its items.

        Raises:
            WorldError: it cannot start; it wrote why to stderr.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._control.send(None)
                send_handle(self._control, theirs.fileno(), self._process.pid)
                pid: int = self._control.recv()
            except (EOFError, OSError) as error:
                ours.close()
                code = self._process.wait()
                said = f"a worker for {self._function} cannot start (exit {code})"
                raise WorldError(said) from error
            return pid, ours

    def end(self, pid: int) -> int | None:
        """Kill a worker, if it has not ended; its exit code, None when nobody saw it."""
        try:
            self._control.send(pid)
            code: int = self._control.recv()
        except (EOFError, OSError):
            return None
        return code

    def close(self) -> None:
        """End the process; its workers are to be ended before."""
        self._control.close()
        self._process.kill()
        self._process.wait()


def tend(fd: int) -> None:
    """The process's life: get ready, then fork a worker or bury one, as it is told."""
    gc.disable()  # nearly all that is made from here on stays
    control = Connection(fd)
    try:
        order: Order = control.recv()
    except EOFError:  # who started it was stopped at once
        return
    _settle(order.memory_mb)
    module, _, name = order.function.partition(":")
    function: Callable[[Any], Any] = getattr(importlib.import_module(module), name)
    for example in order.examples:
        with contextlib.suppress(Exception):  # an item that fails as well will tell
            function(example)
    gc.freeze()  # looking for garbage writes to each object: pages would no longer be shared
    gc.enable()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pid: int | None = control.recv()
            control.send(_fork(control, function, order.deadline_s) if pid is None else _bury(pid))


def _fork(control: Connection, function: Callable[[Any], Any], deadline_s: float) -> int:
    handle = recv_handle(control)
    pid = os.fork()
    if pid:
        os.close(handle)
        return pid
    try:  # in the worker, which never returns
        control.close()
        serve(socket.socket(fileno=handle), function, deadline_s)
    finally:
        os._exit(1)


def _bury(pid: int) -> int:
    """End a worker and tell its exit code; below 0 is the signal that ended it.

    One that has closed its socket by ending keeps the code that it has.
    """
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _settle(memory_mb: int) -> None:
    """Be quiet, leave Ctrl-C to the parent, and fail rather than eat all memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for deadline_signal in DEADLINE_SIGNALS:
        signal.signal(deadline_signal, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    limit = memory_mb * 2**20
    with contextlib.suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
