"""What was fetched and has not been landed yet: kept in the state until its file is written.

Responses are given to a *part* of the landing, a file name, in the same transaction that notes the
landing; a run that is killed while it writes the file leaves them for the next one to write again.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from pipeline.fetch.state.database import insert_new
from pipeline.fetch.state.item_store import Outcome, Result, save_fate
from pipeline.fetch.state.tables import responses
from pipeline.records import Page, Rejection

_ROWS_AT_ONCE = 64


def save_result(connection: Connection, result: Result, window_start: datetime) -> None:
    """Keep what came of an item; from now on it is not asked for again in this window."""
    record, body = result.record, getattr(result.record, "body", None)
    row = {
        "item_id": result.item.item_id,
        "window_start": window_start,
        "host": result.item.host,
        "outcome": result.outcome,
        "reason": str(result.reason) if result.reason else None,
        "n_bytes": len(body or b""),
        "record": _pack(record) if record is not None else None,
    }
    insert_new(connection, responses, [row])
    save_fate(connection, result)


def assign_part(
    connection: Connection, window_start: datetime, takes: Callable[[str], bool], part: str
) -> list[tuple[Outcome, str | None, int]]:
    """Give a window's responses from the hosts of a group to a part of the landing.

    Returns:
        Outcome, reason and bytes of each.
    """
    free = (responses.c.window_start == window_start) & responses.c.part.is_(None)
    names = connection.scalars(select(responses.c.host).where(free).distinct()).all()
    for host in filter(takes, names):
        connection.execute(
            update(responses).where(free, responses.c.host == host).values(part=part)
        )
    found = select(responses.c.outcome, responses.c.reason, responses.c.n_bytes).where(
        responses.c.window_start == window_start, responses.c.part == part
    )
    return [(row.outcome, row.reason, row.n_bytes) for row in connection.execute(found)]


def find_windows(connection: Connection, before: datetime) -> set[datetime]:
    """The windows before one of which there are responses that have not landed."""
    found = select(responses.c.window_start).where(responses.c.window_start < before)
    return set(connection.scalars(found.distinct()))


def is_any_unlanded(connection: Connection, window_start: datetime) -> bool:
    """Whether there are responses of a window that no part of its landing has yet."""
    free = (responses.c.window_start == window_start) & responses.c.part.is_(None)
    return connection.scalar(select(responses.c.item_id).where(free).limit(1)) is not None


def parts_left(connection: Connection, window_start: datetime) -> list[str]:
    """The parts of a window's landing whose files may not have been written."""
    found = select(responses.c.part).where(
        responses.c.window_start == window_start, responses.c.part.is_not(None)
    )
    return [str(part) for part in connection.scalars(found.distinct().order_by(responses.c.part))]


def has_part(connection: Connection, window_start: datetime, part: str) -> bool:
    """Whether there is any response of a part."""
    here = (responses.c.window_start == window_start) & (responses.c.part == part)
    return connection.scalar(select(responses.c.item_id).where(here).limit(1)) is not None


def read_part(
    connection: Connection, window_start: datetime, part: str, outcome: Outcome
) -> Iterator[Any]:
    """The pages (kept) or rejections (rejected) of a part, always in the same order."""
    found = (
        select(responses.c.record)
        .where(
            responses.c.window_start == window_start,
            responses.c.part == part,
            responses.c.outcome == outcome,
        )
        .order_by(responses.c.item_id)
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    kind: type[Page | Rejection] = Page if outcome == "kept" else Rejection
    for record in connection.scalars(found):
        yield msgspec.msgpack.decode(zlib.decompress(record), type=kind)


def delete_part(connection: Connection, window_start: datetime, part: str) -> None:
    """Delete a part whose files have been written."""
    landed = (responses.c.window_start == window_start) & (responses.c.part == part)
    connection.execute(delete(responses).where(landed))


def _pack(record: Page | Rejection) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(record), 1)
