"""Poll 500 feeds of 40 items, cold and again, beside a bare httpx loop over the same feeds.

    python -m tests.drills.scale [--feeds 500] [--entries 40] [--fetch]

The bare loop asks every feed once with its validators, many at a time, and keeps nothing: it is
what the machine can do. Where other programs share the machine, compare the CPU seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.fetch.pages import fetch
from pipeline.fetch.poll import PollSummary, poll
from tests.drills.stand import NETWORK, WINDOW, Clock, Newsweb, cpu_s, newsweb, verdict

MOST_TIMES_BARE = 2.0
#: 15 s where the bare loop takes 0.7 s.
MOST_TIMES_BARE_COLD = 21.0
ROUNDS = 3


def main() -> None:
    """Run the drill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=40)
    parser.add_argument("--fetch", action="store_true", help="fetch the pages too (a second each)")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    options = ["--feeds", str(arguments.feeds), "--entries", str(arguments.entries)]
    with newsweb(folder, *options, "--no-faults") as web:
        failures = list(_drill(web, folder, fetch_pages=arguments.fetch))
    verdict(failures)


def _drill(web: Newsweb, folder: Path, *, fetch_pages: bool) -> Iterator[str]:
    urls = [feed["url"] for feed in web.feeds()]
    for url in urls:
        _warm(url)  # the news web renders a feed when it is first asked for
    bare = asyncio.run(_bare(urls, {}))
    print(f"bare loop, cold     {bare.took}  {len(urls) / bare.took.cpu_s:6.0f} requests/s CPU")
    clock, state_url = Clock(), f"sqlite:///{folder / 'state.db'}"
    window = clock.window()

    def run(n: int) -> tuple[_Took, PollSummary]:
        common: Any = {"allow_networks": (NETWORK,), "now": clock.now}
        catalog = FeedCatalog(Path("drill"), FeedSettings(), tuple(Feed(url) for url in urls))
        took = _Took()
        summary = poll(catalog, state_url, folder / "lake", window + n * WINDOW, **common)
        return took.end(), summary

    cold, summary = run(0)
    print(
        f"sitrep poll, cold   {cold}  {2 * len(urls) / cold.cpu_s:6.0f} requests/s CPU, with "
        f"robots.txt;  {summary.new_items / cold.cpu_s:6.0f} items/s CPU"
    )
    if cold.cpu_s > MOST_TIMES_BARE_COLD * bare.took.cpu_s:
        yield f"the cold poll took {cold}"
    ratios = []
    for n in range(1, ROUNDS + 1):
        clock.ahead += WINDOW
        again = asyncio.run(_bare(urls, bare.validators))
        ours, summary = run(n)
        ratios.append(ours.cpu_s / again.took.cpu_s)
        print(
            f"again: bare {again.took}  sitrep {ours}  CPU ratio {ratios[-1]:5.2f}  "
            f"{summary.read / ours.cpu_s:6.0f} requests/s CPU  {summary.empty} unchanged"
        )
    if min(ratios) > MOST_TIMES_BARE:
        yield f"the conditional poll takes {min(ratios):.2f} times the CPU of the bare loop"
    if fetch_pages:
        _fetch(state_url, folder, clock)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _fetch(state_url: str, folder: Path, clock: Clock) -> None:
    began = time.perf_counter()
    summary = fetch(
        state_url,
        folder / "lake",
        clock.window(),
        settings=FeedSettings(connections=256),
        allow_networks=(NETWORK,),
        now=clock.now,
    )
    seconds = time.perf_counter() - began
    print(
        f"sitrep fetch          {seconds:6.2f} s  {summary.kept} pages, {summary.rejected} rejected"
        f"  {summary.read / seconds:6.0f} pages/s  {summary.bytes / seconds / 1e6:6.1f} MB/s"
    )


class _Took:
    """Seconds of the clock, and of CPU of this process and those that it started and ended."""

    def __init__(self) -> None:
        self.wall_s, self.cpu_s = -time.perf_counter(), -cpu_s()

    def end(self) -> _Took:
        self.wall_s += time.perf_counter()
        self.cpu_s += cpu_s()
        return self

    def __str__(self) -> str:
        return f"{self.wall_s:6.2f} s ({self.cpu_s:5.2f} s CPU)"


class _Bare:
    def __init__(self) -> None:
        self.validators: dict[str, dict[str, str]] = {}
        self.took = _Took()


async def _bare(urls: list[str], validators: dict[str, dict[str, str]]) -> _Bare:
    """Ask every feed once, as fast as httpx can."""
    found = _Bare()
    turns = asyncio.Semaphore(64)
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
    async with httpx.AsyncClient(limits=limits, timeout=30) as client:

        async def ask(url: str) -> None:
            async with turns:
                answer = await client.get(url, headers=validators.get(url))
            headers = answer.headers
            found.validators[url] = {
                sent: headers[name]
                for sent, name in (
                    ("if-none-match", "etag"),
                    ("if-modified-since", "last-modified"),
                )
                if name in headers
            }

        found.took = _Took()
        await asyncio.gather(*map(ask, urls))
        found.took.end()
    return found


def _warm(url: str) -> None:
    httpx.get(url, timeout=60)


if __name__ == "__main__":
    main()
