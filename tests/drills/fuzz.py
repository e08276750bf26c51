"""Feed 5,000 broken feeds to the parser and 2,000 broken responses to the client.

    python -m tests.drills.fuzz [--feeds 5000] [--responses 2000] [--first 0]

Nothing may raise what is not expected, take longer than five seconds, or need much memory. A case
is named by its number: `mutate_feed(4711)` gives it again.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed
from pipeline.fetch.web.client import Ask, Client, Limits
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.guard import parse_networks
from pipeline.fetch.web.pace import Pace
from pipeline.fetch.web.transport import GuardedTransport
from tests.drills.mutate import mutate_feed, mutate_response
from tests.drills.stand import verdict

LONGEST_S = 5.0
MOST_MEMORY_MB = 400
NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)


def main() -> None:
    """Run the drill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=5000)
    parser.add_argument("--responses", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    arguments = parser.parse_args()
    numbers = range(arguments.first, arguments.first + arguments.feeds)
    failures = list(_feeds(numbers))
    numbers = range(arguments.first, arguments.first + arguments.responses)
    failures += asyncio.run(_responses(numbers))
    used_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {used_mb:.0f} MB")
    if used_mb > MOST_MEMORY_MB:
        failures.append(f"peak memory {used_mb:.0f} MB")
    verdict(failures)


def _feeds(numbers: range) -> Iterator[str]:
    ends: Counter[str] = Counter()
    longest = (0.0, -1)
    for number in numbers:
        body = mutate_feed(number)
        began = time.process_time()
        try:
            feed = parse_feed(body, "http://example.com/feed", {}, now=NOW)
        except Exception as error:
            yield f"feed {number}: {error!r:.200}"
            continue
        took = time.process_time() - began
        longest = max(longest, (took, number))
        ends[_end(feed)] += 1
        if took > LONGEST_S:
            yield f"feed {number}: {took:.1f} s of CPU for {len(body):,} bytes"
    print(f"{len(numbers)} feeds: {dict(ends.most_common())}")
    print(f"the longest took {longest[0]:.2f} s of CPU (feed {longest[1]})", flush=True)


def _end(feed: ParsedFeed | UnreadableFeed) -> str:
    return "read" if isinstance(feed, ParsedFeed) else str(feed.reason)


async def ask_broken(number: int) -> str:
    """Serve a broken answer on loopback, ask for it, and name how that ends."""
    answer = mutate_response(number)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def no_sleep(_: float) -> None:
        await asyncio.sleep(0)

    clock = iter(range(0, 10**9, 1000))
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        transport = GuardedTransport(parse_networks(["127.0.0.0/8"]))
        client = Client(transport, Pace(0.0, 2, lambda: float(next(clock)), no_sleep), "")
        ask = Ask(f"http://127.0.0.1:{port}/", {}, Limits(1_000_000, total_s=3.0))
        try:
            response = await client.ask(ask)
        except FetchError as error:
            return str(error.reason)
        finally:
            await transport.aclose()
    return f"status {response.status // 100}xx"


async def _time_again(number: int) -> float:
    began = time.perf_counter()
    await asyncio.wait_for(ask_broken(number), 60)
    return time.perf_counter() - began


async def _responses(numbers: range) -> list[str]:
    failures: list[str] = []
    ends: Counter[str] = Counter()
    longest = (0.0, -1)
    for number in numbers:
        began = time.perf_counter()
        try:
            ends[await asyncio.wait_for(ask_broken(number), 60)] += 1
        except Exception as error:
            failures.append(f"response {number}: {error!r:.200}")
        took = time.perf_counter() - began
        if took > LONGEST_S:  # what hangs does so every time, a busy machine does not
            took = min(took, await _time_again(number))
        longest = max(longest, (took, number))
        if took > LONGEST_S:
            failures.append(f"response {number}: {took:.1f} s")
    print(f"{len(numbers)} responses: {dict(ends.most_common())}")
    print(f"the longest took {longest[0]:.2f} s (response {longest[1]})")
    return failures


if __name__ == "__main__":
    main()
