"""Views come with one swap and go when nobody needs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from tests.unit.lake.world import FIRST_DAY, publish, tell


def test_a_table_that_did_not_change_keeps_its_tree(tmp_path: Path) -> None:
    publish(tmp_path, [tell(1, FIRST_DAY, killed=1)])
    pages, incidents = (tmp_path / "pages").resolve(), (tmp_path / "incidents").resolve()
    publish(tmp_path, [tell(1, FIRST_DAY, killed=2)])
    assert (tmp_path / "pages").resolve() == pages
    assert (tmp_path / "incidents").resolve() != incidents


def test_trees_share_their_files_with_the_tables(tmp_path: Path) -> None:
    publish(tmp_path, [tell(1, FIRST_DAY)])
    (file,) = (tmp_path / "incidents").resolve().rglob("*.parquet")
    (same,) = (tmp_path / ".delta" / "incidents").rglob("*.parquet")
    assert file.samefile(same)


def test_a_path_never_changes_its_content(tmp_path: Path) -> None:
    """A reader that has listed a file finds the same one after a swap, or none."""
    contents: dict[Path, bytes] = {}
    for killed in (1, 2, 1):
        publish(tmp_path, [tell(1, FIRST_DAY, killed=killed), tell(2, FIRST_DAY)])
        for file in (tmp_path / "incidents").glob("*/*.parquet"):
            assert contents.setdefault(file, file.read_bytes()) == file.read_bytes()
    assert len(contents) == 3


def test_a_lake_can_be_moved(tmp_path: Path) -> None:
    publish(tmp_path / "old", [tell(1, FIRST_DAY)])
    (tmp_path / "old").rename(tmp_path / "new")
    lake = publish(tmp_path / "new", [tell(2, FIRST_DAY)])
    assert len(lake.snapshot().records("incidents")) == 2


def test_views_stay_for_a_day_and_the_last_ones_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "KEEP_VIEWS", 3)
    for killed in range(5):
        publish(tmp_path, [tell(1, FIRST_DAY, killed=killed)])
    layout = Layout(tmp_path)
    now = datetime.now(UTC)
    assert views.prune(layout, now) == []
    assert len(views.list_views(layout)) == 5
    gone = views.prune(layout, now + timedelta(days=2))
    assert [path.name for path in gone if path.parent == layout.views] == [
        f"{n:08}-test" for n in (1, 2)
    ]
    assert len(views.list_views(layout)) == 3
    kept = {tree for view in views.list_views(layout) for tree in views.trees_of(view).values()}
    assert {tree.resolve() for tree in layout.trees.glob("*/*")} == kept
    assert len(list((tmp_path / "incidents").resolve().rglob("*.parquet"))) == 1
