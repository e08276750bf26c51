"""The fetch job: get the pages of the items that are due, land them once per window.

due items, host by host -> ask -> page, nothing new or rejection -> state
then: state -> landed pages and rejections
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Unpack

from pipeline.errors import Reason
from pipeline.feeds.feed import FeedSettings
from pipeline.feeds.groups import group_label, in_group
from pipeline.fetch import item_store, spool
from pipeline.fetch.item_store import DueItem, Result
from pipeline.fetch.item_visit import fetch_item
from pipeline.fetch.landings import load_landing, require_writable, run_job, save_landing
from pipeline.fetch.pace import NoTimeLeft
from pipeline.fetch.robots import origin_of
from pipeline.fetch.session import PullOptions, Session, open_session, utc_now
from pipeline.fetch.state import State, lock
from pipeline.lake.landing import land
from pipeline.records import Page

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
    #: files of pages: more than one when runs at the same time shared the window
    parts: int = 0
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
    require_writable(lake_dir, window_start)
    landing = _Landing(lake_dir, window_start, options.get("group"))
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


class _Landing:
    """What a group of hosts lands for a window."""

    def __init__(self, lake_dir: Path, window_start: datetime, group: str | None) -> None:
        self._lake_dir = lake_dir
        self._window_start = window_start
        self._key = ("fetch", window_start, group_label(group))
        self._name = f"fetch-{group_label(group)}"
        self.takes = partial(in_group, group=group)

    def summary(self, state: State) -> FetchSummary | None:
        """The summary of the run that landed it, or None."""
        with state.read() as connection:
            before = load_landing(connection, self._key)
        return None if before is None else FetchSummary(**before)

    def land(self, state: State, seconds: float, now: datetime) -> FetchSummary:
        """Land what has been fetched, beside what a run at the same time has landed."""
        with state.write() as connection:
            lock(connection)
            before = load_landing(connection, self._key)
            earlier = FetchSummary(**before) if before else FetchSummary()
            part = self._name if earlier.parts == 0 else f"{self._name}.{earlier.parts + 1}"
            outcomes = spool.assign_part(connection, self._window_start, self.takes, part)
            waiting = item_store.count_pending(connection, self.takes)
            summary = _add(earlier, outcomes, waiting, seconds)
            save_landing(connection, self._key, summary, now)
        self._write(state, part)
        return summary

    def finish(self, state: State) -> None:
        """Land what a killed run has left."""
        with state.read() as connection:
            left = spool.parts_left(connection, self._window_start, self._name)
        for part in left:
            self._write(state, part)

    def _write(self, state: State, part: str) -> None:
        with state.read() as connection:
            pages = spool.read_part(connection, self._window_start, part, "kept")
            for n, batch in enumerate(_in_files(pages)):
                name = part if n == 0 else f"{part}-{n + 1}"
                land(self._lake_dir, self._window_start, name, "pages", batch)
            rejections = spool.read_part(connection, self._window_start, part, "rejected")
            land(self._lake_dir, self._window_start, part, "rejections", list(rejections))
        with state.write() as connection:
            spool.delete_part(connection, self._window_start, part)


def _in_files(pages: Iterable[Page]) -> Iterator[list[Page]]:
    """Cut pages into what one file holds; one empty file when there are none."""
    batch: list[Page] = []
    size = n_files = 0
    for page in pages:
        if batch and size + len(page.body or b"") > _BYTES_PER_FILE:
            yield batch
            batch, size, n_files = [], 0, n_files + 1
        batch.append(page)
        size += len(page.body or b"")
    if batch or not n_files:
        yield batch


def _add(
    earlier: FetchSummary,
    outcomes: Sequence[tuple[item_store.Outcome, str | None, int]],
    waiting: int,
    seconds: float,
) -> FetchSummary:
    counts = Counter(outcome for outcome, _, _ in outcomes)
    reasons = Counter(reason for _, reason, _ in outcomes if reason)
    return FetchSummary(
        read=earlier.read + len(outcomes),
        kept=earlier.kept + counts["kept"],
        empty=earlier.empty + counts["empty"],
        rejected=earlier.rejected + counts["rejected"],
        waiting=waiting,
        bytes=earlier.bytes + sum(n_bytes for _, _, n_bytes in outcomes),
        reasons=dict(Counter(earlier.reasons) + reasons),
        parts=earlier.parts + 1,
        seconds=seconds,
    )
