"""Feeds, their polls and their items in the state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, not_, or_, select, update
from sqlalchemy.engine import Connection

from pipeline.feeds.decide import FeedState, missed_slots
from pipeline.feeds.feed import Feed
from pipeline.feeds.item import FeedItem, UnusableItem
from pipeline.fetch.host_store import chunks
from pipeline.fetch.state import insert_into, upsert
from pipeline.fetch.tables import feeds, items, polls
from pipeline.fetch.takedown import find_taken_down
from pipeline.ids import make_id, make_rejection
from pipeline.records import FeedPoll, Rejection
from pipeline.urls import host_of, publisher_of, without_login

#: An article is fetched again when its item changes, at most so often: some feeds change theirs at
#: every poll (a counter in the summary), and it is looked at again later in any case.
MOST_REFETCHES = 4
#: Slots that nobody ran in are written as missed, at most so many: a month of quarter hours.
MOST_MISSED = 2_976
_POLLS_KEPT = timedelta(days=35)
#: Items that no feed has shown for so long are forgotten; a feed that stays the same shows its own
#: once a day (see `is_read_again`). Those of a feed that has shown nothing at all for that long,
#: since it fails, are kept for longer: it will show them again.
_ITEMS_KEPT, _ITEMS_OF_SILENT_KEPT = timedelta(days=60), timedelta(days=366)
_NOT_LANDED = polls.c.part.is_(None)


@dataclass(frozen=True, slots=True)
class PollRow:
    """A poll with what is not landed: words for people, and the slot before."""

    poll: FeedPoll
    detail: str | None = None
    previous_slot: datetime | None = None


def load_feed_states(connection: Connection, catalog: Iterable[Feed]) -> dict[str, FeedState]:
    """What is known of each feed, by its id; new feeds are as nobody knows them."""
    states = {feed.feed_id: FeedState(feed.feed_id, feed.url) for feed in catalog}
    for chunk in chunks(sorted(states)):
        for row in connection.execute(select(feeds).where(feeds.c.feed_id.in_(chunk))):
            known = states[row.feed_id]
            # logins are in the feeds file alone
            states[row.feed_id] = replace(FeedState(**row._asdict()), url=known.url)
    return states


def load_polled(
    connection: Connection, feed_ids: Iterable[str], window_start: datetime
) -> set[str]:
    """Those of the feeds that have a row for a window."""
    found: set[str] = set()
    for chunk in chunks(feed_ids):
        here = (polls.c.window_start == window_start) & polls.c.feed_id.in_(chunk)
        found.update(connection.scalars(select(polls.c.feed_id).where(here)))
    return found


def save_feed_state(connection: Connection, state: FeedState) -> None:
    """Keep what is known of a feed."""
    upsert(connection, feeds, [{**asdict(state), "url": without_login(state.url)}])


def save_poll(connection: Connection, row: PollRow) -> None:
    """Keep a feed's row for a slot; a second one for the same slot is not taken."""
    values = {**asdict(row.poll), "detail": row.detail, "previous_slot": row.previous_slot}
    connection.execute(insert_into(connection, polls).on_conflict_do_nothing(), values)


def save_items(
    connection: Connection, feed: Feed, found: Sequence[FeedItem], window_start: datetime
) -> int:
    """Keep a feed's items: new ones are to be fetched, changed ones again. Returns how many."""
    rows = {item_id(item.canonical_url): item for item in found}
    known = _known_items(connection, rows)
    fresh = {key: item for key, item in rows.items() if key not in known}
    new = [_item_row(key, item, feed, window_start) for key, item in fresh.items()]
    barred = find_taken_down(connection, ((row["url"], row["publisher"]) for row in new))
    new = [row for row in new if (row["url"], row["publisher"]) not in barred]
    inserted = 0
    if new:
        statement = insert_into(connection, items).on_conflict_do_nothing()
        inserted = len(connection.scalars(statement.returning(items.c.item_id), new).all())
    changed = [
        key
        for key, old in known.items()
        if old.signature != rows[key].signature and old.refetches < MOST_REFETCHES
    ]
    for key in changed:
        _refetch(connection, key, rows[key], known[key], window_start)
    _mark_seen(connection, known, window_start)
    return inserted + len(changed)


