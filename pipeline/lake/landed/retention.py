"""How long landed files are kept, and how single pages are taken out of them.

Page bodies live in two places, the landing and the table ``pages``; what removes them from the
table (`pipeline.lake.upkeep.maintain`, a takedown) calls these for the landing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import reduce
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.lake.files import saying_what_failed, write_whole
from pipeline.lake.forgotten import Forgotten
from pipeline.lake.landed.landing import (
    LANDED,
    landed_windows,
    note_expired,
    scan_landed,
    window_folder,
    write_landed,
)

Rows = TypeVar("Rows", pa.Table, pa.RecordBatch)
#: What a row that was taken down loses; that there was a response stays, for the counts.
_BLANKED = ("body", "sha256", "etag", "last_modified", "item_title", "item_id", "detail")


def expire_landed(lake_dir: Path, before: date, but: Collection[datetime] = ()) -> int:
    """Remove what windows before a day have landed, ``but`` for some; returns how many windows.

    They are noted first, so that none of them is landed or built anew: their rows stay.

    Raises:
        WorldError: the disk refused.
    """
    end = datetime.combine(before, time(), UTC)
    old = [window for window in landed_windows(lake_dir) if window < end and window not in but]
    if old:
        with saying_what_failed(f"cannot remove old files of {lake_dir / '.landing'}"):
            note_expired(lake_dir, old)
            for window in old:
                shutil.rmtree(window_folder(lake_dir, window))
    return len(old)


def purge_landed(lake_dir: Path, forgotten: Forgotten) -> int:
    """Take words and bodies out of the landed rows that are forgotten; returns how many had any.

    The rows stay without them, so that counts do; a page without a body makes no article.

    Raises:
        WorldError: the disk refused.
    """
    purged = 0
    with saying_what_failed(f"cannot purge {lake_dir / '.landing'}"):
        for window in landed_windows(lake_dir):
            for dataset in LANDED:
                for path in window_folder(lake_dir, window).glob(f"{dataset}.*.parquet"):
                    purged += _purge_file(path, forgotten)
    return purged


def _purge_file(path: Path, forgotten: Forgotten) -> int:
    names = pq.read_schema(path).names
    if "url" not in names:
        return 0
    asked = [name for name in ("url", "final_url", "publisher") if name in names]
    hits = [
        forgotten.covers(row.get("publisher"), row["url"], row.get("final_url")) and has_words
        for row, has_words in zip(
            pq.read_table(path, columns=asked).to_pylist(), _have_words(path, names), strict=True
        )
    ]
    if any(hits):
        dataset = path.name.split(".", 1)[0]
        batches = _blank_batches(path, dataset, hits)
        before = path.stat()
        write_whole(path, lambda temporary: write_landed(dataset, batches, temporary))
        # nothing has landed: the window needs no other build
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return sum(hits)


def _have_words(path: Path, names: Sequence[str]) -> list[bool]:
    """Which rows of a file have anything that a takedown would take."""
    words = pq.read_table(path, columns=[name for name in _BLANKED if name in names])
    left = (pc.is_valid(column) for column in words.columns)
    found: list[bool] = reduce(pc.or_, left).to_pylist()
    return found


def _blank_batches(path: Path, dataset: str, hits: list[bool]) -> Iterator[pa.Table]:
    first = 0
    for batch in scan_landed(path, dataset):
        here = pa.array(hits[first : first + batch.num_rows])
        first += batch.num_rows
        yield pa.Table.from_batches([blank_rows(batch, here)])


def blank_rows(rows: Rows, hits: pa.Array) -> Rows:
    """Take words and bodies out of the landed rows that are hit."""
    for name in _BLANKED:
        if name in rows.schema.names:
            n, field = rows.schema.get_field_index(name), rows.schema.field(name)
            kept = pc.if_else(hits, pa.scalar(None, field.type), rows.column(name))
            rows = rows.set_column(n, field, kept)
    return rows
