"""kill -9 at random moments of publishing, with readers all the while."""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from pipeline.lake import Lake
from pipeline.lake.verify import verify
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
    with _publisher(lake, n_days, n_incidents) as first:
        _wait_for_version(first)
        first.kill()
    problems: list[str] = []
    healed = done = 0
    with Readers(lake, n_incidents) as readers:
        length_s = _length_of_a_version(lake, n_days, n_incidents)
        for n in takewhile(lambda _: time.monotonic() < end, range(kills)):
            with _publisher(lake, n_days, n_incidents) as process:
                _wait_for_version(process)  # it lives, and has healed what the last one left
                try:
                    process.wait(moments.uniform(0, 1.2 * length_s))
                except subprocess.TimeoutExpired:
                    process.kill()
            healed += _heal(lake, n_incidents, problems, in_full=n % _VERIFY_EVERY == 0)
            done += 1
    return KillReport(
        done,
        (*readers.seen.problems, *problems),
        readers.seen.reads,
        readers.seen.gone,
        healed,
        Lake(lake).snapshot().change_seq // n_incidents,
    )


def _length_of_a_version(lake: Path, n_days: int, n_incidents: int) -> float:
    """Seconds from version to version while the readers read; a kill falls anywhere in these."""
    with _publisher(lake, n_days, n_incidents) as process:
        _wait_for_version(process)
        began = time.monotonic()
        _wait_for_version(process)
        process.kill()
    return time.monotonic() - began


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


def _publisher(lake: Path, n_days: int, n_incidents: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(publisher.__file__), str(lake), str(n_days), str(n_incidents)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _wait_for_version(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if not process.stdout.readline():
        raise RuntimeError("the publisher ended by itself")


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
