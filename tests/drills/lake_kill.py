"""kill -9 at random moments of publishing, with readers all the while."""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.lake import Lake
from pipeline.lake.upkeep.verify import verify
from tests.drills.lake_readers import Readers
from tests.unit.lake import publisher

#: All rows are checked after every n-th kill; incidents and versions are checked after each.
_VERIFY_EVERY = 20


@dataclass(frozen=True, slots=True)
class KillReport:
    """What happened: kills; reads and those that found a file gone, by reader; healed kills."""

    kills: int
    problems: tuple[str, ...]
    reads: Mapping[str, int]
    gone: Mapping[str, int]
    healed: int
    versions: int


def drill(  # noqa: PLR0917 - each is an option of the command
    lake: Path,
    kills: int,
    n_days: int,
    n_incidents: int,
    seed: int,
    seconds: float = math.inf,
) -> KillReport:
    """Publish, kill, heal, again and again.

    Args:
        lake: an empty folder.
        kills: how many, at most.
        n_days: partitions of each table.
        n_incidents: rows of each table.
        seed: of the moments.
        seconds: after so long nobody is killed any more.
    """
    end = time.monotonic() + seconds
    moments = random.Random(seed)
    start = partial(_publisher, lake, n_days, n_incidents)
    with start() as line:
        _wait_for("published", line)
    problems: list[str] = []
    healed = done = 0
    with Readers(lake, n_incidents) as readers:
        for n in takewhile(lambda _: time.monotonic() < end, range(kills)):
            in_full = n % _VERIFY_EVERY == 0
            if in_full:  # the machine may be busier than it was
                length_s = _length_of_a_version(start)
            with start() as line:
                _wait_for("begun", line)
                time.sleep(moments.uniform(0, 1.2 * length_s))
            healed += _heal(lake, n_incidents, problems, in_full=in_full)
            done += 1
    return KillReport(
        done,
        (*readers.seen.problems, *problems),
        readers.seen.reads,
        readers.seen.gone,
        healed,
        Lake(lake).snapshot().change_seq // n_incidents,
    )


@contextmanager
def _publisher(lake: Path, n_days: int, n_incidents: int) -> Iterator[Connection]:
    """A run that publishes until it is killed, at the end of the block; it tells where it is.

    It is forked off a process that has imported what a run needs.

    Raises:
        RuntimeError: it ended by itself.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([publisher.__name__, __name__])
    line, theirs = Pipe()
    process = context.Process(
        target=publisher.publish_on, args=(lake, n_days, n_incidents, theirs), daemon=True
    )
    process.start()
    theirs.close()
    try:
        yield line
    finally:
        is_alive = process.is_alive()
        process.kill()
        process.join()
    if not is_alive:
        raise RuntimeError("the publisher ended by itself")


def _length_of_a_version(start: Callable[[], AbstractContextManager[Connection]]) -> float:
    """Seconds from version to version while the readers read; a kill falls anywhere in these."""
    with start() as line:
        _wait_for("begun", line)
        began = time.monotonic()
        _wait_for("published", line)
    return time.monotonic() - began


def _wait_for(what: str, line: Connection) -> None:
    """Wait until a publisher tells something.

    Raises:
        EOFError: it ended by itself.
    """
    while line.recv() != what:
        pass


def _heal(lake: Path, n_incidents: int, problems: list[str], *, in_full: bool) -> int:
    opened = Lake(lake)
    with opened.lock(wait=True):
        mended = opened.heal()
    snapshot = opened.snapshot()
    incidents = snapshot.records("incidents")
    versions = {incident.killed_best for incident in incidents}
    if len(incidents) != n_incidents or len(versions) != 1:
        problems.append(f"healed to {len(incidents)} incidents of the versions {versions}")
    if in_full:
        problems.extend(verify(snapshot).failures)
    return bool(mended)


def run(folder: Path, options: argparse.Namespace) -> list[str]:
    """Do the drill and print what happened."""
    how = (options.kills, options.days, options.incidents, options.seed, options.minutes * 60)
    report = drill(folder, *how)
    print(
        f"{report.kills} kills, {report.healed} left something to heal; {report.versions} versions"
    )
    for name, n in sorted(report.reads.items()):
        print(f"{name:<24} {n:>7} reads {report.gone.get(name, 0):>5} found a file gone")
    return list(report.problems)
