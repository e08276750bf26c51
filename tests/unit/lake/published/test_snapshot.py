"""Reading one version, from anywhere, at the cost of what is asked for."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest

import schemas
from pipeline.errors import WorldError
from pipeline.lake import Lake, is_in
from tests.unit.lake.world import FIRST_DAY, publish, tell

DAYS = [FIRST_DAY + timedelta(days=n) for n in range(4)]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return publish(tmp_path, [tell(n, DAYS[n % 4]) for n in range(8)])


def test_only_the_partitions_asked_for_are_opened(lake: Lake) -> None:
    snapshot = lake.snapshot()
    for file in snapshot.files("incidents", set(DAYS[1:])):
        file.write_bytes(b"broken")
    read = snapshot.read("incidents", columns=["incident_id", "event_date"], days={DAYS[0]})
    assert read.to_pydict() == {"incident_id": ["i00000", "i00004"], "event_date": [DAYS[0]] * 2}
    with pytest.raises(WorldError, match="cannot read incidents"):
        snapshot.read("incidents")


def test_parts_of_a_struct_come_with_the_day_of_their_file(lake: Lake) -> None:
    snapshot = lake.snapshot()
    columns = ["mention_id", "place.country", "not there yet"]
    days = {DAYS[0], FIRST_DAY - timedelta(days=9)}
    parts = list(snapshot.read_parts("mentions", columns, days))
    assert {day for day, _ in parts} == {DAYS[0]}
    assert {*parts[0][1].column_names} == {"mention_id", "place.country"}
    assert sum(table.num_rows for _, table in parts) == 2
    snapshot.files("mentions", days)[0].write_bytes(b"broken")
    with pytest.raises(WorldError, match="cannot read mentions"):
        list(snapshot.read_parts("mentions", columns, days))


def test_rows_are_filtered(lake: Lake) -> None:
    snapshot = lake.snapshot()
    found = snapshot.records("incidents", where=is_in("incident_id", ["i00003", "i00004"]))
    assert sorted(incident.incident_id for incident in found) == ["i00003", "i00004"]
    assert snapshot.records("incidents", where=is_in("incident_id", [])) == []
    assert len(snapshot.records("mentions", where=pc.field("place", "country").is_null())) == 8
    assert snapshot.records("mentions", where=is_in(("place", "country"), ["SY"])) == []


def test_days_without_rows_give_none(lake: Lake) -> None:
    assert lake.snapshot().records("incidents", days={FIRST_DAY - timedelta(days=9)}) == []
    assert lake.snapshot().records("incidents", days=[]) == []


def test_a_pickled_snapshot_reads_the_same(lake: Lake) -> None:
    snapshot = lake.snapshot()
    copy = pickle.loads(pickle.dumps(snapshot))
    assert copy == snapshot
    assert copy.records("incidents") == snapshot.records("incidents")


@pytest.mark.parametrize("dataset", schemas.dataset_names())
def test_a_lake_that_is_not_there_has_no_rows(tmp_path: Path, dataset: str) -> None:
    snapshot = Lake(tmp_path / "none").snapshot()
    assert snapshot.records(dataset) == []
    assert snapshot.days(dataset) == frozenset()
    assert snapshot.read(dataset).schema == schemas.arrow_schema(dataset)


def test_a_broken_manifest_gives_one_line(lake: Lake) -> None:
    view = lake.snapshot().view
    assert view is not None
    (view / "manifest.json").write_text("{")
    with pytest.raises(WorldError, match=r"cannot read .*manifest\.json"):
        lake.snapshot()
