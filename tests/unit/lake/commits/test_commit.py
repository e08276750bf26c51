"""What a commit changes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

import schemas
from pipeline.errors import GateError, WorldError
from pipeline.lake import Edit, Lake, is_in, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import (
    FIRST_DAY,
    WINDOW,
    Told,
    make_edits,
    make_incident,
    publish,
    read_bytes,
    tell,
)

DAYS = [FIRST_DAY + timedelta(days=n) for n in range(4)]


def _tell_some(killed: int = 4) -> list[Told]:
    return [tell(n, DAYS[n % 4], killed) for n in range(12)]


def _commit(lake: Lake, edits: Sequence[Edit]) -> bool:
    with lake.lock():
        lake.heal()
        return lake.commit(edits, run="test").changed


def test_pandas_and_duckdb_read_the_same_incidents(tmp_path: Path) -> None:
    publish(tmp_path, _tell_some())
    read = pd.read_parquet(tmp_path / "incidents").astype({"event_date": str})
    files = f"{tmp_path}/incidents/**/*.parquet"
    asked = duckdb.sql(
        f"select incident_id, event_date::varchar, killed_best "
        f"from read_parquet('{files}', hive_partitioning = true) order by incident_id"
    ).fetchall()
    rows = read[["incident_id", "event_date", "killed_best"]].sort_values("incident_id")
    assert [tuple(row) for row in rows.itertuples(index=False)] == asked
    assert len(asked) == 12
    assert read["incident_id"].is_unique
    assert read["event_date"].notna().all()


@pytest.mark.parametrize("name", ["my lake", "a#b?c", "Übersicht", "it's", "[old]*"])
def test_a_lake_may_be_called_as_one_likes(tmp_path: Path, name: str) -> None:
    lake = publish(tmp_path / name, _tell_some())
    publish(tmp_path / name, [tell(n, DAYS[n % 4], killed=5) for n in range(12)], DAYS)
    with lake.lock():
        lake.maintain(datetime.now(UTC))
        lake.purge()
    assert lake.snapshot().count("incidents") == 12
    assert verify(lake.snapshot()).failures == ()


def test_what_was_committed_is_read_back(tmp_path: Path) -> None:
    told = _tell_some()
    snapshot = publish(tmp_path, told).snapshot()
    for dataset in told[0]:
        expected = [row for part in told for row in part[dataset]]
        key = schemas.load(dataset).key
        read = snapshot.records(dataset)
        assert sorted(read, key=lambda row: [getattr(row, k) for k in key]) == expected


def test_the_same_edits_again_write_nothing(tmp_path: Path) -> None:
    lake = publish(tmp_path, _tell_some())
    before = lake.snapshot()
    edits = make_edits(_tell_some(), DAYS)[:-1]
    assert not _commit(lake, edits)
    assert lake.snapshot() == before


def test_only_partitions_whose_rows_change_are_written(tmp_path: Path) -> None:
    lake = publish(tmp_path, _tell_some())
    before = read_bytes(tmp_path, "incidents")
    told = [tell(n, DAYS[n % 4], killed=5 if n == 6 else 4) for n in range(12)]
    publish(tmp_path, told, DAYS)
    after = read_bytes(tmp_path, "incidents")
    changed = {Path(name).parent.name for name in before.keys() ^ after.keys()}
    assert changed == {f"event_date={DAYS[2]}"}
    assert all(after[name] == before[name] for name in before.keys() & after.keys())
    assert verify(lake.snapshot()).failures == ()


def test_an_incident_that_moves_leaves_its_old_day(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0])])
    publish(tmp_path, [tell(1, DAYS[3])], [DAYS[0]])
    assert lake.snapshot().days("incidents") == {DAYS[3]}
    assert pd.read_parquet(tmp_path / "incidents")["event_date"].astype(str).tolist() == [
        str(DAYS[3])
    ]
    assert verify(lake.snapshot()).failures == ()


def test_a_snapshot_does_not_see_later_commits(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0], killed=1)])
    snapshot = lake.snapshot()
    publish(tmp_path, [tell(1, DAYS[0], killed=2)])
    assert [row.killed_best for row in snapshot.records("incidents")] == [1]
    assert [row.killed_best for row in lake.snapshot().records("incidents")] == [2]


def test_rows_outside_of_the_drop_stay(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0]), tell(2, DAYS[0])])
    gone = Edit(
        "incident_claims", to_table("incident_claims", []), is_in("n", [0]), frozenset(DAYS[:1])
    )
    other = Edit(
        "incident_participants", to_table("incident_participants", []), None, frozenset(DAYS[:1])
    )
    assert _commit(lake, [gone, other])
    assert lake.snapshot().records("incident_claims") == []
    assert len(lake.snapshot().records("incident_participants")) == 2


def test_a_table_without_rows_still_shows_its_columns(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert _commit(lake, [])
    read = pd.read_parquet(tmp_path / "incidents")
    assert set(read.columns) == set(schemas.arrow_schema("incidents").names)
    assert len(read) == 0
    files = f"{tmp_path}/incidents/**/*.parquet"
    asked = duckdb.sql(f"select * from read_parquet('{files}', hive_partitioning = true)")
    assert asked.fetchall() == []
    assert lake.snapshot().days("incidents") == frozenset()


def test_the_partition_column_is_in_the_path_only(tmp_path: Path) -> None:
    publish(tmp_path, [tell(1, DAYS[0])])
    for file in (tmp_path / "incidents").resolve().rglob("*.parquet"):
        assert "event_date" not in pq.ParquetFile(file).schema_arrow.names
        assert file.parent.name == f"event_date={DAYS[0]}"


def test_rows_are_sorted_by_key_and_compressed(tmp_path: Path) -> None:
    publish(tmp_path, [tell(n, DAYS[0]) for n in (3, 1, 2)])
    (file,) = (tmp_path / "incidents").resolve().rglob("*.parquet")
    parquet = pq.ParquetFile(file)
    column = parquet.metadata.row_group(0).column(0)
    ids = parquet.read(["incident_id"])["incident_id"].to_pylist()
    assert ids == ["i00001", "i00002", "i00003"]
    assert (column.compression, column.is_stats_set) == ("ZSTD", True)


def test_changes_are_numbered_on(tmp_path: Path) -> None:
    lake = publish(tmp_path, _tell_some())
    assert next_change_seq(lake.snapshot()) == 13
    assert next_change_seq(Lake(tmp_path / "new").snapshot()) == 1


def test_a_change_with_a_wrong_number_is_refused(tmp_path: Path) -> None:
    lake = publish(tmp_path, _tell_some())
    with pytest.raises(GateError, match="numbered on from 13"):
        _commit(lake, make_edits([tell(1, DAYS[1], killed=9)], first_change=15))


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0])])
    before = lake.snapshot()
    again = Edit("incidents", to_table("incidents", [make_incident(1, DAYS[0])]))
    with pytest.raises(GateError, match="incident_id would be there twice: i00001"):
        _commit(lake, [again])
    assert lake.snapshot() == before


def test_a_source_without_its_incident_is_refused(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0])])
    sources = to_table("incident_sources", tell(2, DAYS[0])["incident_sources"])
    with pytest.raises(GateError, match=f"incident_sources: no incidents {DAYS[0]} i00002"):
        _commit(lake, [Edit("incident_sources", sources)])


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("event_type", "picnic", "incidents i00001: unknown event_type"),
        ("killed_low", 7, "killed_low is above killed_best"),
        ("event_end", date(2022, 7, 1), "event_start is after event_end"),
        ("event_date", date(2022, 7, 1), "event_date is not event_start"),
        ("status", "planned", "unknown status"),
    ],
)
def test_a_row_that_breaks_a_promise_is_refused(
    tmp_path: Path, column: str, value: Any, message: str
) -> None:
    rows = to_table("incidents", [make_incident(1, DAYS[0])])
    index = rows.column_names.index(column)
    field = rows.schema.field(column)
    wrong = rows.set_column(index, field, [[value]])
    with pytest.raises(GateError, match=message):
        _commit(Lake(tmp_path), [Edit("incidents", wrong)])
    assert not (tmp_path / "current").exists()


def test_words_that_are_not_where_they_should_be_are_refused(tmp_path: Path) -> None:
    told = tell(1, DAYS[0])
    mention = told["mentions"][0]
    told["mentions"] = [type(mention)(**{**_fields(mention), "weapons": _shifted(mention.weapons)})]
    with pytest.raises(GateError, match=r"weapons text.* is called 'rockets' but its words are"):
        _commit(Lake(tmp_path), make_edits([told]))


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def _shifted(weapons: Any) -> Any:
    return tuple(type(w)(w.name, w.field, w.start + 1, w.end + 1) for w in weapons)


def test_a_table_does_not_collapse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = publish(tmp_path, _tell_some())
    monkeypatch.setattr("pipeline.lake.commits.checks.MANY_ROWS", 3)
    nothing = to_table("incident_claims", [])
    some = is_in("incident_id", [f"i{n:05}" for n in range(4)])
    with pytest.raises(GateError, match="incident_claims: would lose 4 of 12 rows at once"):
        _commit(lake, [Edit("incident_claims", nothing, some, frozenset(DAYS))])
    fewer = is_in("incident_id", ["i00001", "i00002"])
    assert _commit(lake, [Edit("incident_claims", nothing, fewer, frozenset(DAYS))])


def test_one_dataset_cannot_be_edited_twice(tmp_path: Path) -> None:
    edit = Edit("incidents", to_table("incidents", []))
    with pytest.raises(ValueError, match="edited twice"):
        _commit(Lake(tmp_path), [edit, edit])


def test_committing_without_the_lock_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="lock"):
        Lake(tmp_path).commit([], run="test")


@pytest.mark.parametrize("day", [DAYS[0], DAYS[1]])
def test_a_writer_that_ignores_the_lock_is_noticed(tmp_path: Path, day: date) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0])])
    with lake.lock():
        lake.heal()
        edits = make_edits([tell(1, DAYS[0], killed=9)], first_change=2)
        rows = to_table("incidents", [make_incident(7, day)])
        write_deltalake(DeltaTable(tmp_path / ".delta" / "incidents"), rows, mode="append")
        with pytest.raises(WorldError, match="without the lake's lock"):
            lake.commit(edits, run="test")
    assert [row.killed_best for row in lake.snapshot().records("incidents")] == [4]


def test_large_partitions_get_new_files_for_new_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = publish(tmp_path, [tell(1, DAYS[0])])
    old = read_bytes(tmp_path, "articles")
    monkeypatch.setattr("pipeline.lake.commits.edits.APPEND_FROM_BYTES", 1)
    publish(tmp_path, [tell(2, DAYS[0])])
    assert old.items() < read_bytes(tmp_path, "articles").items()
    assert len(lake.snapshot().records("articles")) == 2
    with pytest.raises(GateError, match="twice"):
        _commit(lake, [Edit("articles", to_table("articles", tell(2, DAYS[0])["articles"]))])


def test_a_delta_reader_finds_its_version_in_the_manifest(tmp_path: Path) -> None:
    lake = publish(tmp_path, _tell_some())
    version = dict(lake.snapshot().versions)["incidents"]
    table = DeltaTable(tmp_path / ".delta" / "incidents", version=version)
    assert table.to_pyarrow_table().num_rows == 12
    assert WINDOW in table.to_pyarrow_table()["last_recorded_at"].to_pylist()
