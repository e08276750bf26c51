"""Data files written a row group at a time, and what the log says of them."""

from __future__ import annotations

import errno
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

from pipeline.lake.stored import delta, part_files
from pipeline.lake.tables import to_records, to_table
from pipeline.records import Incident
from tests.unit.lake.world import make_incident

DAYS = [date(2022, 8, 1) + timedelta(n) for n in range(9)]


def _incidents(day: date, *numbers: int) -> list[Incident]:
    return [make_incident(n, day) for n in numbers]


def _table(folder: Path) -> DeltaTable:
    return delta.create(folder, "incidents")


def _read(table: DeltaTable) -> pa.Table:
    return table.to_pyarrow_table().sort_by(
        [("event_date", "ascending"), ("incident_id", "ascending")]
    )


def test_what_is_written_is_what_delta_reads(tmp_path: Path) -> None:
    table = _table(tmp_path)
    rows = to_table("incidents", [i for n, day in enumerate(DAYS) for i in _incidents(day, n)])
    delta.append(table, rows, "r")
    read = _read(DeltaTable(tmp_path))
    assert to_records("incidents", read) == to_records("incidents", rows)
    assert table.version() == 1


def test_only_the_partitions_named_are_replaced(tmp_path: Path) -> None:
    table = _table(tmp_path)
    first, second = DAYS[:2]
    delta.append(table, to_table("incidents", _incidents(first, 1) + _incidents(second, 2)), "r")
    delta.replace_partitions(table, to_table("incidents", _incidents(second, 3)), [second], "r")
    ids = [row["incident_id"] for row in _read(table).to_pylist()]
    assert ids == [i.incident_id for i in _incidents(first, 1) + _incidents(second, 3)]


def test_partitions_can_be_emptied(tmp_path: Path) -> None:
    table = _table(tmp_path)
    delta.append(table, to_table("incidents", _incidents(DAYS[0], 1)), "r")
    delta.replace_partitions(table, to_table("incidents", []), DAYS[:1], "r")
    assert _read(DeltaTable(tmp_path)).num_rows == 0


def test_days_in_any_order_are_all_written(tmp_path: Path) -> None:
    table = _table(tmp_path)
    mixed = [make_incident(n, DAYS[n % len(DAYS)]) for n in range(90)]
    batches = iter(
        [to_table("incidents", mixed[n : n + 10]).to_batches()[0] for n in range(0, 90, 10)]
    )
    delta.append(table, batches, "r")
    assert _read(table).num_rows == 90


def test_rows_are_cut_into_streams_between_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_files, "STREAMS", 3)
    counts = [1, 4, 1, 1, 2]
    told = [
        make_incident(n, day)
        for day, count in zip(DAYS, counts, strict=False)
        for n in range(count)
    ]
    parts = part_files.split_days(to_table("incidents", told), "incidents")
    days = [part.column("event_date").unique().to_pylist() for part in parts]
    assert days == [DAYS[:2], DAYS[2:3], DAYS[3:5]]
    assert pa.concat_tables(parts).equals(to_table("incidents", told))


def test_rows_of_one_day_are_one_stream_and_no_rows_are_none_of_any() -> None:
    rows = to_table("incidents", _incidents(DAYS[0], 1, 2, 3))
    assert part_files.split_days(rows, "incidents") == [rows]
    assert part_files.split_days(rows.slice(0, 0), "incidents") == []


def test_a_stream_that_fails_fails_the_write_and_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    def fail() -> Iterator[pa.RecordBatch]:
        yield from to_table("incidents", _incidents(DAYS[1], 2)).to_batches()
        raise OSError("no space")

    table = _table(tmp_path)
    whole = to_table("incidents", _incidents(DAYS[0], 1)).to_batches()
    with pytest.raises(OSError, match="no space"):
        part_files.write_streams(table, "incidents", [whole, fail()], "r")
    assert DeltaTable(tmp_path).version() == 0


def test_a_large_file_is_ended_and_another_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_files, "FILE_BYTES", 1)
    table = _table(tmp_path)
    batches = iter(
        [to_table("incidents", _incidents(DAYS[0], n)).to_batches()[0] for n in range(3)]
    )
    delta.append(table, batches, "r")
    assert len(list(delta.live_files(table))) == 3
    assert _read(table).num_rows == 3


def test_the_log_tells_rows_nulls_and_bounds(tmp_path: Path) -> None:
    table = _table(tmp_path)
    moment = datetime(2022, 8, 1, 6, 30, 0, 5, UTC)
    told = [
        replace(make_incident(n, DAYS[0]), killed_best=n, title=None, last_recorded_at=moment)
        for n in (2, 7)
    ]
    delta.append(table, to_table("incidents", told), "r")
    (log,) = [json.loads(line) for line in _log(tmp_path, 1) if '"add"' in line]
    stats = json.loads(log["add"]["stats"])
    assert stats["numRecords"] == 2
    assert (stats["minValues"]["killed_best"], stats["maxValues"]["killed_best"]) == (2, 7)
    assert stats["nullCount"]["title"] == 2
    assert "title" not in stats["minValues"]
    assert stats["maxValues"]["last_recorded_at"] == "2022-08-01T06:30:00.000005Z"


def test_readers_that_skip_files_by_the_log_find_what_is_there(tmp_path: Path) -> None:
    table = _table(tmp_path)
    rows = [replace(make_incident(n, day), killed_best=n) for n, day in enumerate(DAYS)]
    delta.append(table, to_table("incidents", rows), "r")
    dataset = DeltaTable(tmp_path).to_pyarrow_dataset()
    found = dataset.to_table(filter=pc.field("killed_best") > 5).column("killed_best").to_pylist()
    assert sorted(found) == [6, 7, 8]


def _log(folder: Path, version: int) -> list[str]:
    return (folder / "_delta_log" / f"{version:020}.json").read_text().splitlines()


def test_a_file_that_the_disk_refused_is_not_closed_once_more() -> None:
    """It was told of on its own, with a traceback, when the writer was freed."""

    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            if self.tell():  # the first bytes have been taken
                raise OSError(errno.ENOSPC, "no space left on device")
            return super().write(data)

    rows = pa.table({"n": [1]})
    writer = pq.ParquetWriter(Full(), rows.schema, metadata_collector=[])
    with suppress(OSError):
        writer.write_table(rows)
    with pytest.raises((OSError, RuntimeError)):
        part_files._close(writer)
    assert not writer.is_open
