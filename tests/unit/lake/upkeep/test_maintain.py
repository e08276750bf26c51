"""The daily chores change no row but for old bodies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from deltalake import DeltaTable

from pipeline.lake import Edit, Lake, MaintainReport
from pipeline.lake.commits.edits import sort
from pipeline.lake.landed.landing import land, landed_windows
from pipeline.lake.stored import delta
from pipeline.lake.tables import to_table
from pipeline.lake.upkeep.verify import verify
from pipeline.records import Page, Run
from tests.unit.lake.world import FIRST_DAY, WINDOW, publish, tell

NOW = datetime.now(UTC)


def _maintain(lake: Lake, now: datetime = NOW) -> MaintainReport:
    with lake.lock():
        assert lake.heal() == []
        return lake.maintain(now)


def _fragment(path: Path, monkeypatch: pytest.MonkeyPatch, n: int) -> Lake:
    """A lake whose articles are n files in one partition."""
    monkeypatch.setattr("pipeline.lake.commits.edits.APPEND_FROM_BYTES", 1)
    for number in range(n):
        lake = publish(path, [tell(number, FIRST_DAY)])
    return lake


def test_files_of_a_partition_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = _fragment(tmp_path, monkeypatch, 4)
    before = lake.snapshot()
    assert len(before.files("articles", None)) == 4
    report = _maintain(lake)
    after = lake.snapshot()
    assert report.partitions_compacted == len(after.versions) - 4  # all but the empty tables
    assert len(after.files("articles", None)) == 1
    for dataset, _ in after.versions:
        assert sort(dataset, after.read(dataset)) == sort(dataset, before.read(dataset))
    assert verify(after).failures == ()


def test_a_second_time_there_is_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = _fragment(tmp_path, monkeypatch, 2)
    _maintain(lake)
    before = lake.snapshot()
    assert _maintain(lake) == MaintainReport(0, 0, 0, 0, 0)
    assert lake.snapshot() == before


@pytest.fixture
def lake_of_five(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """A lake of five versions that keeps the last three."""
    monkeypatch.setattr("pipeline.lake.published.views.KEEP_VIEWS", 3)
    for killed in range(5):
        lake = publish(tmp_path, [tell(1, FIRST_DAY, killed=killed)])
    return lake


def test_files_go_when_no_kept_view_needs_them(tmp_path: Path, lake_of_five: Lake) -> None:
    lake = lake_of_five
    folder = tmp_path / ".delta" / "incidents" / f"event_date={FIRST_DAY}"
    assert len(list(folder.iterdir())) == 5
    report = _maintain(lake, NOW + timedelta(days=3))
    assert (report.views_removed, len(list(folder.iterdir()))) == (2, 3)
    assert report.files_removed >= 2
    assert verify(lake.snapshot()).failures == ()
    publish(tmp_path, [tell(1, FIRST_DAY, killed=99)])
    assert [incident.killed_best for incident in lake.snapshot().records("incidents")] == [99]


def test_a_kept_version_can_still_be_read_and_restored(tmp_path: Path, lake_of_five: Lake) -> None:
    lake = lake_of_five
    old = lake.snapshot()
    _maintain(lake, NOW + timedelta(days=3))
    version = dict(old.versions)["incidents"]
    table = DeltaTable(tmp_path / ".delta" / "incidents", version=version).to_pyarrow_table()
    assert table["killed_best"].to_pylist() == [4]
    delta.restore(tmp_path / ".delta" / "incidents", version)
    with lake.lock():
        assert len(lake.heal()) == 1


def test_bodies_are_dropped_after_their_time(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    windows = [WINDOW, WINDOW + timedelta(days=20)]
    pages = [Page(f"p{n}", "https://example.org/", w, body=b"<p>") for n, w in enumerate(windows)]
    for window, page in zip(windows, pages, strict=True):
        land(tmp_path, window, "all", "pages", [page])
    built = datetime.now(UTC) + timedelta(seconds=1)
    runs = [Run(f"r{n}", 1, w, built, finished_at=built) for n, w in enumerate(windows)]
    with lake.lock():
        edits = [Edit("pages", to_table("pages", pages)), Edit("runs", to_table("runs", runs))]
        lake.commit(edits, run="test")
    report = _maintain(lake, WINDOW + timedelta(days=40))
    assert (report.bodies_dropped, report.windows_expired) == (1, 1)
    assert landed_windows(tmp_path) == windows[1:]
    read = {page.page_id: page.body for page in lake.snapshot().records("pages")}
    assert read == {"p0": None, "p1": b"<p>"}
    assert _maintain(lake, WINDOW + timedelta(days=40)).bodies_dropped == 0


def test_an_old_window_that_landed_lately_is_kept_until_it_was_built(tmp_path: Path) -> None:
    """Pages of last year were imported today: nobody has read them yet."""
    lake = publish(tmp_path, [tell(1, FIRST_DAY)])
    land(tmp_path, WINDOW, "import-x", "pages", [Page("p", "https://example.org/", WINDOW)])
    today = datetime.now(UTC)
    assert _maintain(lake, today).windows_expired == 0
    assert _maintain(lake, today + timedelta(days=40)).windows_expired == 1


def test_a_lake_that_is_not_there_needs_nothing(tmp_path: Path) -> None:
    assert _maintain(Lake(tmp_path)) == MaintainReport(0, 0, 0, 0, 0)
