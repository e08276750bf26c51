"""Poll 5,000 feeds and fetch a window's share of 200,000 articles a day, without a network.

    python -m tests.drills.many [--feeds 5000] [--pages 2100]

Answers come from memory, so what is measured is our own work: scheduling, manners, parsing, state
and landing, in one process. A window of a quarter of an hour has 900 seconds for it.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.fetch.pages import fetch
from pipeline.fetch.poll import poll
from tests.drills.stand import WINDOW, Clock, cpu_s, verdict

ITEMS = 40
LONGEST_S = 900.0
MOST_MEMORY_MB = 1_000
_ROBOTS = b"User-agent: *\nDisallow: /private/\n" + b"".join(
    b"Disallow: /section-%d/*?print\n" % n for n in range(60)
)
_PAGE = b"<!doctype html><html><body><article><p>" + b"Words of an article. " * 4_000


class Memory(httpx.AsyncBaseTransport):
    """A web of hosts that all answer alike."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/robots.txt":
            return httpx.Response(200, stream=httpx.ByteStream(_ROBOTS))
        if path != "/feed":
            return _answer(_PAGE, "text/html")
        if "if-none-match" in request.headers:
            return httpx.Response(304, stream=httpx.ByteStream(b""))
        return _answer(_feed(request.url.host), "application/rss+xml")


def _answer(body: bytes, kind: str) -> httpx.Response:
    headers = {"content-type": kind, "etag": '"1"', "content-length": str(len(body))}
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))


def _feed(host: str) -> bytes:
    items = "".join(
        f"<item><title>What happened at {host}, part {n}</title>"
        f"<link>https://{host}/2022/08/{n}?utm_source=rss</link><guid>{host}-{n}</guid>"
        f"<pubDate>Fri, 26 Aug 2022 06:{n:02}:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{'A summary of it. ' * 10}&lt;/p&gt;</description></item>"
        for n in range(ITEMS)
    )
    return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()


def main() -> None:
    """Run the drill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=5_000)
    parser.add_argument("--pages", type=int, default=2_100)
    arguments = parser.parse_args()
    verdict(_drill(arguments.feeds, arguments.pages))


def _drill(n_feeds: int, n_pages: int) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    state_url, lake, clock = f"sqlite:///{folder / 'state.db'}", folder / "lake", Clock()
    feeds = tuple(Feed(f"https://host-{n}.example/feed") for n in range(n_feeds))
    catalog = FeedCatalog(Path("drill"), FeedSettings(), feeds)
    options: Any = {"transport": Memory(), "now": clock.now}
    for name in ("cold", "again"):
        with _Measured(f"poll {n_feeds} feeds, {name}") as measured:
            summary = poll(catalog, state_url, lake, clock.window(), **options)
        print(f"    {summary.read} feeds, {summary.new_items} new items, {summary.empty} unchanged")
        yield from measured.failures()
        clock.ahead += WINDOW
    # a page of each of so many hosts is what a window brings
    settings = FeedSettings(fetch_minutes=n_pages / n_feeds)
    with _Measured("fetch a window's pages") as measured:
        fetched = fetch(state_url, lake, clock.window(), settings=settings, **options)
    print(f"    {fetched.kept} pages, {fetched.kept / measured.cpu_s:.0f} a second of CPU")
    if fetched.kept < n_pages:
        yield f"{fetched.kept} pages instead of {n_pages}"
    yield from measured.failures()


class _Measured:
    """Seconds of the clock and of CPU, and the peak of memory, of a block."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.wall_s = self.cpu_s = 0.0

    def __enter__(self) -> _Measured:
        self.wall_s, self.cpu_s = -time.perf_counter(), -cpu_s()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall_s += time.perf_counter()
        self.cpu_s += cpu_s()
        print(
            f"{self._what:<32} {self.wall_s:7.1f} s ({self.cpu_s:6.1f} s CPU)  "
            f"peak {_peak_mb():.0f} MB",
            flush=True,
        )

    def failures(self) -> Iterator[str]:
        if self.cpu_s > LONGEST_S:
            yield f"{self._what}: {self.cpu_s:.0f} s of CPU"
        if _peak_mb() > MOST_MEMORY_MB:
            yield f"{self._what}: peak memory {_peak_mb():.0f} MB"


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
