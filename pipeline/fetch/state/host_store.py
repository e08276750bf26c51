"""Hosts in the state: who asks one now, when it may be asked again, and its robots.txt.

A host is leased to one run at a time, so that several runs on one state keep to one connection and
one pace. A lease that is not renewed (its run was killed) ends by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlalchemy import or_, select, update
from sqlalchemy.engine import Connection

from pipeline.errors import Reason
from pipeline.fetch.state.database import columns_of, insert_into, upsert
from pipeline.fetch.state.tables import hosts, robots
from pipeline.fetch.web.robots import RobotsFile

LEASE = timedelta(seconds=15)
#: Values in one statement; SQLite takes 32,766.
_CHUNK = 2_000


def claim_hosts(
    connection: Connection, names: Collection[str], owner: str, now: datetime
) -> dict[str, float]:
    """Lease the hosts that no other run has; with the time from which each may be asked."""
    claimed: dict[str, float] = {}
    for chunk in chunks(sorted(names)):
        statement = insert_into(connection, hosts)
        rows = [{"host": h, "leased_by": owner, "leased_until": now + LEASE} for h in chunk]
        statement = statement.values(rows).on_conflict_do_update(
            index_elements=["host"],
            set_={name: statement.excluded[name] for name in ("leased_by", "leased_until")},
            where=or_(
                hosts.c.leased_until.is_(None),
                hosts.c.leased_until < now,
                hosts.c.leased_by == owner,
            ),
        )
        for host, free_at in connection.execute(statement.returning(hosts.c.host, hosts.c.free_at)):
            claimed[host] = free_at.timestamp() if free_at else 0.0
    return claimed


def renew_leases(connection: Connection, owner: str, now: datetime) -> None:
    """Keep the leases of a run."""
    renewed = update(hosts).where(hosts.c.leased_by == owner).values(leased_until=now + LEASE)
    connection.execute(renewed)


def release_host(connection: Connection, name: str, owner: str, free_at: float) -> None:
    """Give a host back, saying from when on it may be asked."""
    connection.execute(
        update(hosts)
        .where(hosts.c.host == name, hosts.c.leased_by == owner)
        .values(
            leased_by=None, leased_until=None, free_at=datetime.fromtimestamp(max(free_at, 0), UTC)
        )
    )


def load_robots(connection: Connection, origins: Collection[str]) -> dict[str, RobotsFile]:
    """What is known of the origins."""
    found: dict[str, RobotsFile] = {}
    for chunk in chunks(sorted(origins)):
        for row in connection.execute(select(robots).where(robots.c.origin.in_(chunk))):
            reason = Reason(row.reason) if row.reason else None
            found[row.origin] = RobotsFile(
                row.origin, row.asked_at, row.status, row.text, reason, row.detail
            )
    return found


def save_robots(connection: Connection, file: RobotsFile) -> None:
    """Keep an origin's robots.txt."""
    upsert(connection, robots, [columns_of(file)])


def chunks(values: Iterable[str]) -> Iterable[list[str]]:
    """Cut values into lists that one statement can name."""
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
