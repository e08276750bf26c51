"""Where the answers of feeds are read: beside the loop that talks to their servers.

A feed of 40 items takes some milliseconds, four times as many where feedparser has to read it: a
good part of all that a feed costs. Many feeds are therefore read by a process of their own, on a
second core; a few are not worth starting one (half a second) and are read in a thread.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

from pipeline.workers.parent import end_with_parent

Result = TypeVar("Result")

#: From so many feeds on, a process reads them sooner than a thread would.
MANY_FEEDS = 100


class FeedReader:
    """Reads feeds off the event loop; an asynchronous context manager.

    Args:
        n_feeds: how many may have to be read.
    """

    def __init__(self, n_feeds: int) -> None:
        # one is enough: reading a feed takes less than asking for it and keeping its items
        self._process: ProcessPoolExecutor | None = None
        if n_feeds >= MANY_FEEDS:
            self._process = ProcessPoolExecutor(1, get_context("spawn"), initializer=_settle)

    async def __aenter__(self) -> FeedReader:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is not None:
            await asyncio.to_thread(self._process.shutdown, cancel_futures=True)

    async def read(self, call: Callable[[], Result]) -> Result:
        """Make a call that can be pickled; again in a thread should the process have ended."""
        if self._process is not None:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._process, call)
            except BrokenProcessPool:
                self._process = None
        return await asyncio.to_thread(call)


def _settle() -> None:
    """In the process: leave Ctrl-C to the parent, and end when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
