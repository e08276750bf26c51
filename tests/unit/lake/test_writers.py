"""Two runs at once: one waits for the other, and nothing of either is lost."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.lake import Lake
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY

ROUNDS = 5
#: Each writer adds an incident per round, on the same days as the other and on neighbouring ones.
_WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from pipeline.lake import Lake, next_change_seq
from tests.unit.lake.world import FIRST_DAY, make_edits, tell
path, first, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
sys.stdin.readline()
for number in range(first, first + rounds):
    lake = Lake(path)
    with lake.lock(wait=True):
        lake.heal()
        told = [tell(number, FIRST_DAY + timedelta(days=number % 3))]
        lake.commit(make_edits(told, [], next_change_seq(lake.snapshot())), run=str(number))
"""


@pytest.mark.slow
def test_what_two_writers_write_is_all_there(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path), str(first), str(ROUNDS)],
            stdin=subprocess.PIPE,
            text=True,
        )
        for first in (0, 100)
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait() for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
    snapshot = Lake(tmp_path).snapshot()
    numbers = [*range(ROUNDS), *range(100, 100 + ROUNDS)]
    found = {incident.incident_id for incident in snapshot.records("incidents")}
    assert found == {f"i{number:05}" for number in numbers}
    assert snapshot.days("incidents") == {FIRST_DAY + timedelta(days=n) for n in range(3)}
    assert snapshot.change_seq == 2 * ROUNDS
    assert verify(snapshot).failures == ()
