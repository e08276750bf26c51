"""Writes gathered into transactions."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert, select

from pipeline.errors import WorldError
from pipeline.fetch.state.journal import MOST_TOGETHER, Journal
from pipeline.fetch.state.tables import hosts


def _add(name: str) -> Any:
    def run(connection: Any) -> str:
        connection.execute(insert(hosts), {"host": name})
        return name.upper()

    return run


def test_who_writes_gets_the_result_once_it_is_committed(state: Any) -> None:
    async def run() -> list[str]:
        async with Journal(state) as journal:
            return await asyncio.gather(*(journal.write(_add(f"h{n}")) for n in range(200)))

    assert asyncio.run(run()) == [f"H{n}" for n in range(200)]
    with state.read() as connection:
        assert len(connection.execute(select(hosts)).all()) == 200


def test_many_writes_share_a_transaction(state: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[int] = []
    write = state.write

    def counted() -> Any:
        began.append(1)
        return write()

    monkeypatch.setattr(state, "write", counted)

    async def run() -> None:
        async with Journal(state) as journal:
            await asyncio.gather(*(journal.write(_add(f"h{n}")) for n in range(2 * MOST_TOGETHER)))

    asyncio.run(run())
    assert len(began) <= 4


def test_a_failure_reaches_who_wrote_and_the_next_write_is_served(state: Any) -> None:
    async def run() -> str:
        async with Journal(state) as journal:
            await journal.write(_add("h"))
            with pytest.raises(WorldError):
                await journal.write(_add("h"))
            return await journal.write(_add("other"))

    assert asyncio.run(run()) == "OTHER"
