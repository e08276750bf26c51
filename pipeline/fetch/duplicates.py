"""Feeds that tell the same, in the state: who repeats whom is looked at after each poll."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.engine import Connection

from pipeline.feeds.decide import FeedState
from pipeline.feeds.duplicates import find_duplicates
from pipeline.feeds.feed import Feed, FeedCatalog
from pipeline.fetch.state.database import State
from pipeline.fetch.state.feed_store import load_feed_states
from pipeline.fetch.state.tables import feeds
from pipeline.urls import without_login


def mark_duplicates(
    connection: Connection, catalog: Sequence[Feed], asked: Collection[str]
) -> None:
    """Note which feeds of a catalog repeat another one; ``asked`` are those polled just now."""
    states = load_feed_states(connection, catalog)
    ids = [feed.feed_id for feed in catalog]
    for feed_id, first in find_duplicates(ids, states, asked).items():
        if states[feed_id].duplicate_of != first:
            found = update(feeds).where(feeds.c.feed_id == feed_id)
            connection.execute(found.values(duplicate_of=first))


def find_twin(state_url: str, catalog: FeedCatalog, new: FeedState) -> str | None:
    """The address of the feed in a catalog that tells what a new one does; None if none does.

    Raises:
        ConfigError: the database URL is wrong.
        WorldError: the database failed.
    """
    with State(state_url) as state, state.read() as connection:
        states = load_feed_states(connection, catalog.feeds)
    known = {**states, new.feed_id: replace(new, failures=0)}
    repeats = find_duplicates([*states, new.feed_id], known, {new.feed_id})[new.feed_id]
    return without_login(states[repeats].url) if repeats else None
