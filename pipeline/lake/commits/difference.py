"""What one version of the lake has that another has not, partition by partition."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

import schemas
from pipeline.lake.commits.edits import Edit, sort
from pipeline.lake.published.snapshot import Snapshot

#: What a history says of itself and not of what it tells: how often an incident was updated.
OF_HISTORY = {"incidents": ["revision"]}


def find_changed_days(before: Snapshot, after: Snapshot, dataset: str) -> frozenset[date]:
    """The partitions whose rows tell something else; those of the same files are not read."""
    days = before.days(dataset) | after.days(dataset)
    return frozenset(day for day in days if _differs(before, after, dataset, day))


def _differs(before: Snapshot, after: Snapshot, dataset: str, day: date) -> bool:
    if _inodes(before, dataset, day) == _inodes(after, dataset, day):
        return False
    old, new = (sort(dataset, one.read(dataset, days=[day])) for one in (before, after))
    left_out = OF_HISTORY.get(dataset, [])
    return not old.drop_columns(left_out).equals(new.drop_columns(left_out))


def _inodes(snapshot: Snapshot, dataset: str, day: date) -> set[int]:
    return {file.stat().st_ino for file in snapshot.files(dataset, [day])}


def make_edit(
    dataset: str, days: Collection[date], after: Snapshot, rows: pa.Table | None = None
) -> Edit:
    """The edit that gives partitions the rows of another version (or the given ones)."""
    key = schemas.load(dataset).key[0]
    new = after.read(dataset, days=days) if rows is None else rows
    return Edit(dataset, new, pc.field(key).is_valid(), frozenset(days))


def count_rows(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, int, int]]:
    """The datasets whose number of rows differs or may, with both numbers."""
    for dataset in schemas.dataset_names():
        yield dataset, before.count(dataset), after.count(dataset)
