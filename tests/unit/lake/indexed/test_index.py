"""The index leads to every day that has a value, and never decides what is read there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.ids import incident_id
from pipeline.lake import Edit, Lake, find_days, is_in
from pipeline.lake.indexed import index
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import (
    ARTICLES_BY_ID,
    LOOKUPS,
    MENTIONS_BY_ARTICLE,
    MENTIONS_BY_INCIDENT,
)
from tests.unit.lake.world import FIRST_DAY, WINDOW, Told, publish, tell

SEEN = WINDOW.date()
DAYS = [FIRST_DAY + timedelta(days=n) for n in range(4)]


def told(numbers: range, killed: int = 4) -> list[Told]:
    return [tell(n, DAYS[n % 4], killed) for n in numbers]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Two windows: the second finds the index that its start has made of the first."""
    publish(tmp_path, told(range(6)))
    return publish(tmp_path, told(range(6, 8)))


def index_of(lake: Lake) -> Path:
    return lake.path / ".index.db"


def entries(path: Path) -> dict[str, set[tuple[int, int]]]:
    with sqlite3.connect(path) as opened:
        asked = "select name from sqlite_master where type = 'table'"
        names = [name for (name,) in opened.execute(asked) if ": " in name]
        found = {name: set(opened.execute(f'select key, day from "{name}"')) for name in names}
    opened.close()
    return found


def find(lake: Lake, *article_ids: str) -> dict[str, frozenset[date]]:
    asked = {(article_id,) for article_id in article_ids}
    found = find_days(lake.snapshot(), MENTIONS_BY_ARTICLE, asked)
    return {value or "": days for (value,), days in found.items()}


def test_a_value_leads_to_its_days(lake: Lake) -> None:
    assert index_of(lake).exists()
    found = find(lake, "a00001", "a00007", "nobody")
    assert found == {"a00001": {DAYS[1]}, "a00007": {DAYS[3]}}
    asked = {(incident_id("m00002"),), (incident_id("m00003"),)}
    by_incident = find_days(lake.snapshot(), MENTIONS_BY_INCIDENT, asked)
    assert merge_days(by_incident) == {DAYS[2], DAYS[3]}


def test_what_commits_add_is_what_reading_everything_gives(lake: Lake) -> None:
    followed = entries(index_of(lake))
    assert sorted(followed) == sorted(lookup.name for lookup in LOOKUPS)
    index_of(lake).unlink()
    with lake.lock():
        lake.heal()
    assert entries(index_of(lake)) == followed


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"no index" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
    ],
    ids=["missing", "another file", "cut short"],
)
def test_a_lake_without_a_whole_index_is_read_as_ever(
    lake: Lake, harm: Callable[[Path], object]
) -> None:
    harm(index_of(lake))
    assert find(lake, "a00001", "a00007", "x") == {"a00001": {DAYS[1]}, "a00007": {DAYS[3]}}
    publish(lake.path, told(range(8, 9)))
    assert find(lake, "a00008", "a00001") == {"a00008": {DAYS[0]}, "a00001": {DAYS[1]}}


def test_a_version_that_the_index_does_not_cover_is_read(lake: Lake) -> None:
    before = index_of(lake).read_bytes()
    publish(lake.path, told(range(8, 10)))
    index_of(lake).write_bytes(before)
    assert find(lake, "a00009") == {"a00009": {DAYS[1]}}
    with lake.lock():
        lake.heal()
    newest = lake.snapshot()
    for file in newest.files("mentions", None):
        file.write_bytes(b"broken")
    assert find(lake, "a00009") == {"a00009": {DAYS[1]}}


def test_an_index_of_other_lookups_is_made_anew(lake: Lake) -> None:
    whole = entries(index_of(lake))
    with sqlite3.connect(index_of(lake)) as opened:
        opened.execute("pragma user_version = 1")
        opened.execute(f'delete from "{MENTIONS_BY_ARTICLE.name}"')
    opened.close()
    assert find(lake, "a00001") == {"a00001": {DAYS[1]}}
    with lake.lock():
        lake.heal()
    assert entries(index_of(lake)) == whole


def test_compacting_and_removing_old_files_costs_the_index_nothing(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lake.lock():
        lake.maintain(datetime(2030, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(index, "_add", lambda *_: pytest.fail("no file has a row that is new"))
    with lake.lock():
        lake.heal()
    assert find(lake, "a00001") == {"a00001": {DAYS[1]}}


def test_a_takedown_leaves_no_entry(lake: Lake) -> None:
    with lake.lock():
        nothing = lake.snapshot().read("articles", days=[])
        edit = Edit("articles", nothing, is_in("article_id", ["a00001"]), frozenset({SEEN}))
        lake.commit([edit], run="takedown", may_shrink=True)
        before = entries(index_of(lake))[ARTICLES_BY_ID.name]
        lake.purge()
    after = entries(index_of(lake))[ARTICLES_BY_ID.name]
    assert len(before - after) == 1
    assert after <= before
