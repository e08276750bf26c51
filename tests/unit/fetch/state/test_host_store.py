"""Leases of hosts, and their robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pipeline.errors import Reason
from pipeline.fetch.state.host_store import (
    LEASE,
    claim_hosts,
    load_robots,
    release_host,
    renew_leases,
    save_robots,
)
from pipeline.fetch.web.robots import RobotsFile

NOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
HOSTS = {"a", "b"}


def test_a_host_is_leased_to_one_run_at_a_time(state: Any) -> None:
    with state.write() as c:
        assert set(claim_hosts(c, HOSTS, "me", NOW)) == HOSTS
        assert claim_hosts(c, {"a", "c"}, "you", NOW) == {"c": 0.0}
        assert set(claim_hosts(c, HOSTS, "me", NOW)) == HOSTS


def test_a_lease_that_is_not_renewed_ends(state: Any) -> None:
    later = NOW + LEASE * 1.5
    with state.write() as c:
        claim_hosts(c, {"a", "b"}, "killed", NOW)
        claim_hosts(c, {"c"}, "alive", NOW)
        renew_leases(c, "alive", NOW + LEASE)
        assert set(claim_hosts(c, {"a", "c"}, "you", later)) == {"a"}


def test_a_host_given_back_says_when_it_may_be_asked(state: Any) -> None:
    with state.write() as c:
        claim_hosts(c, {"a"}, "me", NOW)
        release_host(c, "a", "me", NOW.timestamp() + 1)
        assert claim_hosts(c, {"a"}, "you", NOW) == {"a": NOW.timestamp() + 1}


def test_who_lost_a_lease_cannot_give_the_host_back(state: Any) -> None:
    with state.write() as c:
        claim_hosts(c, {"a"}, "slow", NOW)
        claim_hosts(c, {"a"}, "you", NOW + LEASE * 2)
        release_host(c, "a", "slow", 0)
        assert claim_hosts(c, {"a"}, "third", NOW + LEASE * 2) == {}


def test_more_hosts_than_one_statement_takes_are_leased(state: Any) -> None:
    many = {f"h{n}" for n in range(5000)}
    with state.write() as c:
        assert set(claim_hosts(c, many, "me", NOW)) == many


def test_robots_files_read_back_the_same(state: Any) -> None:
    files = [
        RobotsFile("http://a", NOW, 200, "User-agent: *"),
        RobotsFile("http://b", NOW, 0, "", Reason.ROBOTS_REFUSED, "no answer"),
    ]
    with state.write() as c:
        for file in files:
            save_robots(c, file)
        assert load_robots(c, {"http://a", "http://b", "http://c"}) == {f.origin: f for f in files}
