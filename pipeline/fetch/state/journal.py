"""Writes to the state from many tasks: gathered into few transactions, in one thread.

Who writes waits until it is committed; meanwhile the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

from pipeline.errors import WorldError
from pipeline.fetch.state.database import State

T = TypeVar("T")

#: Entries of one transaction: enough to make it cheap, few enough to keep it short for others.
MOST_TOGETHER = 64

#: Two runs on one database may stand in each other's way (a deadlock ends one of the transactions):
#: a transaction that failed has changed nothing, and is tried again after these waits.
_TRY_AGAIN_S = (0.05, 0.5)


@dataclass(frozen=True, slots=True)
class _Entry:
    run: Callable[[Connection], Any]
    done: asyncio.Future[Any]


class Journal:
    """An ``async with``; when it ends, everything has been written."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._entries: asyncio.Queue[_Entry | None] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Journal:
        self._writer = asyncio.create_task(self._write_all())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._entries.put_nowait(None)
        if self._writer is not None:
            await self._writer

    async def write(self, run: Callable[[Connection], T]) -> T:
        """Have a function called within a transaction; returns its result once it is committed."""
        entry = _Entry(run, asyncio.get_running_loop().create_future())
        self._entries.put_nowait(entry)
        result: T = await entry.done
        return result

    async def _write_all(self) -> None:
        while (entry := await self._entries.get()) is not None:
            together = [entry]
            is_last = False
            while not self._entries.empty() and len(together) < MOST_TOGETHER and not is_last:
                following = self._entries.get_nowait()
                is_last = following is None
                together += [following] if following is not None else []
            await self._write(together)
            if is_last:
                return

    async def _write(self, entries: list[_Entry]) -> None:
        try:
            results = await self._transact_at_last(entries)
        except Exception as error:  # whoever waits has to learn of it
            for entry in entries:
                if not entry.done.done():
                    entry.done.set_exception(error)
            return
        for entry, result in zip(entries, results, strict=True):
            if not entry.done.done():
                entry.done.set_result(result)

    async def _transact_at_last(self, entries: list[_Entry]) -> list[Any]:
        for wait_s in _TRY_AGAIN_S:
            try:
                return await asyncio.to_thread(self._transact, entries)
            except WorldError:
                await asyncio.sleep(wait_s)
        return await asyncio.to_thread(self._transact, entries)

    def _transact(self, entries: list[_Entry]) -> list[Any]:
        with self._state.write() as connection:
            return [entry.run(connection) for entry in entries]
