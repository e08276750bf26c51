"""Changing 10,000 of a million incidents, beside a bare ``write_deltalake`` of the same rows."""

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
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, write_deltalake

from pipeline.lake import Edit, Lake, is_in
from pipeline.lake.delta import live_files
from pipeline.lake.layout import Layout
from pipeline.lake.tables import to_table
from pipeline.lake.trees import build_tree
from tests.unit.lake.world import FIRST_DAY, make_incident

N_DAYS, N_TOUCHED = 1_100, 60
MOST_TIMES, MOST_VIEW_S, MOST_MEMORY_GB = 1.3, 0.5, 1.5
_REPEATS = 5


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
def _timed(times: list[float]) -> Iterator[None]:
    began = perf_counter()
    yield
    times.append(perf_counter() - began)


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
    ours: list[float] = []
    theirs: list[float] = []
    views: list[float] = []
    for version in range(_REPEATS):
        changed = _change(picked, version)
        drop = is_in("incident_id", changed.column("incident_id").to_pylist())
        with lake.lock(), _timed(ours):
            report = lake.commit([Edit("incidents", changed, drop)], run=f"v{version}")
        _write_bare(folder / "bare", lake, changed, theirs)
        _time_view(folder / "lake", version, views)
    commit, bare, view = (statistics.median(times) for times in (ours, theirs, views))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    times = (commit - view) / bare
    print(
        f"{picked.num_rows} of {options.rows} incidents over "
        f"{len(report.tables['incidents'].days)} days: commit {commit:.2f} s, "
        f"bare write_deltalake {bare:.2f} s; without the view {times:.2f} times; "
        f"view of {N_DAYS} partitions {view:.2f} s; memory at most {memory:.2f} GB"
    )
    return [
        line
        for line, is_broken in (
            (f"more than {MOST_TIMES} times a bare write", times > MOST_TIMES),
            (f"a view takes over {MOST_VIEW_S} s", view > MOST_VIEW_S),
            (f"more than {MOST_MEMORY_GB} GB", memory > MOST_MEMORY_GB),
        )
        if is_broken
    ]


def _write_bare(bare: Path, lake: Lake, changed: pa.Table, times: list[float]) -> None:
    """The same partitions with the same rows, read beforehand, with a bare write."""
    days = sorted(set(changed.column("event_date").to_pylist()))
    whole = lake.snapshot().read("incidents", days=days)
    listed = ", ".join(f"'{day}'" for day in days)
    with _timed(times):
        write_deltalake(bare, whole, mode="overwrite", predicate=f"event_date in ({listed})")


def _time_view(path: Path, version: int, times: list[float]) -> None:
    layout = Layout(path)
    table = DeltaTable(layout.delta("incidents"))
    with _timed(times):
        build_tree(layout, "incidents", 90_000_000 + version, live_files(table))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]))
