"""Pace: one request at a time to a host, with a pause between, and silence when it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class NoTimeLeft(Exception):
    """The host's turn would come after the deadline."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    gap_s: float = 0.0


class Pace:
    """Gives hosts their turns; times are seconds since 1970, so that runs can hand them on."""

    def __init__(self, gap_s: float, connections: int, clock: Clock, sleep: Sleep) -> None:
        self._gap_s = gap_s
        self._connections = asyncio.Semaphore(connections)
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, deadline: float | None = None) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep others from asking it.

        The pause is counted from the end of one request to the beginning of the next.

        Raises:
            NoTimeLeft: the turn would come after the deadline.
        """
        known = self._host(host)
        async with known.lock:
            while (wait := known.free_at - self._clock()) > 0:
                if deadline is not None and self._clock() + wait > deadline:
                    raise NoTimeLeft(host)
                await self._sleep(wait)
            async with self._connections:
                try:
                    yield
                finally:
                    pause = max(self._gap_s, known.gap_s)
                    known.free_at = max(known.free_at, self._clock() + pause)

    def slow_down(self, host: str, gap_s: float) -> None:
        """Keep a longer pause at a host (its Crawl-delay)."""
        self._host(host).gap_s = gap_s

    def hold(self, host: str, until: float) -> None:
        """Ask a host nothing until then (its Retry-After, or what another run did)."""
        known = self._host(host)
        known.free_at = max(known.free_at, until)

    def free_at(self, host: str) -> float:
        """From when on a host may be asked."""
        return self._host(host).free_at

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
