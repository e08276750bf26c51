"""The fetch job: get the pages of the items that are due, land them once per window.

due items, host by host -> ask -> page, nothing new or rejection -> state
then: state -> landed pages and rejections
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Unpack

from pipeline.errors import Reason
from pipeline.feeds.feed import FeedSettings
from pipeline.feeds.groups import group_label, in_group
from pipeline.fetch import item_store
from pipeline.fetch.item_store import DueItem, Result
from pipeline.fetch.item_visit import fetch_item
from pipeline.fetch.landings import load_landing, require_writable, run_job, save_landing
from pipeline.fetch.pace import NoTimeLeft
from pipeline.fetch.robots import origin_of
from pipeline.fetch.session import PullOptions, Session, open_session, utc_now
from pipeline.fetch.state import State
from pipeline.lake.landing import land
from pipeline.records import Page, Rejection

#: Items of one host in one window; at a second each it takes less than the window.
_MOST_OF_A_HOST = 500
#: After so many failures to connect or answer, one after the other, a host is left alone until the
#: next window: each costs its whole timeout.
_MOST_SILENCES = 3
_SILENCES = (Reason.TIMEOUT, Reason.CONNECTION_FAILED)
#: Page bodies landed in one file, which is in memory at once.
_BYTES_PER_FILE = 16_000_000


class FetchOptions(PullOptions, total=False):
    """What `fetch` may be told beside what it needs."""

    settings: FeedSettings


@dataclass(frozen=True, slots=True)
class FetchSummary:
    """Counts of items tried: read = kept (pages) + empty (nothing new) + rejected."""

    read: int = 0
    kept: int = 0
    empty: int = 0
    rejected: int = 0
    #: items that are left for a later window
    waiting: int = 0
    #: of the bodies landed
    bytes: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    already_done: bool = False
    seconds: float = 0.0


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
    began = time.monotonic()
    require_writable(lake_dir)
    group = options.get("group")
    key = ("fetch", window_start, group_label(group))
    takes = partial(in_group, group=group)
    with State(state_url) as state:
        with state.read() as connection:
            before = load_landing(connection, key)
        if before is not None:
            return replace(FetchSummary(**before), already_done=True)
        run_job(_Fetching(window_start, options).run(state, takes))
        with state.read() as connection:
            read = partial(item_store.read_records, connection, window_start, takes)
            n_bytes = _land(lake_dir, window_start, f"fetch-{group_label(group)}", read)
            outcomes = item_store.read_outcomes(connection, window_start, takes)
            waiting = item_store.count_pending(connection, takes)
        summary = replace(
            _summarise(outcomes),
            waiting=waiting,
            bytes=n_bytes,
            seconds=time.monotonic() - began,
        )
        with state.write() as connection:
            save_landing(connection, key, summary, options.get("now", utc_now)())
            item_store.delete_landed(connection, window_start, takes)
    return summary


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
        save = partial(item_store.save_result, result=result, window_start=window_start)
        await session.journal.write(save)
        return result

    def _report(self) -> None:
        self._done += 1
        progress = self._options.get("progress")
        if progress is not None:
            progress(self._done, self._total, "pages")


def _land(
    lake_dir: Path,
    window_start: datetime,
    part: str,
    records: Callable[[item_store.Outcome], Iterator[Page | Rejection]],
) -> int:
    """Land a window's pages, in files of bounded size, and its rejections; returns the bytes."""
    n_bytes = 0
    for n, pages in enumerate(_in_files(records("kept"))):
        name = part if n == 0 else f"{part}.{n + 1}"
        land(lake_dir, window_start, name, "pages", pages)
        n_bytes += sum(len(page.body or b"") for page in pages)
    land(lake_dir, window_start, part, "rejections", list(records("rejected")))
    return n_bytes


def _in_files(pages: Iterable[Page | Rejection]) -> Iterator[list[Page]]:
    """Cut pages into what one file holds; one empty file when there are none."""
    batch: list[Page] = []
    size = n_files = 0
    for page in pages:
        assert isinstance(page, Page)
        if batch and size + len(page.body or b"") > _BYTES_PER_FILE:
            yield batch
            batch, size, n_files = [], 0, n_files + 1
        batch.append(page)
        size += len(page.body or b"")
    if batch or not n_files:
        yield batch


def _summarise(outcomes: list[tuple[item_store.Outcome, str | None]]) -> FetchSummary:
    counts = Counter(outcome for outcome, _ in outcomes)
    return FetchSummary(
        read=len(outcomes),
        kept=counts["kept"],
        empty=counts["empty"],
        rejected=counts["rejected"],
        reasons=dict(Counter(reason for outcome, reason in outcomes if reason)),
    )
