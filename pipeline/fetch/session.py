"""What polling and fetching share: a client, robots, the journal, and one visit at a time a host.

async with open_session(...) as session:
    await session.visit(hosts, visit_one_host)
"""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TypedDict

import httpx
from sqlalchemy.engine import Connection

from pipeline.feeds.decide import retry_after
from pipeline.feeds.feed import FeedSettings
from pipeline.fetch.state.database import State
from pipeline.fetch.state.host_store import (
    LEASE,
    claim_hosts,
    load_robots,
    release_host,
    renew_leases,
    save_robots,
)
from pipeline.fetch.state.journal import Journal
from pipeline.fetch.web.client import Ask, Client, Response
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.guard import parse_networks
from pipeline.fetch.web.pace import NoTimeLeft, Pace, Sleep
from pipeline.fetch.web.robots import Robots, RobotsFile
from pipeline.fetch.web.transport import GuardedTransport
from pipeline.urls import host_of

#: Told: how many are done, of how many, of what.
Progress = Callable[[int, int, str], None]
Now = Callable[[], datetime]

#: A wait that a server asks for (Retry-After), or that follows an error of its own, is sat out
#: within the run when it is no longer than this.
SHORT_WAIT_S = 15.0
_AFTER_ERROR_S = 2.0
_CLAIM_AGAIN_S = 2.0


class PullOptions(TypedDict, total=False):
    """What `poll` and `fetch` may be told beside what they need."""

    #: the part of the hosts to take, like ``2/4``
    group: str | None
    #: networks that may be entered though they are not public, like ``127.0.0.0/8``
    allow_networks: Sequence[str]
    progress: Progress | None
    #: the clock
    now: Now
    sleep: Sleep
    #: the network
    transport: httpx.AsyncBaseTransport


def _look_at_nothing(connection: Connection, hosts: Collection[str]) -> None:
    """What a visit looks at by default."""


@dataclass(slots=True)
class Session:
    """An open session; made by `open_session`."""

    state: State
    settings: FeedSettings
    client: Client
    robots: Robots
    journal: Journal
    now: Now
    sleep: Sleep
    owner: str = field(
        default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{time.time_ns()}"
    )

    async def visit(
        self,
        hosts: Collection[str],
        visit_host: Callable[[str], Awaitable[None]],
        deadline: float | None = None,
        look: Callable[[Connection, Collection[str]], None] = _look_at_nothing,
    ) -> None:
        """Visit each host, all side by side; a host that another run has is waited for.

        Args:
            hosts: their names.
            visit_host: visits one.
            deadline: when no more hosts are waited for, in seconds since 1970.
            look: sees what is known of hosts that have just become this run's, before any visit.
        """
        waiting = set(hosts)
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(self._renew())
            visits: list[asyncio.Task[None]] = []
            while waiting:
                claim = partial(self._claim, names=set(waiting), look=look)
                for host, free_at in (await self.journal.write(claim)).items():
                    waiting.discard(host)
                    self.client.pace.hold(host, free_at)
                    visits.append(group.create_task(self._visit_one(host, visit_host)))
                if waiting:
                    if deadline is not None and self.now().timestamp() > deadline:
                        break
                    await self.sleep(_CLAIM_AGAIN_S)
            if visits:
                await asyncio.wait(visits)
            renewing.cancel()

    async def ask(self, ask: Ask) -> Response:
        """Ask, and once more after a short wait when the server says so or fails by its own fault.

        Raises:
            FetchError: no answer.
            NoTimeLeft: not asked (again).
        """
        answer = await self.client.ask(ask)
        wait = self._short_wait(answer)
        if wait is None:
            return answer
        host = host_of(answer.final_url)
        self.client.pace.hold(host, self.now().timestamp() + wait)
        if wait > SHORT_WAIT_S:
            return answer
        try:
            return await self.client.ask(ask)
        except (FetchError, NoTimeLeft):
            return answer

    def _short_wait(self, answer: Response) -> float | None:
        if answer.status not in (429, 500, 502, 503, 504):
            return None
        asked = retry_after(answer.headers, self.now())
        if asked is not None:
            return asked.total_seconds()
        # without a word of how long, a refusal for too many requests is for longer than a moment
        return _AFTER_ERROR_S if answer.status != 429 else SHORT_WAIT_S * 4

    def _claim(
        self,
        connection: Connection,
        names: Collection[str],
        look: Callable[[Connection, Collection[str]], None],
    ) -> dict[str, float]:
        claimed = claim_hosts(connection, names, self.owner, self.now())
        look(connection, claimed)
        return claimed

    async def _visit_one(self, host: str, visit_host: Callable[[str], Awaitable[None]]) -> None:
        try:
            await visit_host(host)
        finally:
            free_at = self.client.pace.free_at(host)
            release = partial(release_host, name=host, owner=self.owner, free_at=free_at)
            await self.journal.write(release)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            await self.journal.write(partial(renew_leases, owner=self.owner, now=self.now()))


@asynccontextmanager
async def open_session(
    state: State, settings: FeedSettings, options: PullOptions, origins: Collection[str]
) -> AsyncIterator[Session]:
    """Open a session; ``origins`` are those whose robots.txt will be needed first."""
    now, sleep = options.get("now", utc_now), options.get("sleep", asyncio.sleep)
    transport = options.get("transport") or GuardedTransport(
        parse_networks(options.get("allow_networks", ()))
    )
    pace = Pace(settings.pace_s, settings.connections, lambda: now().timestamp(), sleep)
    client = Client(transport, pace, settings.contact)
    with state.read() as connection:
        known = load_robots(connection, origins)
    try:
        async with Journal(state) as journal:

            async def keep(file: RobotsFile) -> None:
                await journal.write(partial(save_robots, file=file))

            robots = Robots(client, known, now, keep)
            yield Session(state, settings, client, robots, journal, now, sleep)
    finally:
        await transport.aclose()


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)
