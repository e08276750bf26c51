"""Hosts visited side by side, and waited for when another run has them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from pipeline.errors import WorldError
from pipeline.feeds.feed import FeedSettings
from pipeline.fetch.landings import run_job
from pipeline.fetch.session import open_session
from pipeline.fetch.state.host_store import LEASE, claim_hosts
from pipeline.fetch.web.client import Ask, Limits

HOSTS = ["a.org", "b.org", "c.org"]


def _visit(state: Any, web: Any, visit_host: Any, hosts: Any = HOSTS, **more: Any) -> None:
    async def run() -> None:
        options: Any = {"now": web.now, "sleep": web.sleep, "transport": web}
        async with open_session(state, FeedSettings(), options, ()) as session:
            await session.visit(hosts, lambda host: visit_host(session, host), **more)

    run_job(run())


def test_every_host_is_visited_and_given_back(web: Any, state: Any) -> None:
    visited: list[str] = []

    async def visit(_: Any, host: str) -> None:
        visited.append(host)

    _visit(state, web, visit)
    _visit(state, web, visit)
    assert sorted(visited) == sorted(HOSTS * 2)


def test_a_host_that_another_run_has_is_waited_for(web: Any, state: Any) -> None:
    with state.write() as connection:
        claim_hosts(connection, {"b.org"}, "another run", web.now())
    visited: list[tuple[str, float]] = []
    began = web.time

    async def visit(_: Any, host: str) -> None:
        visited.append((host, web.time - began))

    _visit(state, web, visit)
    assert [host for host, _ in visited] == ["a.org", "c.org", "b.org"]
    assert visited[-1][1] >= LEASE.total_seconds()


def test_what_is_known_of_a_host_is_looked_at_once_it_is_this_run_s(web: Any, state: Any) -> None:
    with state.write() as connection:
        claim_hosts(connection, {"b.org"}, "another run", web.now())
    seen: list[str] = []

    def look(_: Any, hosts: Any) -> None:
        seen.extend(sorted(hosts))

    async def visit(_: Any, host: str) -> None:
        seen.append(f"visit {host}")

    _visit(state, web, visit, look=look)
    assert seen == ["a.org", "c.org", "visit a.org", "visit c.org", "b.org", "visit b.org"]


def test_the_wait_for_a_host_ends_at_the_deadline(web: Any, state: Any) -> None:
    with state.write() as connection:
        claim_hosts(connection, {"b.org"}, "another run", web.now() + timedelta(days=1))
    visited: list[str] = []

    async def visit(_: Any, host: str) -> None:
        visited.append(host)

    _visit(state, web, visit, deadline=web.time + 30)
    assert sorted(visited) == ["a.org", "c.org"]


def test_the_pace_goes_on_where_the_last_run_left_it(web: Any, state: Any) -> None:
    async def ask(session: Any, host: str) -> None:
        await session.ask(Ask(f"http://{host}/", {}, Limits(1000)))

    _visit(state, web, ask, ["a.org"])
    _visit(state, web, ask, ["a.org"])
    (first, *_), (second, *_) = web.asked
    assert second - first >= 1.0


def test_an_error_of_the_world_in_one_visit_ends_the_job_as_itself(web: Any, state: Any) -> None:
    async def visit(_: Any, host: str) -> None:
        if host == "b.org":
            raise WorldError("the disk is full")
        await asyncio.sleep(0)

    with pytest.raises(WorldError, match="the disk is full"):
        _visit(state, web, visit)


@pytest.mark.parametrize(
    ("answers", "n_asked", "status"),
    [
        ([(503, {"retry-after": "10"}, b""), b"x"], 2, 200),
        ([(500, {}, b""), (404, {}, b"")], 2, 404),
        ([(429, {}, b""), b"x"], 1, 429),
        ([(503, {"retry-after": "60"}, b""), b"x"], 1, 503),
        ([(404, {}, b""), b"x"], 1, 404),
    ],
)
def test_only_short_waits_are_sat_out(
    web: Any, state: Any, answers: Any, n_asked: int, status: int
) -> None:
    web.pages["http://a.org/"] = answers
    seen: list[int] = []

    async def ask(session: Any, host: str) -> None:
        seen.append((await session.ask(Ask(f"http://{host}/", {}, Limits(1000)))).status)

    _visit(state, web, ask, ["a.org"])
    assert (len(web.asked), seen) == (n_asked, [status])
