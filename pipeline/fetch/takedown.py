"""Takedowns: what the state and the landing know of an article or a publisher goes, for good.

Only hashes stay, so that what was taken down is not fetched or imported again. The tables of the
lake are purged by who calls this (``sitrep forget``), who holds the lake's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from pipeline.fetch.state.database import State, insert_new
from pipeline.fetch.state.host_store import chunks
from pipeline.fetch.state.tables import items, responses, takedowns
from pipeline.lake.forgotten import Forgotten, takedown_ids
from pipeline.lake.landed.retention import purge_landed


@dataclass(frozen=True, slots=True)
class TakedownReport:
    """What went."""

    items: int
    landed_rows: int


def take_down(
    state_url: str, lake_dir: Path, names: Sequence[str], now: datetime
) -> TakedownReport:
    """Take articles (http(s) addresses) or publishers (names or sites) out.

    Raises:
        ConfigError: the database URL is wrong.
        WorldError: the database or the disk failed; calling it again goes on.
    """
    forgotten = Forgotten.of(*names)
    # a state is made where none is: what was taken down must stay away from all later runs
    with State(state_url) as state, state.write() as connection:
        rows = [{"takedown_id": name, "noted_at": now} for name in sorted(forgotten.ids)]
        insert_new(connection, takedowns, rows)
        n_items = _delete_items(connection, forgotten)
    return TakedownReport(n_items, purge_landed(lake_dir, forgotten))


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


def _delete_items(connection: Connection, forgotten: Forgotten) -> int:
    found = connection.execute(select(items.c.item_id, items.c.url, items.c.publisher))
    gone = [row.item_id for row in found if forgotten.covers(row.publisher, row.url)]
    for chunk in chunks(gone):
        connection.execute(delete(responses).where(responses.c.item_id.in_(chunk)))
        connection.execute(delete(items).where(items.c.item_id.in_(chunk)))
    return len(gone)
