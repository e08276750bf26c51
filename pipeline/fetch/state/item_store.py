"""Items in the state: which are due, and what has become of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.engine import Connection

from pipeline.errors import Reason
from pipeline.fetch.state.tables import items
from pipeline.records import Page, Rejection

Outcome = Literal["kept", "empty", "rejected"]
#: What an item may become.
Fate = Literal["pending", "landed", "failed", "gone"]

#: Looked at again this long after it first landed: 15 % of news pages change within a day, 18 %
#: within a week.
RECHECKS = (timedelta(hours=24), timedelta(days=7))


@dataclass(frozen=True, slots=True)
class DueItem:
    """An item to be fetched."""

    item_id: str
    feed_id: str
    host: str
    url: str
    guid: str
    title: str | None
    published_at: datetime | None
    language: str | None
    publisher: str | None
    status: str
    first_window: datetime
    landed_window: datetime | None
    attempts: int
    etag: str | None
    last_modified: str | None
    sha256: str | None

    @property
    def has_landed(self) -> bool:
        """Whether a page of it has landed before."""
        return self.landed_window is not None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an item in a window, and what it is from now on."""

    item: DueItem
    outcome: Outcome
    fate: Fate
    due_window: datetime | None
    record: Page | Rejection | None = None
    reason: Reason | None = None
    changes: dict[str, Any] | None = None


_COLUMNS = [items.c[name] for name in DueItem.__slots__]


def count_due(connection: Connection, window_start: datetime) -> dict[str, int]:
    """How many items are due at each host."""
    found = select(items.c.host, func.count()).where(_is_due(window_start)).group_by(items.c.host)
    return {row[0]: row[1] for row in connection.execute(found)}


def first_urls(connection: Connection, window_start: datetime) -> dict[str, str]:
    """One address of each host where items are due."""
    found = select(items.c.host, func.min(items.c.url)).where(_is_due(window_start))
    return {row[0]: row[1] for row in connection.execute(found.group_by(items.c.host))}


def count_pending(connection: Connection, takes: Callable[[str], bool]) -> int:
    """How many items of a group of hosts wait to be fetched."""
    found = select(items.c.host, func.count()).where(items.c.status == "pending")
    return sum(row[1] for row in connection.execute(found.group_by(items.c.host)) if takes(row[0]))


def load_due(connection: Connection, host: str, window_start: datetime, most: int) -> list[DueItem]:
    """The items due at a host, the newest first."""
    found = (
        select(*_COLUMNS)
        .where(_is_due(window_start), items.c.host == host)
        .order_by(
            items.c.status.desc(),  # pending before landed
            func.coalesce(items.c.published_at, items.c.first_window).desc(),
            items.c.item_id,
        )
        .limit(most)
    )
    return [DueItem(**row._asdict()) for row in connection.execute(found)]


def save_fate(connection: Connection, result: Result) -> None:
    """Keep what an item has become."""
    values = {
        "status": result.fate,
        "due_window": result.due_window,
        "reason": str(result.reason) if result.reason else None,
        **(result.changes or {}),
    }
    connection.execute(update(items).where(items.c.item_id == result.item.item_id).values(values))


def count_rechecks(landed_window: datetime, window_start: datetime) -> int:
    """How many of the times to look at a landed item again are past, once it was in this window.

    Time counts, not what led here: a new try after a failure, or a changed item, is a look too.
    """
    return sum(landed_window + wait <= window_start for wait in RECHECKS)


def next_recheck(landed_window: datetime, rechecks: int) -> datetime | None:
    """The window from which on a landed item is looked at again; None when that is done."""
    return landed_window + RECHECKS[rechecks] if rechecks < len(RECHECKS) else None


def _is_due(window_start: datetime) -> Any:
    return and_(
        items.c.due_window <= window_start,
        or_(items.c.status == "pending", items.c.status == "landed"),
    )
