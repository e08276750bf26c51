"""Many feeds are read by a process of their own, few in a thread, with the same result."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from pipeline.fetch.reading import MANY_FEEDS, FeedReader


async def _read_pids(n_feeds: int) -> set[int]:
    async with FeedReader(n_feeds) as reader:
        return set(await asyncio.gather(*(reader.read(os.getpid) for _ in range(3))))


def test_few_feeds_are_read_by_this_process() -> None:
    assert asyncio.run(_read_pids(MANY_FEEDS - 1)) == {os.getpid()}


def test_many_feeds_are_read_by_one_other_process_that_ends_with_the_reader() -> None:
    pids = asyncio.run(_read_pids(MANY_FEEDS))
    assert len(pids) == 1
    assert not pids & {os.getpid()}
    with pytest.raises(ProcessLookupError):
        os.kill(pids.pop(), 0)


def test_what_a_reading_raises_is_raised_here() -> None:
    async def read() -> None:
        async with FeedReader(MANY_FEEDS) as reader:
            await reader.read(partial(int, "no number"))

    with pytest.raises(ValueError, match="no number"):
        asyncio.run(read())


def test_when_the_process_is_killed_the_feed_is_read_all_the_same() -> None:
    async def read() -> list[int]:
        async with FeedReader(MANY_FEEDS) as reader:
            victim = await reader.read(os.getpid)
            os.kill(victim, signal.SIGKILL)
            return [await reader.read(os.getpid), await reader.read(os.getpid)]

    assert asyncio.run(read()) == [os.getpid(), os.getpid()]


PARENT = """
import asyncio, os, time
from pipeline.fetch.reading import MANY_FEEDS, FeedReader

async def hang():
    async with FeedReader(MANY_FEEDS) as reader:
        print(await reader.read(os.getpid), flush=True)
        await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(hang())
"""


def test_a_killed_parent_leaves_no_process_behind(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        reader = int(parent.stdout.readline())
        # the reader holds the pipe that the parent printed to: it is at its end with the last
        parent.kill()
        assert parent.stdout.read() == ""
    with contextlib.suppress(ProcessLookupError):
        assert Path(f"/proc/{reader}/stat").read_text().split()[2] == "Z"
    assert parent.returncode == -signal.SIGKILL
