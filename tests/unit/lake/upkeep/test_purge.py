"""After a purge one version is left, and it can be read and written as ever."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable

from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, publish, tell


def test_only_the_published_version_is_left(tmp_path: Path) -> None:
    for killed in range(3):
        lake = publish(tmp_path, [tell(1, FIRST_DAY, killed=killed)])
    before = lake.snapshot().records("incidents")
    with lake.lock():
        assert lake.purge() > 0
        assert lake.purge() == 0
        assert lake.heal() == []
    after = lake.snapshot()
    assert after.records("incidents") == before
    assert len(list((tmp_path / ".views").iterdir())) == 1
    table = tmp_path / ".delta" / "incidents"
    assert len(list(table.rglob("part-*.parquet"))) == 1
    assert len(list((table / "_delta_log").glob("*.json"))) == 1
    assert DeltaTable(table).to_pyarrow_table()["killed_best"].to_pylist() == [2]
    assert verify(after).failures == ()


def test_a_purged_lake_is_written_on(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, FIRST_DAY)])
    with lake.lock():
        lake.purge()
    lake = publish(tmp_path, [tell(2, FIRST_DAY)])
    assert len(lake.snapshot().records("incidents")) == 2
    assert verify(lake.snapshot()).failures == ()
