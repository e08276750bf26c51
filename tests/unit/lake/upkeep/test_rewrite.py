"""A schema that has gained a column."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import schemas
from pipeline.errors import WorldError
from pipeline.lake import Lake
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, publish, tell

NOW = datetime(2022, 9, 1, tzinfo=UTC)
_LATE = ("resolver", "terms")


@pytest.fixture
def old_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A lake from before incidents had a resolver, and mentions terms."""
    with monkeypatch.context() as patch:
        patch.setattr(schemas, "load", _load_old)
        patch.setattr(schemas, "arrow_schema", _arrow_schema_old)
        return publish(tmp_path, [tell(1, FIRST_DAY)])


def _load_old(dataset: str) -> schemas.Schema:
    today = schemas.avro.load(dataset)
    return replace(today, columns=tuple(c for c in today.columns if c.name not in _LATE))


def _arrow_schema_old(dataset: str) -> pa.Schema:
    return pa.schema([column.arrow_field for column in _load_old(dataset).columns])


def test_a_missing_column_is_named(old_lake: Lake) -> None:
    with pytest.raises(WorldError, match=r"no column (resolver|terms) yet; run: sitrep maintain"):
        publish(old_lake.path, [tell(2, FIRST_DAY)])


def test_rewriting_adds_the_column_to_every_file(old_lake: Lake) -> None:
    assert "resolver" not in pd.read_parquet(old_lake.path / "incidents").columns
    with old_lake.lock():
        assert old_lake.rewrite(NOW)["incidents"] == ["resolver"]
        assert old_lake.rewrite(NOW) == {}
    assert pd.read_parquet(old_lake.path / "incidents")["resolver"].isna().all()
    publish(old_lake.path, [tell(2, FIRST_DAY)])
    assert len(pd.read_parquet(old_lake.path / "incidents")) == 2
    assert verify(old_lake.snapshot()).failures == ()


def test_a_list_that_is_new_is_empty_in_old_rows(old_lake: Lake) -> None:
    assert [mention.terms for mention in old_lake.snapshot().records("mentions")] == [()]
    with old_lake.lock():
        assert old_lake.rewrite(NOW)["mentions"] == ["terms"]
    assert old_lake.snapshot().read("mentions")["terms"].to_pylist() == [[]]
