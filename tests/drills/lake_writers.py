"""Two runs at once, again and again; and writers that do not ask for the lock."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from deltalake import DeltaTable, write_deltalake

from pipeline.errors import WorldError
from pipeline.lake import Lake, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, make_edits, make_incident, publish, tell

#: A writer adds an incident on a day when it is told to, and says that it has.
_WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from pipeline.lake import Lake, next_change_seq
from tests.unit.lake.world import FIRST_DAY, make_edits, tell
lake = Lake(Path(sys.argv[1]))
for line in sys.stdin:
    number, day = map(int, line.split())
    with lake.lock(wait=True):
        lake.heal()
        told = [tell(number, FIRST_DAY + timedelta(days=day))]
        lake.commit(make_edits(told, [], next_change_seq(lake.snapshot())), run=str(number))
    print(number, flush=True)
"""


def drill(lake: Path, rounds: int) -> list[str]:
    """Let two writers write at the same time; what is lost or twice, in words.

    Args:
        lake: an empty folder.
        rounds: how often; every other round they write on one day, else on neighbouring ones.
    """
    command = [sys.executable, "-c", _WRITER, str(lake)]
    writers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        expected = {}
        for n in range(rounds):
            for writer, number in zip(writers, (n, 1000 + n), strict=True):
                day = 2 * (n % 3) + (n % 2 if number == n else 0)
                expected[f"i{number:05}"] = FIRST_DAY + timedelta(days=day)
                _tell(writer, f"{number} {day}")
            for writer in writers:
                _hear(writer)
    finally:
        for writer in writers:
            writer.communicate()
    return _compare(lake, expected)


def _tell(writer: subprocess.Popen[str], line: str) -> None:
    assert writer.stdin is not None
    writer.stdin.write(f"{line}\n")
    writer.stdin.flush()


def _hear(writer: subprocess.Popen[str]) -> None:
    assert writer.stdout is not None
    if not writer.stdout.readline():
        raise RuntimeError("a writer ended by itself")


def _compare(lake: Path, expected: dict[str, date]) -> list[str]:
    snapshot = Lake(lake).snapshot()
    found = {
        incident.incident_id: incident.event_date for incident in snapshot.records("incidents")
    }
    problems = [
        f"{name} is lost or elsewhere" for name in expected if found.get(name) != expected[name]
    ]
    if snapshot.change_seq != len(expected):
        problems.append(f"{snapshot.change_seq} changes of {len(expected)}")
    return [*problems, *verify(snapshot).failures]


def ignore_the_lock(lake: Path, by_path: bool, day: date) -> str | None:
    """Write a table past the lock while a run has the lake; None when the run notices.

    Args:
        lake: an empty folder.
        by_path: as ``write_deltalake("path")`` does, else through a handle.
        day: where the other writes; the run writes on the first day.
    """
    opened = publish(lake, [tell(1, FIRST_DAY)])
    table = lake / ".delta" / "incidents"
    with opened.lock():
        opened.heal()
        edits = make_edits([tell(1, FIRST_DAY, killed=9)], [], next_change_seq(opened.snapshot()))
        rows = to_table("incidents", [make_incident(7, day)])
        write_deltalake(str(table) if by_path else DeltaTable(table), rows, mode="append")
        try:
            opened.commit(edits, run="test")
        except WorldError as error:
            noticed = "without the lake's lock" in str(error)
        else:
            noticed = False
    killed = [incident.killed_best for incident in opened.snapshot().records("incidents")]
    if noticed and killed == [4]:
        return None
    return f"a write past the lock on {day} was not noticed; readers see {killed}"


def run(folder: Path, options: argparse.Namespace) -> list[str]:
    """Do the drill and print what happened."""
    problems = drill(folder / "two", options.rounds)
    print(f"{options.rounds} rounds of two writers at once")
    cases = [(by_path, day) for by_path in (True, False) for day in (0, 1)]
    for by_path, day in cases:
        lake = folder / f"past-{by_path}-{day}"
        problem = ignore_the_lock(lake, by_path, FIRST_DAY + timedelta(days=day))
        problems += [problem] if problem else []
    print(f"{len(cases)} writers past the lock")
    return problems
