"""Turns of hosts, in a time of their own."""

from __future__ import annotations

import asyncio

import pytest

from pipeline.fetch.web.pace import NoTimeLeft, Pace


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def _pace(time: Time, connections: int = 8) -> Pace:
    return Pace(1.0, connections, lambda: time.now, time.sleep)


def _starts(pace: Pace, time: Time, host: str, n: int, takes_s: float = 0.0) -> list[float]:
    async def visit() -> list[float]:
        starts = []
        for _ in range(n):
            async with pace.turn(host):
                starts.append(time.now)
                time.now += takes_s
        return starts

    return asyncio.run(visit())


def test_the_pause_is_counted_from_the_end_of_the_last_request() -> None:
    time = Time()
    assert _starts(_pace(time), time, "a", 3, takes_s=0.5) == [100.0, 101.5, 103.0]


def test_hosts_do_not_wait_for_each_other() -> None:
    time = Time()
    pace = _pace(time)
    assert _starts(pace, time, "a", 1) == _starts(pace, time, "b", 1)


def test_a_crawl_delay_lengthens_the_pause_and_never_shortens_it() -> None:
    time = Time()
    pace = _pace(time)
    pace.slow_down("a", 3.0)
    pace.slow_down("b", 0.1)
    assert _starts(pace, time, "a", 2) == [100.0, 103.0]
    assert _starts(pace, time, "b", 2) == [103.0, 104.0]


def test_a_host_that_is_held_is_left_alone_until_then() -> None:
    time = Time()
    pace = _pace(time)
    pace.hold("a", 107.0)
    pace.hold("a", 50.0)
    assert _starts(pace, time, "a", 1) == [107.0]


def test_a_turn_after_the_deadline_is_not_waited_for() -> None:
    time = Time()
    pace = _pace(time)
    pace.hold("a", 200.0)

    async def visit() -> None:
        async with pace.turn("a", deadline=150.0):
            pass

    with pytest.raises(NoTimeLeft):
        asyncio.run(visit())
    assert time.now == 100.0


def test_a_host_is_asked_one_request_at_a_time_and_all_together_no_more_than_allowed() -> None:
    time = Time()
    pace = _pace(time, connections=2)
    in_flight = most = 0
    by_host: dict[str, int] = {}

    async def visit(host: str) -> None:
        nonlocal in_flight, most
        async with pace.turn(host):
            in_flight += 1
            by_host[host] = by_host.get(host, 0) + 1
            assert by_host[host] == 1
            most = max(most, in_flight)
            await asyncio.sleep(0)
            in_flight -= 1
            by_host[host] -= 1

    async def visit_all() -> None:
        await asyncio.gather(*(visit(host) for host in "abcdeabcde"))

    asyncio.run(visit_all())
    assert most == 2
