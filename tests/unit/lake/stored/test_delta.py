"""The Delta tables: how they are opened and written."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable

from pipeline.lake.stored import delta
from pipeline.lake.tables import to_table
from tests.unit.lake.world import FIRST_DAY, make_incident


def test_a_log_is_never_long_behind_its_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "incidents"
    rows = to_table("incidents", [make_incident(1, FIRST_DAY)])
    table = delta.create(path, "incidents")
    n_versions = 2 * delta.CHECKPOINT_EVERY + 3
    for _ in range(n_versions):
        delta.replace_partitions(table, rows, [FIRST_DAY], "run")
    found = sorted(file.name[:20] for file in (path / "_delta_log").glob("*.checkpoint.parquet"))
    assert [int(name) for name in found] == [delta.CHECKPOINT_EVERY, 2 * delta.CHECKPOINT_EVERY]
    for version in (delta.CHECKPOINT_EVERY - 1, n_versions):
        assert DeltaTable(path, version=version).to_pyarrow_table().num_rows == 1
