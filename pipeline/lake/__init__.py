"""The lake: Delta tables inside, plain Hive Parquet outside, one commit point.

What the pull stages bring in is ``landed``; ``commits`` says what of the tables changes and asks
their promises; ``stored`` writes it, ``indexed`` finds it again, ``published`` is what readers see;
``upkeep`` are the chores of a whole lake.
"""

from __future__ import annotations

from pipeline.lake.commits.commit import CommitReport, TableReport
from pipeline.lake.commits.edits import Edit
from pipeline.lake.indexed.index import find_days
from pipeline.lake.lake import Lake
from pipeline.lake.published.snapshot import Snapshot, is_in, next_change_seq
from pipeline.lake.upkeep.maintain import MaintainReport

__all__ = [
    "CommitReport",
    "Edit",
    "Lake",
    "MaintainReport",
    "Snapshot",
    "TableReport",
    "find_days",
    "is_in",
    "next_change_seq",
]
