"""A shadow is a lake of its own that costs no space; what is done there is not done here."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lake import Lake
from pipeline.lake.commits.difference import find_changed_days, make_edit
from pipeline.lake.upkeep.verify import verify
from tests.unit.lake.world import FIRST_DAY, publish, tell


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return publish(tmp_path, [tell(1, FIRST_DAY, killed=1), tell(2, FIRST_DAY.replace(day=3))])


def test_a_shadow_has_the_same_rows_from_the_same_files(lake: Lake) -> None:
    with lake.lock():
        shadow = lake.make_shadow()
    assert shadow.snapshot().records("incidents") == lake.snapshot().records("incidents")
    (here, *_), (there, *_) = (one.snapshot().files("incidents", None) for one in (lake, shadow))
    assert here.samefile(there)
    assert find_changed_days(lake.snapshot(), shadow.snapshot(), "incidents") == frozenset()


def test_what_differs_is_told_by_partition_and_can_be_taken_over(lake: Lake) -> None:
    with lake.lock():
        shadow = lake.make_shadow()
        publish(shadow.path, [tell(1, FIRST_DAY, killed=9)])
        before, after = lake.snapshot(), shadow.snapshot()
        assert [i.killed_best for i in before.records("incidents", days=[FIRST_DAY])] == [1]
        days = find_changed_days(before, after, "incidents")
        assert days == {FIRST_DAY}
        lake.commit([make_edit("incidents", days, after)], run="test")
    assert lake.snapshot().records("incidents") == after.records("incidents")


def test_a_shadow_is_made_anew_and_removed(lake: Lake) -> None:
    with lake.lock():
        publish(lake.make_shadow().path, [tell(3, FIRST_DAY)])
        shadow = lake.make_shadow()
        assert len(shadow.snapshot().records("incidents")) == 2
        lake.drop_shadow()
    assert not shadow.path.exists()
    assert verify(lake.snapshot()).failures == ()


def test_a_lake_without_a_version_has_an_empty_shadow(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.lock():
        assert lake.make_shadow().snapshot().records("incidents") == []
