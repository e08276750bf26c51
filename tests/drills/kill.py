"""Kill poll and fetch at random moments with SIGKILL, run them again, and look for what is lost.

    python -m tests.drills.kill [--rounds 50] [--seed 1] [--database sqlite|postgres|both]

Each round has a state and a lake of its own. The run that follows the kill must end with every page
landed once, a row for every feed, nothing left over in the state, and no page asked for twice but
those that were in flight.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select, text

from pipeline.fetch.state.database import State
from pipeline.fetch.state.tables import items, responses
from pipeline.lake.landed.landing import landed, read_landed
from pipeline.records import FeedPoll, Page
from tests.drills.puller import WINDOW, Place, pull
from tests.drills.site import Sites, serve
from tests.drills.stand import verdict
from tests.postgres import find_programs, serve_postgres


def drill(sites: Sites, place: Callable[[int], Place], moments: list[float]) -> Iterator[str]:
    """One round for each moment, a share of the time that a run takes; says what does not hold."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.drills.puller"])
    n_killed, length = 0, 0.0
    for warm_up in (-2, -1):  # the first one imports everything
        began = time.perf_counter()
        _start(context, place(warm_up), sites, timedelta(0)).join()
        length = time.perf_counter() - began
    for number, moment in enumerate(moments):
        at = place(number)
        sites.asked.clear()
        run = _start(context, at, sites, timedelta(0))
        run.join(moment * length)
        run.kill()
        run.join()
        n_killed += run.exitcode == -signal.SIGKILL
        before = dict(sites.asked)
        # a minute later the leases of the killed run have ended
        _start(context, at, sites, timedelta(minutes=1)).join()
        yield from (f"killed at {moment:.0%}: {what}" for what in _look(sites, at, before))
    print(f"a run takes {length:.1f} s; {n_killed} of {len(moments)} were killed while they ran")


def _start(context: Any, place: Place, sites: Sites, ahead: timedelta) -> Any:
    now = WINDOW + timedelta(minutes=16) + ahead
    run = context.Process(target=pull, args=(place, sites.feeds, now))
    run.start()
    return run


def _look(sites: Sites, place: Place, before: dict[str, int]) -> Iterator[str]:
    files = landed(place.lake, WINDOW)
    pages = [p for path in files.get("pages", []) for p in read_landed(path, Page)]
    polls = [p for path in files.get("feed_polls", []) for p in read_landed(path, FeedPoll)]
    urls = [page.url for page in pages]
    if set(urls) != sites.pages:
        yield f"{len(sites.pages - set(urls))} pages are lost"
    if len(set(urls)) != len(urls):
        yield f"{len(urls) - len(set(urls))} pages landed twice"
    if sorted(row.feed_url for row in polls) != sorted(sites.feeds):
        yield f"{len(polls)} rows for {len(sites.feeds)} feeds"
    if any(row.status == "failed" for row in polls):
        yield "a poll failed"
    # one request at a time to a host: so many may have been in flight
    twice = [url for url, count in sites.asked.items() if count > 1]
    if len(twice) > len(sites.hosts) or any(count > 2 for count in sites.asked.values()):
        yield f"{len(twice)} addresses were asked for twice, {len(before)} before the kill"
    with State(place.state_url) as state, state.read() as connection:
        left = connection.scalar(select(func.count()).select_from(responses))
        known = connection.execute(select(items.c.status, func.count()).group_by(items.c.status))
        statuses = {row[0]: row[1] for row in known}
    if left:
        yield f"{left} responses are left over"
    if statuses != {"landed": len(sites.pages)}:
        yield f"items ended as {statuses}"


def on_sqlite(folder: Path) -> Callable[[int], Place]:
    """A file for each round."""
    return lambda n: Place(f"sqlite:///{folder / f'{n}.db'}", folder / f"lake{n}")


@contextmanager
def on_postgres(folder: Path) -> Iterator[Callable[[int], Place]]:
    """A server for the block, and a schema for each round."""
    programs = find_programs()
    if programs is None:
        sys.exit("there is no PostgreSQL here: initdb and pg_ctl are needed")
    with serve_postgres(programs) as url:
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))

        def place(n: int) -> Place:
            name = f"round_{n + 2}"
            with engine.begin() as connection:
                connection.execute(text(f"CREATE SCHEMA {name}"))
            return Place(f"{url}?options=-csearch_path%3D{name}", folder / f"lake{n}")

        yield place
        engine.dispose()


def main() -> None:
    """Run the drill."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    moments = [chance.random() for _ in range(arguments.rounds)]
    failures: list[str] = []
    with serve(Sites(6, 12)) as sites:
        for database in ("sqlite", "postgres"):
            if arguments.database in (database, "both"):
                found = _on(database, sites, moments)
                print(f"{database:<9} {len(moments)} kills, {len(found)} failures", flush=True)
                failures += found
    verdict(failures)


def _on(database: str, sites: Sites, moments: list[float]) -> list[str]:
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    if database == "sqlite":
        return list(drill(sites, on_sqlite(folder), moments))
    with on_postgres(folder) as place:
        return list(drill(sites, place, moments))


if __name__ == "__main__":
    main()
