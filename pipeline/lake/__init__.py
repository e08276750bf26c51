"""The lake: Delta tables inside, plain Hive Parquet outside, one commit point."""

from __future__ import annotations

from pipeline.lake.commit import CommitReport, TableReport
from pipeline.lake.edits import Edit
from pipeline.lake.index import find_days
from pipeline.lake.lake import Lake
from pipeline.lake.maintain import MaintainReport
from pipeline.lake.snapshot import Snapshot, is_in, next_change_seq

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
