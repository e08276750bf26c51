"""What a window pulls is kept in files of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import WorldError
from pipeline.lake.landed.landing import land, landed, landed_windows, read_landed
from pipeline.lake.landed.overview import count_pages, find_repeated, read_gone
from pipeline.records import FeedPoll, Page
from tests.unit.lake.world import WINDOW


def _pages(n: int) -> list[Page]:
    return [Page(f"p{k}", f"https://example.org/{k}", WINDOW, body=b"<p>" * k) for k in range(n)]


def test_what_has_landed_is_read_back_in_order(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "fetch-all", "pages", _pages(200))
    assert list(read_landed(path, Page)) == _pages(200)


def test_landing_again_replaces_the_file(tmp_path: Path) -> None:
    land(tmp_path, WINDOW, "fetch-all", "pages", _pages(3))
    path = land(tmp_path, WINDOW, "fetch-all", "pages", _pages(1))
    assert landed(tmp_path, WINDOW) == {"pages": [path]}
    assert list(read_landed(path, Page)) == _pages(1)


def test_the_same_rows_land_as_the_same_bytes(tmp_path: Path) -> None:
    first = land(tmp_path, WINDOW, "fetch-all", "pages", _pages(3)).read_bytes()
    assert land(tmp_path, WINDOW, "fetch-all", "pages", _pages(3)).read_bytes() == first


def test_groups_land_side_by_side(tmp_path: Path) -> None:
    a = land(tmp_path, WINDOW, "fetch-1-of-2", "pages", _pages(1))
    b = land(tmp_path, WINDOW, "fetch-2-of-2", "pages", _pages(1))
    poll = FeedPoll("f", "https://example.org/feed", WINDOW, "ok")
    c = land(tmp_path, WINDOW, "poll-all", "feed_polls", [poll])
    assert landed(tmp_path, WINDOW) == {"feed_polls": [c], "pages": [a, b]}
    assert list(read_landed(c, FeedPoll)) == [poll]


def test_windows_are_listed_oldest_first(tmp_path: Path) -> None:
    later = WINDOW + timedelta(minutes=15)
    land(tmp_path, later, "fetch-all", "pages", [])
    land(tmp_path, WINDOW, "fetch-all", "pages", [])
    assert landed_windows(tmp_path) == [WINDOW, later]
    assert landed_windows(tmp_path / "none") == []
    assert landed(tmp_path, WINDOW + timedelta(days=1)) == {}


def test_a_half_written_file_has_not_landed(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "fetch-all", "pages", _pages(1))
    (path.parent / f".{path.name}.cafe").write_bytes(b"PAR1")
    assert landed(tmp_path, WINDOW) == {"pages": [path]}


def test_a_folder_that_cannot_be_written_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("a file, not a folder")
    with pytest.raises(WorldError, match=r"cannot land .*pages\.fetch-all\.parquet: not a dir"):
        land(tmp_path / "lake", WINDOW, "fetch-all", "pages", [])


def test_a_broken_file_gives_one_line(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "fetch-all", "pages", _pages(1))
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(WorldError, match="cannot read"):
        list(read_landed(path, Page))


@pytest.mark.parametrize(("group", "dataset"), [("../up", "pages"), ("all", "incidents")])
def test_only_pulled_datasets_land_and_groups_are_plain_names(
    tmp_path: Path, group: str, dataset: str
) -> None:
    with pytest.raises(ValueError, match="cannot land"):
        land(tmp_path, WINDOW, group, dataset, [])


def test_pages_that_are_gone_and_bodies_that_are_repeated_are_found(tmp_path: Path) -> None:
    gone = replace(_pages(1)[0], http_status=410, body=None)
    same = [replace(page, sha256="same") for page in _pages(3)[1:]]
    a = land(tmp_path, WINDOW, "a", "pages", [gone, same[0]])
    b = land(tmp_path, WINDOW, "b", "pages", [same[1], *_pages(5)[3:]])
    assert read_gone([a, b]) == {gone.url}
    assert find_repeated([a, b]) == {"same"}
    assert find_repeated([a]) == frozenset()
    assert count_pages([a, b]) == 5
