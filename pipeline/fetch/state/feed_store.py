"""Feeds and their items in the state; their polls are in `poll_store`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, not_, or_, select, update
from sqlalchemy.engine import Connection

from pipeline.feeds.decide import FeedState
from pipeline.feeds.feed import Feed
from pipeline.feeds.item import FeedItem, UnusableItem
from pipeline.fetch.state.database import columns_of, insert_new, upsert
from pipeline.fetch.state.host_store import chunks
from pipeline.fetch.state.tables import feeds, items, polls
from pipeline.fetch.takedown import find_taken_down
from pipeline.ids import make_id
from pipeline.urls import host_of, publisher_of, without_login

#: An article is fetched again when its item changes, at most so often: some feeds change theirs at
#: every poll (a counter in the summary), and it is looked at again later in any case.
MOST_REFETCHES = 4
_POLLS_KEPT = timedelta(days=35)
#: Items that no feed has shown for so long are forgotten; a feed that stays the same shows its own
#: once a day (see `is_read_again`). Those of a feed that has shown nothing at all for that long,
#: since it fails, are kept for longer: it will show them again.
_ITEMS_KEPT, _ITEMS_OF_SILENT_KEPT = timedelta(days=60), timedelta(days=366)


def load_feed_states(connection: Connection, catalog: Iterable[Feed]) -> dict[str, FeedState]:
    """What is known of each feed, by its id; new feeds are as nobody knows them."""
    states = {feed.feed_id: FeedState(feed.feed_id, feed.url) for feed in catalog}
    for chunk in chunks(sorted(states)):
        for row in connection.execute(select(feeds).where(feeds.c.feed_id.in_(chunk))):
            known = states[row.feed_id]
            # logins are in the feeds file alone
            states[row.feed_id] = replace(FeedState(**row._asdict()), url=known.url)
    return states


def save_feed_state(connection: Connection, state: FeedState) -> None:
    """Keep what is known of a feed."""
    upsert(connection, feeds, [columns_of(state) | {"url": without_login(state.url)}])


def save_items(
    connection: Connection, feed: Feed, found: Sequence[FeedItem], window_start: datetime
) -> int:
    """Keep a feed's items: new ones are to be fetched, changed ones again. Returns how many."""
    rows = {item_id(item.canonical_url): item for item in found}
    known = _known_items(connection, rows)
    fresh = {key: item for key, item in rows.items() if key not in known}
    common = {
        "feed_id": feed.feed_id,
        "status": "pending",
        "due_window": window_start,
        "first_window": window_start,
        "seen_window": window_start,
    }
    new = [_item_row(key, item, feed) | common for key, item in fresh.items()]
    barred = find_taken_down(connection, ((row["url"], row["publisher"]) for row in new))
    new = [row for row in new if (row["url"], row["publisher"]) not in barred]
    inserted = insert_new(connection, items, new)
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
    insert_new(connection, items, rows)


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


def _item_row(key: str, item: FeedItem, feed: Feed) -> dict[str, Any]:
    return {
        "item_id": key,
        "host": host_of(item.url),
        "url": item.url,
        "guid": item.guid,
        "title": item.title,
        "published_at": item.published_at,
        "language": item.language or feed.language,
        "publisher": feed.publisher or publisher_of(item.url) or None,
        "signature": item.signature,
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
