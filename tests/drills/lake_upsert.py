"""Changing 10,000 of a million incidents, beside doing the same with bare ``write_deltalake``.

A file of Parquet cannot be changed in place, so whoever replaces rows reads the rows beside them
and writes both: the bare way does just that (read the days, drop old rows, write the days), with
the same compression. Told apart is what the writing of the finished rows alone takes.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, WriterProperties, write_deltalake

from pipeline.lake import Edit, Lake, is_in
from pipeline.lake.layout import Layout
from pipeline.lake.published.trees import build_tree
from pipeline.lake.stored.delta import live_files
from pipeline.lake.tables import to_table
from tests.unit.lake.world import FIRST_DAY, make_incident

N_DAYS, N_TOUCHED = 1_100, 60
MOST_TIMES, MOST_VIEW_S, MOST_MEMORY_GB = 1.3, 0.5, 1.5
_REPEATS = 5


class _Took(NamedTuple):
    """Seconds of the clock and of the processor."""

    wall_s: float
    cpu_s: float

    def __str__(self) -> str:
        return f"{self.wall_s:.2f} s ({self.cpu_s:.2f} s CPU)"


def _make_rows(n_rows: int) -> pa.Table:
    """Incidents over all days: one row drawn out, with ids and places of their own."""
    numbers = pa.array(range(n_rows), pa.int64())
    window = datetime.combine(FIRST_DAY + timedelta(days=N_DAYS), time(), UTC)
    first = make_incident(0, FIRST_DAY, window=window)
    one = to_table("incidents", [replace(first, title="Rockets land")])
    rows = one.take(pa.array([0] * n_rows))
    days = [FIRST_DAY + timedelta(days=n) for n in range(N_DAYS)]
    day = pa.array([days[n % N_DAYS] for n in range(n_rows)], pa.date32())
    ids = pc.binary_join_element_wise("i", pc.utf8_lpad(numbers.cast(pa.string()), 19, "0"), "")
    titles = pc.binary_join_element_wise("Rockets land near town", numbers.cast(pa.string()), " ")
    columns = {
        "incident_id": ids,
        "title": titles,
        "event_date": day,
        "event_start": day,
        "event_end": day,
        "latitude": pc.divide(numbers.cast(pa.float64()), n_rows),
        "longitude": pc.divide(numbers.cast(pa.float64()), n_rows),
    }
    for name, values in columns.items():
        index = rows.schema.get_field_index(name)
        rows = rows.set_column(index, rows.schema.field(name), pa.chunked_array([values]))
    return rows


def _change(rows: pa.Table, version: int) -> pa.Table:
    """The incidents with another toll."""
    index = rows.schema.get_field_index("killed_high")
    toll = pa.chunked_array([pa.array([100 + version] * rows.num_rows, pa.int64())])
    return rows.set_column(index, rows.schema.field("killed_high"), toll)


@contextmanager
def _timed(times: list[_Took]) -> Iterator[None]:
    began, began_cpu = perf_counter(), process_time()
    yield
    times.append(_Took(perf_counter() - began, process_time() - began_cpu))


def prepare(folder: Path, n_rows: int) -> None:
    """Make the lake and the bare table, with a million rows."""
    rows = _make_rows(n_rows)
    lake = Lake(folder / "lake")
    with lake.lock():
        lake.heal()
        lake.commit([Edit("incidents", rows)], run="first")
    bare = DeltaTable.create(folder / "bare", schema=rows.schema, partition_by=["event_date"])
    write_deltalake(bare, rows, mode="append")


def run(folder: Path, options: argparse.Namespace) -> list[str]:
    """Measure both side by side, in turns; print the medians.

    The view's part of a commit is told apart. Memory is that of a process that changes, not of the
    one that made the million rows.
    """
    command = [sys.executable, "-m", __spec__.name, str(folder), str(options.rows)]
    subprocess.run(command, check=True)
    lake = Lake(folder / "lake")
    days = [FIRST_DAY + timedelta(days=n) for n in range(N_DAYS - N_TOUCHED, N_DAYS)]
    there = lake.snapshot().read("incidents", days=days)
    every = max(1, there.num_rows // options.changes)
    picked = there.take(pa.array(range(0, there.num_rows, every))).slice(0, options.changes)
    ours: list[_Took] = []
    theirs: list[_Took] = []
    writes: list[_Took] = []
    views: list[_Took] = []
    for version in range(_REPEATS):
        changed = _change(picked, version)
        drop = is_in("incident_id", changed.column("incident_id").to_pylist())
        with lake.lock(), _timed(ours):
            report = lake.commit([Edit("incidents", changed, drop)], run=f"v{version}")
        with _timed(theirs):
            whole = _change_bare(folder / "bare", changed, writes)
        same = lake.snapshot().read("incidents", days=report.tables["incidents"].days)
        if whole.num_rows != same.num_rows:
            return [f"the bare way ended with {whole.num_rows} rows, the lake with {same.num_rows}"]
        _time_view(folder / "lake", version, views)
    commit, bare, write, view = map(_median, (ours, theirs, writes, views))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    ours_alone = _Took(commit.wall_s - view.wall_s, commit.cpu_s - view.cpu_s)
    times = ours_alone.cpu_s / bare.cpu_s
    print(
        f"{picked.num_rows} of {options.rows} incidents over "
        f"{len(report.tables['incidents'].days)} days\n"
        f"commit               {commit}\n"
        f"the bare way         {bare}, write_deltalake {write} of it\n"
        f"commit without view  {times:.2f} times the CPU of the bare way, "
        f"{ours_alone.wall_s / bare.wall_s:.2f} times its time\n"
        f"                     {ours_alone.cpu_s / write.cpu_s:.2f} times the CPU of its "
        f"write_deltalake, {ours_alone.wall_s / write.wall_s:.2f} times its time\n"
        f"view                 {view}, {N_DAYS} partitions\n"
        f"memory               {memory:.2f} GB at most"
    )
    return [
        line
        for line, is_broken in (
            (f"more than {MOST_TIMES} times the bare way", times > MOST_TIMES),
            (f"a view takes over {MOST_VIEW_S} s", view.wall_s > MOST_VIEW_S),
            (f"more than {MOST_MEMORY_GB} GB", memory > MOST_MEMORY_GB),
        )
        if is_broken
    ]


def _median(times: list[_Took]) -> _Took:
    return _Took(*(statistics.median(column) for column in zip(*times, strict=True)))


def _change_bare(path: Path, changed: pa.Table, writes: list[_Took]) -> pa.Table:
    """Read the days, drop the rows that change, write the days with the new rows."""
    table = DeltaTable(path)
    days = sorted(set(changed.column("event_date").to_pylist()))
    listed = pa.array([day.isoformat() for day in days])
    there = table.to_pyarrow_dataset(partitions=[("event_date", "in", listed.to_pylist())])
    rows = there.to_table().select(changed.column_names).cast(changed.schema)
    old = pc.is_in(rows.column("incident_id"), value_set=changed.column("incident_id"))
    whole = pa.concat_tables([rows.filter(pc.invert(old)), changed])
    predicate = f"event_date in ({', '.join(map(repr, listed.to_pylist()))})"
    zstd = WriterProperties(compression="ZSTD", compression_level=1)
    with _timed(writes):
        write_deltalake(table, whole, mode="overwrite", predicate=predicate, writer_properties=zstd)
    return whole


def _time_view(path: Path, version: int, times: list[_Took]) -> None:
    layout = Layout(path)
    table = DeltaTable(layout.delta("incidents"))
    with _timed(times):
        build_tree(layout, "incidents", 90_000_000 + version, live_files(table))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]))
