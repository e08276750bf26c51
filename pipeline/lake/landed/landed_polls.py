"""The polls that a window has landed, as edits of ``feed_polls`` that never hold all of them.

After a month without a run 5,000 feeds have missed 15 million slots, which would take some
gigabytes at once. Those of earlier days are committed by themselves, some days at a time, before
the window: they are told whatever becomes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake.commits.edits import Edit
from pipeline.lake.landed.landing import ROWS_PER_BATCH, scan_landed
from pipeline.lake.published.snapshot import is_in
from pipeline.lake.tables import to_table

#: Rows of an edit, unless one day has more: 500,000 of 5,000 feeds, some 100 MB.
ROWS_AT_ONCE = 500_000


@dataclass
class _Told:
    """What landed polls come to: rows by day, who was polled, who missed slots since when."""

    rows: Counter[date] = field(default_factory=Counter)
    polled: set[str] = field(default_factory=set)
    absent: dict[str, datetime] = field(default_factory=dict)


@dataclass
class LandedPolls:
    """The files of polls of a window."""

    files: Sequence[Path]
    window_start: datetime

    def edits_before(self) -> Iterator[Edit]:
        """The edits of earlier days, to be committed one after the other; none but after weeks."""
        for days in self._parts[:-1]:
            yield self._edit(days)

    def edit(self) -> Edit:
        """The edit that is committed with the window."""
        return self._edit(self._parts[-1])

    @cached_property
    def _parts(self) -> list[list[date]]:
        """The days, in groups of so many rows; the window's own is in the last."""
        parts: list[list[date]] = [[]]
        n_rows = 0
        for day in sorted({*self._told.rows, self.window_start.date()}):
            if parts[-1] and n_rows + self._told.rows[day] > ROWS_AT_ONCE:
                parts, n_rows = [*parts, []], 0
            parts[-1].append(day)
            n_rows += self._told.rows[day]
        return parts

    @cached_property
    def _told(self) -> _Told:
        told = _Told()
        columns = ("poll_date", "feed_id", "window_start", "status")
        for path in self.files:
            batches = scan_landed(path, "feed_polls", columns)
            while some := list(islice(batches, ROWS_AT_ONCE // ROWS_PER_BATCH or 1)):
                self._note(told, pa.Table.from_batches(some))
        return told

    def _note(self, told: _Told, rows: pa.Table) -> None:
        for group in rows.column("poll_date").value_counts().to_pylist():
            told.rows[group["values"]] += group["counts"]
        told.polled.update(rows.filter(self._of_window).column("feed_id").to_pylist())
        missed = rows.filter(pc.field("status") == "missed").group_by("feed_id")
        for row in missed.aggregate([("window_start", "min")]).to_pylist():
            first = row["window_start_min"]
            told.absent[row["feed_id"]] = min(first, told.absent.get(row["feed_id"], first))

    @property
    def _of_window(self) -> pc.Expression:
        return pc.field("window_start") == pc.scalar(self.window_start)

    def _edit(self, days: Collection[date]) -> Edit:
        """Replace the polls of this window; slots that were missed before are added to theirs.

        That a feed missed this window was told by a later one, which may have been built before.
        """
        is_missed = pc.field("status") == pc.scalar("missed")
        replaced = self._of_window & (is_in("feed_id", self._told.polled) | ~is_missed)
        return Edit("feed_polls", self._read(days), self._absences(replaced), frozenset(days))

    def _absences(self, replaced: pc.Expression) -> pc.Expression:
        """Those rows, and all of the slots that feeds missed: all since the first of them.

        Not all feeds miss the same: of two groups one may have been pulled for a while.
        """
        feeds: dict[datetime, set[str]] = {}
        for feed_id, first in self._told.absent.items():
            feeds.setdefault(first, set()).add(feed_id)
        slot = pc.field("window_start")
        absences = (
            is_in("feed_id", feed_ids)
            & (slot >= pc.scalar(first))
            & (slot < pc.scalar(self.window_start))
            for first, feed_ids in sorted(feeds.items())
        )
        return reduce(or_, absences, replaced)

    def _read(self, days: Collection[date]) -> pa.Table:
        """The rows of some days, never as objects."""
        here = pc.field("poll_date").isin(sorted(days))
        schema = to_table("feed_polls", []).schema
        batches = (
            batch.filter(here)
            for path in self.files
            for batch in scan_landed(path, "feed_polls", days=days)
        )
        return pa.Table.from_batches((batch for batch in batches if batch.num_rows), schema)
