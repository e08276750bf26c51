"""The override file in a build: the same as resolving everything at once, and once only."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline import ids
from pipeline.lake import Lake
from pipeline.lake.upkeep.verify import verify
from pipeline.records import Mention
from pipeline.resolve import read_overrides, resolve
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, land_and_build, page, tables

pytestmark = pytest.mark.slow

HEADER = "action\tincident_id\tother\tfield\tvalue\tnote"
TEXT = TEXTS["https://a.example/market"]
#: Two that tell of one incident, and one of another country.
PAGES = {
    "https://a.example/market": TEXT,
    "https://d.example/market": TEXT.replace("the governor of the province", "a doctor"),
    "https://e.example/raid": TEXT.replace("Basra, Iraq", "Damascus, Syria"),
}
ONE, SAME, OTHER = PAGES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with two incidents of three articles."""
    path = tmp_path_factory.mktemp("built")
    land_and_build(path, WINDOW, [page(url, WINDOW, text) for url, text in PAGES.items()])
    assert sorted(map(len, groups(path).values())) == [1, 2]
    return path


@pytest.fixture
def lake(built: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(built, tmp_path / "lake", symlinks=True))


def groups(lake: Path) -> dict[str, set[str]]:
    """Incident id -> mention ids."""
    found: dict[str, set[str]] = {}
    for row in tables(lake)["incident_sources"].to_pylist():
        found.setdefault(row["incident_id"], set()).add(row["mention_id"])
    return found


def stored(lake: Path) -> list[Mention]:
    """The lake's mentions."""
    return Lake(lake).snapshot().records("mentions")


def name(lake: Path, url: str) -> str:
    """The incident that the mention of an article stands for."""
    (told,) = (m for m in stored(lake) if m.article_id == ids.article_id(url))
    return ids.incident_id(told.mention_id)


def decide(lake: Path, *lines: str) -> list[str]:
    """Write the override file, build a window without pages, give the changes."""
    known = tables(lake)["incident_changes"].num_rows
    (lake / "overrides.tsv").write_text("\n".join([HEADER, *lines]) + "\n")
    land_and_build(lake, LATER, [])
    assert verify(Lake(lake).snapshot()).failures == ()
    changes = tables(lake)["incident_changes"].to_pylist()[known:]
    assert {change["cause_article_id"] for change in changes} <= {None}
    return sorted(change["op"] for change in changes)


def check(lake: Path) -> None:
    """The lake holds what resolving all mentions with the file gives; a rerun keeps it."""
    path = lake / "overrides.tsv"
    whole = resolve(stored(lake), read_overrides(path.read_text().splitlines()))
    rows = {row["incident_id"]: row for row in tables(lake)["incidents"].to_pylist()}
    assert groups(lake) == {f.incident.incident_id: set(f.mention_ids) for f in whole}
    for fused in whole:
        row = rows[fused.incident.incident_id]
        for field in ("event_date", "event_start", "event_end", "killed_best", "killed_high"):
            assert row[field] == getattr(fused.incident, field)
    before = tables(lake)
    for window in (LATER, WINDOW):
        texts = PAGES if window == WINDOW else {}
        land_and_build(lake, window, [page(url, WINDOW, text) for url, text in texts.items()])
    after = tables(lake)
    assert {n for n in before if not before[n].equals(after[n])} == set()


def test_two_are_merged_and_parted_when_the_line_is_gone(lake: Path):
    before = tables(lake)["incidents"].drop_columns("revision")
    assert decide(lake, f"merge\t{name(lake, ONE)}\t{name(lake, OTHER)}") == ["merge", "update"]
    assert len(groups(lake)) == 1
    check(lake)
    assert decide(lake) == ["split", "update"]
    assert tables(lake)["incidents"].drop_columns("revision").equals(before)


def test_two_are_never_merged(lake: Path):
    assert decide(lake, f"separate\t{name(lake, ONE)}\t{name(lake, SAME)}") == ["split", "update"]
    assert len(groups(lake)) == 3
    check(lake)


def test_one_is_dropped_and_comes_back_when_the_file_is_gone(lake: Path):
    assert decide(lake, f"drop\t{name(lake, SAME)}") == ["retract"]
    assert len(groups(lake)) == 1
    check(lake)
    (lake / "overrides.tsv").unlink()
    land_and_build(lake, LATER, [])
    assert len(groups(lake)) == 2


def test_a_toll_is_fixed(lake: Path):
    assert decide(lake, f"fix\t{name(lake, ONE)}\t\tkilled_best\t9") == ["update"]
    check(lake)


def test_a_start_is_fixed_on_a_day_without_mentions_and_moved_again(lake: Path):
    named = name(lake, ONE)
    for day in ("2022-07-01", "2022-06-01"):
        assert decide(lake, f"fix\t{named}\t\tevent_start\t{day}") == ["update"]
        check(lake)
        days = {row["event_date"] for row in tables(lake)["incidents"].to_pylist()}
        assert date.fromisoformat(day) in days
        assert len(groups(lake)) == 2
    assert decide(lake) == ["update"]


def test_the_file_is_part_of_what_a_run_is(lake: Path):
    decide(lake, f"drop\t{name(lake, ONE)}")
    decide(lake, f"drop\t{name(lake, OTHER)}")
    runs = Lake(lake).snapshot().records("runs")
    assert len({run.run_id for run in runs if run.window_start == LATER}) == 2
