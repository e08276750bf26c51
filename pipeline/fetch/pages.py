"""The fetch job: get the pages of the items that are due, land them once per window.

due items, host by host -> ask -> page, nothing new or rejection -> state
then: state -> landed pages and rejections
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Unpack

from pipeline.errors import Reason
from pipeline.feeds.feed import FeedSettings
from pipeline.fetch.item_visit import fetch_item
from pipeline.fetch.landings import require_writable, run_job
from pipeline.fetch.page_landing import FetchSummary, PageLanding
from pipeline.fetch.session import PullOptions, Session, open_session, utc_now
from pipeline.fetch.state import item_store, spool
from pipeline.fetch.state.database import State
from pipeline.fetch.state.item_store import DueItem, Result
from pipeline.fetch.web.pace import NoTimeLeft
from pipeline.fetch.web.robots import origin_of

#: Items of one host in one window; at a second each it takes less than the window.
_MOST_OF_A_HOST = 500
#: After so many failures to connect or answer, one after the other, a host is left alone until the
#: next window: each costs its whole timeout.
_MOST_SILENCES = 3
_SILENCES = (Reason.TIMEOUT, Reason.CONNECTION_FAILED)


class FetchOptions(PullOptions, total=False):
    """What `fetch` may be told beside what it needs."""

    settings: FeedSettings


def fetch(
    state_url: str, lake_dir: Path, window_start: datetime, **options: Unpack[FetchOptions]
) -> FetchSummary:
    """Fetch the items that are due and land ``pages`` and ``rejections`` of a window.

    A window that has been landed is left as it is. What a killed run had fetched is landed by the
    next one, which asks only for the rest.

    Raises:
        ConfigError: a group, network or database URL is wrong.
        WorldError: the database or the disk failed.
    """
    require_writable(lake_dir, window_start)
    landing = PageLanding(lake_dir, window_start, options.get("group"))
    with State(state_url) as state:
        landing.finish(state)
        before = landing.summary(state)
        if before is not None:
            return replace(before, already_done=True)
        began = time.monotonic()
        run_job(_Fetching(window_start, options).run(state, landing.takes))
        now = options.get("now", utc_now)()
        return landing.land(state, time.monotonic() - began, now)


class _Fetching:
    """One run of the fetch job."""

    def __init__(self, window_start: datetime, options: FetchOptions) -> None:
        self._window_start = window_start
        self._options = options
        self._settings = options.get("settings", FeedSettings())
        self._done = 0
        self._total = 0

    async def run(self, state: State, takes: Callable[[str], bool]) -> None:
        """Fetch what is due at the hosts of a group."""
        with state.read() as connection:
            due = item_store.count_due(connection, self._window_start)
            hosts = {host: count for host, count in due.items() if takes(host)}
            urls = item_store.first_urls(connection, self._window_start)
        if not hosts:
            return
        self._total = sum(min(count, _MOST_OF_A_HOST) for count in hosts.values())
        origins = {origin_of(url) for host, url in urls.items() if host in hosts}
        async with open_session(state, self._settings, self._options, origins) as session:
            deadline = session.now().timestamp() + self._settings.fetch_minutes * 60

            async def visit_host(host: str) -> None:
                await self._visit_host(session, host, deadline)

            await session.visit(hosts, visit_host, deadline)

    async def _visit_host(self, session: Session, host: str, deadline: float) -> None:
        silences = 0
        load = partial(
            item_store.load_due, host=host, window_start=self._window_start, most=_MOST_OF_A_HOST
        )
        for item in await session.journal.write(load):
            if silences == _MOST_SILENCES or session.now().timestamp() > deadline:
                return
            try:
                result = await self._fetch_one(session, item, deadline)
            except NoTimeLeft:
                return
            silences = silences + 1 if result.reason in _SILENCES else 0
            self._report()

    async def _fetch_one(self, session: Session, item: DueItem, deadline: float) -> Result:
        window_start = self._window_start
        result = await fetch_item(session, item, window_start, self._settings, deadline)
        save = partial(spool.save_result, result=result, window_start=window_start)
        await session.journal.write(save)
        return result

    def _report(self) -> None:
        self._done += 1
        progress = self._options.get("progress")
        if progress is not None:
            progress(self._done, self._total, "pages")