def save_unusable(
    connection: Connection, feed: Feed, found: Sequence[UnusableItem], window_start: datetime
) -> None:
    """Keep items that name nothing to fetch, so that each is rejected once."""
    rows = [
        {
            "item_id": make_id("unusable", feed.feed_id, item.ref),
            "feed_id": feed.feed_id,
            "host": "",
            "url": item.ref,
            "guid": item.ref,
            "status": "unusable",
            "due_window": window_start,
            "first_window": window_start,
            "seen_window": window_start,
            "reason": str(item.reason),
            "detail": item.detail,
        }
        for item in found
    ]
    if rows:
        connection.execute(insert_into(connection, items).on_conflict_do_nothing(), rows)


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


def with_missed(rows: Iterable[PollRow], window: timedelta) -> Iterator[FeedPoll]:
    """The rows, each after those of the slots that its feed missed before: one at a time.

    After a month without a run 5,000 feeds have 15 million of them.
    """
    for row in rows:
        poll = row.poll
        missed = missed_slots(row.previous_slot, poll.window_start, window)
        for n in range(min(missed, MOST_MISSED), 0, -1):
            slot = poll.window_start - n * window
            yield FeedPoll(poll.feed_id, poll.feed_url, slot, "missed", poll.publisher)
        yield poll


def read_rejections(
    connection: Connection, window_start: datetime, part: str
) -> Iterator[Rejection]:
    """The rejections of a part to be landed: feeds that failed, items that lead nowhere."""
    rows = _rows_of(connection, window_start, part)
    feed_ids = {row.feed_id for row in rows}
    for row in rows:
        if row.status == "failed":
            yield make_rejection(
                "feeds",
                row.reason,
                row.feed_id,
                detail=row.detail,
                url=row.feed_url,
                window_start=window_start,
            )
    unusable = (
        select(items)
        .where(items.c.first_window == window_start, items.c.status == "unusable")
        .order_by(items.c.item_id)
    )
    for row in connection.execute(unusable):
        if row.feed_id in feed_ids:
            yield make_rejection(
                "feeds",
                row.reason,
                row.item_id,
                detail=row.detail,
                url=row.url,
                window_start=window_start,
            )


def forget_old(connection: Connection, window_start: datetime) -> None:
    """Delete polls and items that nothing needs any more."""
    connection.execute(delete(polls).where(polls.c.window_start < window_start - _POLLS_KEPT))
    before = window_start - _ITEMS_KEPT
    silent = select(feeds.c.feed_id).where(feeds.c.last_full_at < before)
    is_of_silent = items.c.feed_id.in_(silent)
    is_old = items.c.seen_window < window_start - _ITEMS_OF_SILENT_KEPT
    connection.execute(
        delete(items).where(
            items.c.seen_window < before,
            items.c.status != "pending",
            or_(not_(is_of_silent), is_old),
        )
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


def item_id(canonical_url: str) -> str:
    """Identify an item by the article it leads to, whichever feeds show it."""
    return make_id("item", canonical_url)


def _known_items(connection: Connection, keys: Iterable[str]) -> dict[str, Any]:
    columns = (items.c.item_id, items.c.signature, items.c.status, items.c.refetches)
    found: dict[str, Any] = {}
    for chunk in chunks(keys):
        for row in connection.execute(select(*columns).where(items.c.item_id.in_(chunk))):
            found[row.item_id] = row
    return found


def _item_row(key: str, item: FeedItem, feed: Feed, window_start: datetime) -> dict[str, Any]:
    return {
        "item_id": key,
        "feed_id": feed.feed_id,
        "host": host_of(item.url),
        "url": item.url,
        "guid": item.guid,
        "title": item.title,
        "published_at": item.published_at,
        "language": item.language or feed.language,
        "publisher": feed.publisher or publisher_of(item.url) or None,
        "signature": item.signature,
        "status": "pending",
        "due_window": window_start,
        "first_window": window_start,
        "seen_window": window_start,
    }


def _refetch(
    connection: Connection, key: str, item: FeedItem, old: Any, window_start: datetime
) -> None:
    values = {
        "title": item.title,
        "published_at": item.published_at,
        "signature": item.signature,
        "refetches": old.refetches + 1,
        "attempts": 0,
        "status": "pending",
        "due_window": window_start,
    }
    connection.execute(update(items).where(items.c.item_id == key).values(values))


def _mark_seen(connection: Connection, keys: Iterable[str], window_start: datetime) -> None:
    for chunk in chunks(keys):
        seen = items.c.item_id.in_(chunk) & (items.c.seen_window < window_start)
        connection.execute(update(items).where(seen).values(seen_window=window_start))


def _rows_of(connection: Connection, window_start: datetime, part: str) -> Sequence[Any]:
    found = select(polls).where(polls.c.window_start == window_start, polls.c.part == part)
    return connection.execute(found.order_by(polls.c.feed_id)).all()
