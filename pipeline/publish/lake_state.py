"""What the lake has, as a load compares it: the files of each partition, and its last change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake import Snapshot
from pipeline.lake.in_memory import ask_tables
from pipeline.lake.published.snapshot import open_files
from pipeline.lake.published.trees import day_of
from pipeline.publish.memory import Contents, Mark, Partition
from pipeline.publish.plan import Touched, read_touched
from pipeline.publish.tables import Table

#: Where the mark is before the first change.
_NO_DAY = date(1970, 1, 1)


def list_partitions(
    snapshot: Snapshot, dataset: str, known: Mapping[date, Partition]
) -> dict[date, Partition]:
    """The partitions of a dataset; only files that are not ``known`` are opened, to count rows."""
    files: dict[date, list[Path]] = {}
    for file in snapshot.files(dataset, None):
        files.setdefault(day_of(file.parent.name), []).append(file)
    partitions = {}
    for day, paths in files.items():
        name = blake2b("\n".join(path.name for path in paths).encode(), digest_size=16).hexdigest()
        if day in known and known[day].files == name:
            partitions[day] = known[day]
        else:
            partitions[day] = Partition(name, int(open_files(dataset, paths).count_rows()))
    return partitions


def hash_windows(
    snapshot: Snapshot, table: Table, days: Collection[date]
) -> dict[tuple[date, datetime], str]:
    """What the rows of each window in some partitions come to (see ``hash_rows``)."""
    return hash_rows(table, read_rows(snapshot, table.name, days))


def hash_rows(
    table: Table, rows: pa.RecordBatchReader | pa.Table
) -> dict[tuple[date, datetime], str]:
    """What rows of a table come to, by partition and window: their hashes together, and how many.

    The hash is DuckDB's: another version of it may give another one, and rows are loaded again. Its
    hash of a row changes with the last column alone, whatever the others are, so that two rows that
    change there alike would come to the same: it is hashed once more.
    """
    with ask_tables({"rows_of_days": rows}) as session:
        window = f"{table.partition}::timestamptz" if table.follows_incidents else "window_start"
        found = session.execute(
            f"select {table.partition}, {window}, bit_xor(hash(hash(r))) || '/' || count(*) "
            "from rows_of_days as r group by all"
        ).fetchall()
    return {(day, at.astimezone(UTC)): content for day, at, content in found}


def take_out(whole: Contents, part: Contents) -> Contents:
    """What rows come to without some of them; nothing where none is left."""
    left = {key: _subtract(whole.get(key, "0/0"), part.get(key, "0/0")) for key in {*whole, *part}}
    return {key: content for key, content in left.items() if content != "0/0"}


def _subtract(whole: str, part: str) -> str:
    (hash_of_all, n_all), (hash_of_part, n_part) = (
        map(int, content.split("/")) for content in (whole, part)
    )
    return f"{hash_of_all ^ hash_of_part}/{n_all - n_part}"


def read_rows(
    snapshot: Snapshot,
    dataset: str,
    days: Collection[date],
    where: pc.Expression | None = None,
) -> pa.RecordBatchReader:
    """The rows of some partitions, a batch at a time, by today's schema."""
    files = snapshot.files(dataset, days)
    if not files:
        return snapshot.read(dataset, days=()).to_reader()
    return open_files(dataset, files).scanner(filter=where).to_reader()


def find_touched(snapshot: Snapshot, mark: Mark, days: Collection[date]) -> Touched:
    """What the changes above the mark name; ``days`` are the partitions that can have any."""
    changes = snapshot.read(
        "incident_changes",
        columns=["incident_id", "event_date", "old_event_date"],
        where=pc.field("change_seq") > mark.change_seq,
        days=days,
    )
    return read_touched(changes.to_pylist())


def change_at(snapshot: Snapshot, mark: Mark) -> str:
    """The lake's change of the mark's number in short; "" when it has none (any more)."""
    return _find_change(snapshot, mark.change_seq, [mark.change_date])[1]


def mark_of(snapshot: Snapshot, days: Collection[date]) -> Mark:
    """The high-water mark after loading a version; ``days`` are the partitions of its changes."""
    day, change = _find_change(snapshot, snapshot.change_seq, days)
    version = snapshot.view.name if snapshot.view else ""
    return Mark(snapshot.change_seq, day, change, version)


def _find_change(snapshot: Snapshot, change_seq: int, days: Collection[date]) -> tuple[date, str]:
    rows = snapshot.read(
        "incident_changes",
        columns=["change_date", "op", "incident_id", "revision"],
        where=pc.field("change_seq") == change_seq,
        days=days,
    ).to_pylist()
    if not rows:
        return _NO_DAY, ""
    row = rows[0]
    return row["change_date"], f"{row['op']} {row['incident_id']} {row['revision']}"
