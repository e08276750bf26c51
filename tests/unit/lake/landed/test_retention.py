"""Landed files are kept for a time, and rows can be purged from them."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import UsageError, WorldError
from pipeline.ids import make_rejection
from pipeline.lake.forgotten import Forgotten
from pipeline.lake.landed.landing import expired_windows, land, landed, landed_windows, read_landed
from pipeline.lake.landed.retention import expire_landed, purge_landed
from pipeline.records import FeedPoll, Page, Rejection
from tests.unit.lake.world import WINDOW

LATER = WINDOW + timedelta(days=1)


def _page(number: int, publisher: str = "p") -> Page:
    url = f"https://example.org/{number}"
    return Page(
        f"p{number}", url, WINDOW, body=b"<p>", publisher=publisher, item_title="T", http_status=200
    )


def test_old_windows_are_removed_and_newer_ones_stay(tmp_path: Path) -> None:
    land(tmp_path, WINDOW, "all", "pages", [_page(1)])
    land(tmp_path, LATER, "all", "pages", [_page(1)])
    assert expire_landed(tmp_path, LATER.date()) == 1
    assert landed_windows(tmp_path) == [LATER]
    assert expired_windows(tmp_path) == {WINDOW}
    assert expire_landed(tmp_path, LATER.date()) == 0


def test_a_window_whose_files_are_gone_is_neither_landed_nor_built_again(tmp_path: Path) -> None:
    land(tmp_path, WINDOW, "all", "pages", [_page(1)])
    expire_landed(tmp_path, LATER.date())
    with pytest.raises(UsageError, match="no longer kept"):
        landed(tmp_path, WINDOW)
    with pytest.raises(UsageError, match="2022-08-26T0600Z"):
        land(tmp_path, WINDOW, "all", "pages", [_page(2)])


def test_an_old_window_that_never_landed_may_still_land(tmp_path: Path) -> None:
    land(tmp_path, WINDOW, "all", "pages", [_page(1)])
    expire_landed(tmp_path, LATER.date())
    earlier = WINDOW - timedelta(days=9)
    land(tmp_path, earlier, "import", "pages", [_page(1)])
    assert landed(tmp_path, earlier)["pages"]


def test_a_note_cut_short_by_a_kill_says_nothing(tmp_path: Path) -> None:
    land(tmp_path, WINDOW, "all", "pages", [_page(1)])
    (tmp_path / ".landing" / "expired").write_text("\n2022-08-26T06")
    assert landed(tmp_path, WINDOW)["pages"]
    assert expire_landed(tmp_path, LATER.date()) == 1
    assert expired_windows(tmp_path) == {WINDOW}


def test_a_kill_between_note_and_removal_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(tmp_path, WINDOW, "all", "pages", [_page(1)])

    def refuse(_: Path) -> None:
        raise OSError(13, "Permission denied")

    with monkeypatch.context() as during:
        during.setattr("pipeline.lake.landed.retention.shutil.rmtree", refuse)
        with pytest.raises(WorldError, match="permission denied"):
            expire_landed(tmp_path, LATER.date())
    assert expire_landed(tmp_path, LATER.date()) == 1
    assert landed_windows(tmp_path) == []


def test_purged_rows_keep_their_place_and_lose_their_words(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "all", "pages", [_page(1), _page(2)])
    rejection = make_rejection(
        "fetch", "gone", "x", detail="words", url="https://example.org/2", window_start=WINDOW
    )
    other = land(tmp_path, WINDOW, "all", "rejections", [rejection])
    poll = land(tmp_path, WINDOW, "all", "feed_polls", [FeedPoll("f", "u", WINDOW, "ok")])
    untouched = poll.read_bytes()
    os.utime(path, (0, 0))
    assert purge_landed(tmp_path, Forgotten.of("https://example.org/2")) == 2
    first, second = read_landed(path, Page)
    assert first == _page(1)
    assert (second.page_id, second.http_status) == ("p2", 200)
    assert (second.body, second.item_title) == (None, None)
    assert [row.detail for row in read_landed(other, Rejection)] == [None]
    assert poll.read_bytes() == untouched
    assert path.stat().st_mtime == 0  # as it landed: its window waits for no other build


def test_purging_by_publisher_sees_the_publisher(tmp_path: Path) -> None:
    path = land(tmp_path, WINDOW, "all", "pages", [_page(1, "a"), _page(2, "b")])
    assert purge_landed(tmp_path, Forgotten.of("b")) == 1
    assert [page.body for page in read_landed(path, Page)] == [b"<p>", None]
