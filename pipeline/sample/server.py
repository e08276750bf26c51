"""Serving the newswire: all hosts together, until nobody asks any more.

The steering host (127.0.0.1 and the port) shows ``/feeds.toml``, ``/feeds.opml``, ``/truth.toml``,
``/__ctl__/window?n=2`` (turn to the second window) and ``/__ctl__/requests`` (what publishers were
asked so far, as JSON).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType, TracebackType

from pipeline.errors import UsageError
from pipeline.sample.hosts import STEERING, Host, bind_hosts
from pipeline.sample.newswire import PORT, load
from pipeline.sample.stand import Stand

IDLE_S = 15 * 60.0
_SHUTDOWN_POLL_S = 0.1


class Newsstand:
    """The newswire being served; a context manager that starts and stops it.

    Args:
        port: of all hosts; 0 takes a free one.
        window: the window on show, from 1.
        host: the steering host's address.

    Raises:
        UsageError: a port is taken, or there is no such window.
    """

    def __init__(self, port: int = PORT, window: int = 1, host: str = "127.0.0.1") -> None:
        self._hosts = bind_hosts(load(), host, port)
        bases = {bound.publisher: bound.base for bound in self._hosts}
        #: the steering host's address
        self.base = bases.pop(STEERING)
        try:
            self.stand = Stand(load(), window, bases)
        except UsageError:
            self._close()
            raise
        for bound in self._hosts:
            bound.stand = self.stand

    def __enter__(self) -> Newsstand:
        for bound in self._hosts:
            thread = threading.Thread(
                target=bound.serve_forever, args=(_SHUTDOWN_POLL_S,), daemon=True
            )
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # each waits for its own loop: all at once, not one after the other
        with ThreadPoolExecutor(len(self._hosts)) as pool:
            list(pool.map(Host.shutdown, self._hosts))
        self._close()

    def _close(self) -> None:
        for bound in self._hosts:
            bound.server_close()


def serve(
    port: int = PORT,
    window: int = 1,
    host: str = "127.0.0.1",
    idle_s: float = IDLE_S,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the newswire until it is idle for ``idle_s`` seconds, or SIGTERM or SIGINT comes.

    Args:
        port: of all hosts; 0 takes a free one.
        window: the window to begin with, from 1.
        host: the steering host's address.
        idle_s: seconds without a request after which it stops by itself.
        ready: called with the steering host's base address once requests are answered.

    Raises:
        UsageError: a port is taken, or there is no such window.
    """
    stop = threading.Event()
    with _stopping_by_signal(stop), Newsstand(port, window, host) as newsstand:
        if ready is not None:
            ready(newsstand.base)
        while (left := idle_s - newsstand.stand.idle_s()) > 0 and not stop.wait(left):
            pass


@contextmanager
def _stopping_by_signal(stop: threading.Event) -> Iterator[None]:
    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    # Python lets only the main thread set handlers
    here = threading.current_thread() is threading.main_thread()
    numbers = (signal.SIGTERM, signal.SIGINT) if here else ()
    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
