"""Takedowns: what the state and the landing know of an article or a publisher goes, for good.

Only hashes stay, so that what was taken down is not fetched or imported again. The tables of the
lake are purged by who calls this (``sitrep forget``), who holds the lake's lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from pipeline.fetch.host_store import chunks
from pipeline.fetch.state import State, insert_into
from pipeline.fetch.tables import items, responses, takedowns
from pipeline.lake.forgotten import takedown_id, takedown_ids
from pipeline.lake.retention import purge_landed


@dataclass(frozen=True, slots=True)
class Target:
    """What is taken down: an article by its address, or all that a publisher has published."""

    name: str

    @property
    def takedown_id(self) -> str:
        """All that is kept of it."""
        return takedown_id(self.name)

    def takes(self, url: str, publisher: str | None) -> bool:
        """Whether a page belongs to it."""
        return self.takedown_id in takedown_ids(url, publisher)


@dataclass(frozen=True, slots=True)
class TakedownReport:
    """What went."""

    items: int
    landed_rows: int


def take_down(state_url: str, lake_dir: Path, name: str, now: datetime) -> TakedownReport:
    """Take an article (an http(s) address) or a publisher (its name or site) out.

    Raises:
        ConfigError: the database URL is wrong.
        WorldError: the database or the disk failed; calling it again goes on.
    """
    target = Target(name)
    # a state is made where none is: what was taken down must stay away from all later runs
    with State(state_url) as state, state.write() as connection:
        row = {"takedown_id": target.takedown_id, "noted_at": now}
        connection.execute(insert_into(connection, takedowns).on_conflict_do_nothing(), row)
        n_items = _delete_items(connection, target)
    return TakedownReport(n_items, purge_landed(lake_dir, target.takes))


def find_taken_down(
    connection: Connection, pages: Iterable[tuple[str, str | None]]
) -> set[tuple[str, str | None]]:
    """Those of the pages (address, publisher) that were taken down."""
    if connection.scalar(select(takedowns.c.takedown_id).limit(1)) is None:
        return set()  # as nearly always
    keys = {page: set(takedown_ids(*page)) for page in pages}
    known: set[str] = set()
    for chunk in chunks(sorted(set().union(*keys.values()))):
        here = takedowns.c.takedown_id.in_(chunk)
        known.update(connection.scalars(select(takedowns.c.takedown_id).where(here)))
    return {page for page, own in keys.items() if own & known}


def _delete_items(connection: Connection, target: Target) -> int:
    found = connection.execute(select(items.c.item_id, items.c.url, items.c.publisher))
    gone = [row.item_id for row in found if target.takes(row.url, row.publisher)]
    for chunk in chunks(gone):
        connection.execute(delete(responses).where(responses.c.item_id.in_(chunk)))
        connection.execute(delete(items).where(items.c.item_id.in_(chunk)))
    return len(gone)
