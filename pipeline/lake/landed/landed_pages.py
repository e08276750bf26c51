"""The pages that a window has landed, as rows of ``pages``; bodies stay in the landed files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake.commits.bulk import digest_of, lighten
from pipeline.lake.commits.edits import Bulk, Edit
from pipeline.lake.forgotten import NOTHING, Forgotten
from pipeline.lake.landed.landing import scan_landed, scan_light
from pipeline.lake.landed.retention import blank_rows

_BODY = "body"
#: Where a row is: the number of its file, and of the row in it.
_Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LandedPages:
    """The page files of a window; what is forgotten comes without its words."""

    files: Sequence[Path] = ()
    forgotten: Forgotten = NOTHING

    def rows(self) -> pa.Table:
        """All pages, with a digest in place of the body (null when there was none)."""
        light = partial(scan_light, dataset="pages", column=_BODY, hashed="sha256")
        return lighten("pages", _BODY, self._read(self._spots(), light))

    def edit(self, rows: pa.Table, window_start: datetime) -> Edit:
        """The edit that replaces what the lake has of the window.

        Args:
            rows: as ``rows`` gives them.
            window_start: the window.
        """
        of_window = pc.field("window_start") == pc.scalar(window_start)
        today = frozenset((window_start.date(),))
        return Edit("pages", rows, of_window, today, Bulk(_BODY, self._read_whole))

    def _read_whole(self, page_ids: Collection[str]) -> Iterator[pa.RecordBatch]:
        spots = self._spots()
        wanted = {name: spot for name, spot in spots.items() if name in page_ids}
        return self._read(wanted, partial(scan_landed, dataset="pages"))

    def _read(
        self, spots: dict[str, _Spot], scan: Callable[[Path], Iterator[pa.RecordBatch]]
    ) -> Iterator[pa.RecordBatch]:
        """The rows that are at their spots, file by file."""
        for number, path in enumerate(self.files):
            first = 0
            for batch in scan(path):
                names = batch.column("page_id").to_pylist()
                is_there = [spots.get(name) == (number, first + n) for n, name in enumerate(names)]
                first += batch.num_rows
                if all(is_there):  # a filter would copy every body
                    yield self._blank(batch)
                elif any(is_there):
                    yield self._blank(batch.filter(pa.array(is_there)))

    def _spots(self) -> dict[str, _Spot]:
        """Where each page is: of two groups that landed one, the first to fetch it counts."""
        spots: dict[str, _Spot] = {}
        fetched: dict[str, str] = {}
        for number, path in enumerate(self.files):
            first = 0
            for batch in scan_landed(path, "pages", ("page_id", "fetched_at")):
                times = map(str, batch.column("fetched_at").to_pylist())
                for n, (name, at) in enumerate(
                    zip(batch.column("page_id").to_pylist(), times, strict=True)
                ):
                    if at <= fetched.get(name, at):
                        fetched[name], spots[name] = at, (number, first + n)
                first += batch.num_rows
        return spots

    def _blank(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if not self.forgotten:
            return batch
        asked = batch.select(["publisher", "url", "final_url"]).to_pylist()
        covered = [self.forgotten.covers(*row.values()) for row in asked]
        return blank_rows(batch, pa.array(covered)) if any(covered) else batch


def count_bodies(rows: pa.Table) -> int:
    """How many of the pages came with a body."""
    return int(rows.num_rows - rows.column(digest_of(_BODY)).null_count)
