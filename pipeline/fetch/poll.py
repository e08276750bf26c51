"""The poll job: ask the feeds that are due, keep their new items, land a row for each feed.

catalog -> not polled in this window yet -> due? -> ask -> judge -> parse -> state
then: state -> landed feed_polls and rejections
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Unpack

from sqlalchemy.engine import Connection

from pipeline.feeds.decide import (
    FeedState,
    Verdict,
    after_failure,
    after_success,
    is_due,
    next_poll,
    why_not_due,
    with_contents,
)
from pipeline.feeds.duplicates import sketch_items
from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.feeds.groups import group_label, in_group
from pipeline.fetch.duplicates import mark_duplicates
from pipeline.fetch.feed_visit import Told, ask_feed
from pipeline.fetch.landings import load_landing, require_writable, run_job, save_landing
from pipeline.fetch.poll_landing import PollLanding
from pipeline.fetch.reading import FeedReader
from pipeline.fetch.session import PullOptions, Session, open_session, utc_now
from pipeline.fetch.state import feed_store, poll_store
from pipeline.fetch.state.database import State, lock
from pipeline.fetch.state.poll_store import PollRow
from pipeline.fetch.web.pace import NoTimeLeft
from pipeline.fetch.web.robots import origin_of
from pipeline.records import FeedPoll, PollStatus
from pipeline.urls import host_of, publisher_of, without_login

#: Polling may take this long; feeds whose turn has not come by then miss the slot.
_LONGEST_S = 300.0


class PollOptions(PullOptions, total=False):
    """What `poll` may be told beside what it needs."""

    #: only the feeds with these addresses
    only: Collection[str] | None


@dataclass(frozen=True, slots=True)
class PollSummary:
    """Counts of feeds: read = kept (new items) + empty (nothing new, or not due) + rejected."""

    read: int = 0
    kept: int = 0
    empty: int = 0
    rejected: int = 0
    new_items: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    already_done: bool = False
    seconds: float = 0.0


def poll(
    catalog: FeedCatalog,
    state_url: str,
    lake_dir: Path,
    window_start: datetime,
    **options: Unpack[PollOptions],
) -> PollSummary:
    """Poll the feeds that are due and land ``feed_polls`` and ``rejections`` of a window.

    A feed that has been polled in this window, or in a later one, is not asked again; when there is
    none to ask, what has been landed stays as it is.

    Raises:
        ConfigError: a group, network or database URL is wrong.
        WorldError: the database or the disk failed.
    """
    began = time.monotonic()
    require_writable(lake_dir, window_start)
    group = options.get("group")
    feeds = {feed.feed_id: feed for feed in catalog.feeds if in_group(feed.host, group)}
    key = ("poll", window_start, group_label(group))
    with State(state_url) as state:
        polling = _Polling(catalog.settings, window_start, options)
        n_polled = run_job(polling.run(state, feeds.values()))
        # within one transaction, so that of two runs the later one lands what both have brought
        with state.write() as connection:
            lock(connection)
            before = load_landing(connection, key)
            if before is not None and not n_polled:
                return replace(PollSummary(**before), already_done=True)
            polls = PollLanding(lake_dir, window_start, group).land(connection, feeds)
            summary = replace(_summarise(polls), seconds=time.monotonic() - began)
            save_landing(connection, key, summary, options.get("now", utc_now)())
            mark_duplicates(connection, catalog.feeds, polling.asked)
            feed_store.forget_old(connection, window_start)
    return summary


def _summarise(polls: Iterable[PollRow]) -> PollSummary:
    rows = [row.poll for row in polls]
    kept = sum(row.status == "ok" and bool(row.n_new) for row in rows)
    rejected = sum(row.status == "failed" for row in rows)
    return PollSummary(
        read=len(rows),
        kept=kept,
        empty=len(rows) - kept - rejected,
        rejected=rejected,
        new_items=sum(row.n_new or 0 for row in rows),
        reasons=dict(Counter(row.reason for row in rows if row.status == "failed" and row.reason)),
    )


class _Polling:
    """One run of the poll job: which feeds, and what is written of each."""

    def __init__(
        self, settings: FeedSettings, window_start: datetime, options: PollOptions
    ) -> None:
        self._settings = settings
        self._window_start = window_start
        self._options = options
        self._states: dict[str, FeedState] = {}
        self._done = 0
        #: the feeds that have been asked
        self.asked: set[str] = set()

    async def run(self, state: State, feeds: Collection[Feed]) -> int:
        """Poll; returns how many feeds were given a row."""
        todo = self._choose(state, feeds)
        now = self._options.get("now", utc_now)()
        by_host: dict[str, list[Feed]] = {}
        with state.write() as connection:
            for feed in todo:
                known = self._states[feed.feed_id]
                if is_due(known, self._window_start, now):
                    by_host.setdefault(host_of(known.address), []).append(feed)
                else:
                    self._save_not_due(connection, feed)
        if by_host:
            await self._visit(state, by_host)
        return len(todo)

    def _choose(self, state: State, feeds: Collection[Feed]) -> list[Feed]:
        """The feeds without a row for this window that were not polled in a later one."""
        only = self._options.get("only")
        with state.read() as connection:
            ids = [feed.feed_id for feed in feeds]
            polled = poll_store.load_polled(connection, ids, self._window_start)
            self._states = feed_store.load_feed_states(connection, feeds)
        return [
            feed
            for feed in feeds
            if feed.feed_id not in polled
            and (only is None or feed.url in only)
            and (self._states[feed.feed_id].last_slot or self._window_start) <= self._window_start
        ]

    async def _visit(self, state: State, by_host: dict[str, list[Feed]]) -> None:
        due = [feed for feeds in by_host.values() for feed in feeds]
        origins = {origin_of(self._states[feed.feed_id].address) for feed in due}
        async with (
            FeedReader(len(due)) as reader,
            open_session(state, self._settings, self._options, origins) as session,
        ):
            deadline = session.now().timestamp() + _LONGEST_S

            # another run may have polled some since this one began
            polled: set[str] = set()

            def look(connection: Connection, hosts: Collection[str]) -> None:
                ids = [feed.feed_id for host in hosts for feed in by_host[host]]
                polled.update(poll_store.load_polled(connection, ids, self._window_start))

            async def visit_host(host: str) -> None:
                for feed in by_host[host]:
                    if feed.feed_id not in polled:
                        await self._poll_feed(session, reader, feed, deadline)
                        self._report(len(due))

            await session.visit(by_host, visit_host, deadline, look)

    async def _poll_feed(
        self, session: Session, reader: FeedReader, feed: Feed, deadline: float
    ) -> None:
        known = self._states[feed.feed_id]
        try:
            told = await ask_feed(session, reader, known, deadline)
        except NoTimeLeft:
            missed = self._row(feed, "missed")
            await session.journal.write(partial(poll_store.save_poll, row=missed))
            return
        await session.journal.write(partial(self._record, feed=feed, told=told))
        self.asked.add(feed.feed_id)

    def _record(self, connection: Connection, feed: Feed, told: Told) -> None:
        """Write what an answer means: items, what is known of the feed, its row."""
        known = self._states[feed.feed_id]
        n_new = 0
        if told.parsed is not None:
            found, unusable = told.parsed.items, told.parsed.unusable
            n_new = feed_store.save_items(connection, feed, found, self._window_start)
            feed_store.save_unusable(connection, feed, unusable, self._window_start)
            known = with_contents(known, told.parsed, sketch_items(found))
        if told.reason is None:
            known = after_success(known, told.answer, n_new=n_new, now=told.at)
        else:
            known = after_failure(known, told.answer, told.verdict, told.reason, now=told.at)
        interval = timedelta(minutes=feed.interval_minutes or self._settings.interval_minutes)
        next_poll_at = next_poll(known, told.answer.headers, interval, self._window_start, told.at)
        known = replace(known, last_slot=self._window_start, next_poll_at=next_poll_at)
        feed_store.save_feed_state(connection, known)
        poll_store.save_poll(connection, self._told_row(feed, known, told, n_new))

    def _told_row(self, feed: Feed, known: FeedState, told: Told, n_new: int) -> PollRow:
        status: PollStatus = "failed"
        if told.reason is None:
            status = "not_modified" if told.verdict is Verdict.NOT_MODIFIED else "ok"
        row = self._row(feed, status)
        poll_row = replace(
            row.poll,
            reason=str(told.reason) if told.reason else None,
            http_status=told.answer.status or None,
            polled_at=told.at,
            n_bytes=told.n_bytes,
            n_items=len(told.parsed.items) if told.parsed else None,
            n_new=n_new if told.reason is None else None,
            next_poll_at=None if known.retired_at else known.next_poll_at,
        )
        return replace(row, poll=poll_row, detail=told.detail)

    def _save_not_due(self, connection: Connection, feed: Feed) -> None:
        known = self._states[feed.feed_id]
        row = self._row(feed, "not_due")
        next_poll_at = None if known.retired_at else known.next_poll_at
        poll_row = replace(row.poll, reason=why_not_due(known), next_poll_at=next_poll_at)
        row = replace(row, poll=poll_row)
        poll_store.save_poll(connection, row)
        feed_store.save_feed_state(connection, replace(known, last_slot=self._window_start))

    def _row(self, feed: Feed, status: PollStatus) -> PollRow:
        publisher = feed.publisher or publisher_of(feed.url) or None
        url = without_login(feed.url)
        row = FeedPoll(feed.feed_id, url, self._window_start, status, publisher)
        return PollRow(row, previous_slot=self._states[feed.feed_id].last_slot)

    def _report(self, total: int) -> None:
        self._done += 1
        progress = self._options.get("progress")
        if progress is not None:
            progress(self._done, total, "feeds")
