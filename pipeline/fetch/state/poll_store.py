"""What each feed answered, one row a feed and window, in the state until it has landed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from pipeline.feeds.decide import missed_slots
from pipeline.fetch.state.database import columns_of, insert_new
from pipeline.fetch.state.host_store import chunks
from pipeline.fetch.state.tables import items, polls
from pipeline.ids import make_rejection
from pipeline.records import FeedPoll, Rejection
from pipeline.windows import WINDOW

#: Slots that nobody ran in are written as missed, at most so many: a month of quarter hours.
MOST_MISSED = 2_976
_NOT_LANDED = polls.c.part.is_(None)


@dataclass(frozen=True, slots=True)
class PollRow:
    """A poll with what is not landed: words for people, and the slot before."""

    poll: FeedPoll
    detail: str | None = None
    previous_slot: datetime | None = None


def load_polled(
    connection: Connection, feed_ids: Iterable[str], window_start: datetime
) -> set[str]:
    """Those of the feeds that have a row for a window."""
    found: set[str] = set()
    for chunk in chunks(feed_ids):
        here = (polls.c.window_start == window_start) & polls.c.feed_id.in_(chunk)
        found.update(connection.scalars(select(polls.c.feed_id).where(here)))
    return found


def save_poll(connection: Connection, row: PollRow) -> None:
    """Keep a feed's row for a slot; a second one for the same slot is not taken."""
    told = {"detail": row.detail, "previous_slot": row.previous_slot}
    insert_new(connection, polls, [columns_of(row.poll) | told])


def assign_part(
    connection: Connection, feed_ids: Iterable[str], window_start: datetime, part: str
) -> None:
    """Give the rows of a window that no part of its landing has yet to a part."""
    for chunk in chunks(feed_ids):
        free = (polls.c.window_start == window_start) & _NOT_LANDED
        connection.execute(update(polls).where(free, polls.c.feed_id.in_(chunk)).values(part=part))


def find_windows(connection: Connection, before: datetime) -> set[datetime]:
    """The windows before one of which there are rows that have not landed."""
    found = select(polls.c.window_start).where(_NOT_LANDED, polls.c.window_start < before)
    return set(connection.scalars(found.distinct()))


def load_unlanded(connection: Connection, window_start: datetime) -> list[str]:
    """The feeds whose row of a window has not landed."""
    found = select(polls.c.feed_id).where(_NOT_LANDED, polls.c.window_start == window_start)
    return list(connection.scalars(found.order_by(polls.c.feed_id)))


def read_polls(connection: Connection, window_start: datetime, part: str) -> list[PollRow]:
    """The rows of a part to be landed."""
    return [
        PollRow(
            FeedPoll(**{name: getattr(row, name) for name in FeedPoll.__slots__}),
            row.detail,
            row.previous_slot,
        )
        for row in _rows_of(connection, window_start, part)
    ]


def with_missed(rows: Sequence[PollRow]) -> Iterator[FeedPoll]:
    """The rows of a window, behind those of the slots that their feeds missed before: in order.

    One at a time: after a month without a run 5,000 feeds have 15 million of them.
    """
    missed = [missed_slots(row.previous_slot, row.poll.window_start, WINDOW) for row in rows]
    for n in range(min(max(missed, default=0), MOST_MISSED), 0, -1):
        for row, n_missed in zip(rows, missed, strict=True):
            if n <= n_missed:
                poll = row.poll
                slot = poll.window_start - n * WINDOW
                yield FeedPoll(poll.feed_id, poll.feed_url, slot, "missed", poll.publisher)
    yield from (row.poll for row in rows)


def read_rejections(
    connection: Connection, window_start: datetime, part: str
) -> Iterator[Rejection]:
    """The rejections of a part to be landed: feeds that failed, items that lead nowhere."""
    rows = _rows_of(connection, window_start, part)
    feed_ids = {row.feed_id for row in rows}
    failed = [(row, row.feed_id, row.feed_url) for row in rows if row.status == "failed"]
    unusable = (
        select(items)
        .where(items.c.first_window == window_start, items.c.status == "unusable")
        .order_by(items.c.item_id)
    )
    found = connection.execute(unusable)
    refused = [(row, row.item_id, row.url) for row in found if row.feed_id in feed_ids]
    for row, ref, url in failed + refused:
        yield make_rejection(
            "feeds", row.reason, ref, detail=row.detail, url=url, window_start=window_start
        )


def count_polls(connection: Connection) -> dict[str, dict[str, int]]:
    """How often each feed answered what: feed_id -> status -> count."""
    counts: dict[str, dict[str, int]] = {}
    grouped = select(polls.c.feed_id, polls.c.status, func.count()).group_by(
        polls.c.feed_id, polls.c.status
    )
    for feed_id, status, count in connection.execute(grouped):
        counts.setdefault(feed_id, {})[status] = count
    return counts


def last_waits(connection: Connection) -> dict[str, timedelta]:
    """How long each feed is left alone since it was last asked: feed_id -> time."""
    asked = polls.c.status.in_(("ok", "not_modified", "failed")) & polls.c.next_poll_at.is_not(None)
    slots = select(polls.c.feed_id, func.max(polls.c.window_start).label("slot"))
    last = slots.where(asked).group_by(polls.c.feed_id).subquery()
    here = (polls.c.feed_id == last.c.feed_id) & (polls.c.window_start == last.c.slot)
    found = select(polls.c.feed_id, polls.c.window_start, polls.c.next_poll_at).join(last, here)
    return {row.feed_id: row.next_poll_at - row.window_start for row in connection.execute(found)}


def _rows_of(connection: Connection, window_start: datetime, part: str) -> Sequence[Any]:
    found = select(polls).where(polls.c.window_start == window_start, polls.c.part == part)
    return connection.execute(found.order_by(polls.c.feed_id)).all()
