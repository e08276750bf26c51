"""A later window that only repeated a text tells it itself once no window before does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.beam import build as building
from pipeline.lake import Lake
from pipeline.lake.landed.landing import expired_windows
from pipeline.lake.landed.waiting import look_up
from pipeline.lake.upkeep.verify import verify
from tests.beam.test_jobs import LATER, TEXTS, WINDOW, land_and_build, page, tables

pytestmark = pytest.mark.slow

LAST = LATER + timedelta(days=2)
URL, OTHER = TEXTS
FIVE = TEXTS[URL]
EIGHT = FIVE.replace("killed five", "killed eight")


def told(lake: Path, url: str = URL) -> list[tuple[int, str]]:
    """The revisions of the article, and the number of dead that the incident has."""
    found = tables(lake)
    assert verify(Lake(lake).snapshot()).failures == ()
    revisions = [
        (row["revision"], "eight" if "eight" in row["text"] else "five")
        for row in found["articles"].to_pylist()
        if row["url"] == url
    ]
    dead = [row["killed_best"] for row in found["incidents"].to_pylist()]
    assert dead == [{"five": 5, "eight": 8}[text] for _, text in sorted(revisions)[-1:]]
    return sorted(revisions)


def test_a_text_stays_when_the_first_window_that_landed_it_lands_nothing(tmp_path: Path) -> None:
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LATER, [page(URL, LATER, FIVE)])
    land_and_build(tmp_path, LAST, [page(URL, LAST, FIVE)])
    report = land_and_build(tmp_path, WINDOW, [])
    assert [later.run.window_start for later in report.again] == [LATER, LAST]
    assert told(tmp_path) == [(1, "five")]
    assert land_and_build(tmp_path, WINDOW, []).again == ()
    land_and_build(tmp_path, LATER, [])
    assert told(tmp_path) == [(1, "five")]


def test_a_text_that_comes_back_is_a_revision_though_what_it_follows_came_late(
    tmp_path: Path,
) -> None:
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LAST, [page(URL, LAST, FIVE)])
    report = land_and_build(tmp_path, LATER, [page(URL, LATER, EIGHT)])
    assert [later.run.window_start for later in report.again] == [LAST]
    assert told(tmp_path) == [(1, "five"), (2, "eight"), (3, "five")]
    # one that says the same as the one before it is nothing to the others
    assert land_and_build(tmp_path, LATER, [page(URL, LATER, EIGHT)]).again == ()


def test_what_a_window_that_is_built_again_uncovers_is_built_again_as_well(tmp_path: Path) -> None:
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LATER, [page(URL, LATER, FIVE)])
    land_and_build(tmp_path, LAST, [page(URL, LAST, EIGHT)])
    report = land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, EIGHT)])
    assert [later.run.window_start for later in report.again] == [LATER, LAST]
    assert told(tmp_path) == [(1, "eight"), (2, "five"), (3, "eight")]
    assert not any(window.waits for window in look_up(tmp_path, [LATER, LAST]))


def expire(lake: Path, *windows: datetime) -> None:
    """Keep pages no longer of windows and of what was before them."""
    opened = Lake(lake)
    with opened.lock():
        opened.maintain(max(windows) + timedelta(days=32))
    assert set(windows) <= expired_windows(lake)


def test_a_text_stays_when_the_window_that_repeated_it_is_no_longer_kept(tmp_path: Path) -> None:
    land_and_build(tmp_path, LAST, [page(URL, LAST, FIVE)])
    expire(tmp_path, LAST)
    # an archive brings the same text of an earlier time, and then it turns out that it did not
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    assert told(tmp_path) == [(1, "five")]
    land_and_build(tmp_path, WINDOW, [])
    assert told(tmp_path) == [(1, "five")]
    assert tables(tmp_path)["articles"]["window_start"].to_pylist() == [LAST]


def test_a_text_comes_back_in_a_window_that_is_no_longer_kept(tmp_path: Path) -> None:
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LAST, [page(URL, LAST, FIVE), page(OTHER, LAST, TEXTS[OTHER])])
    expire(tmp_path, WINDOW, LAST)
    land_and_build(tmp_path, LATER, [page(URL, LATER, EIGHT)])
    assert told(tmp_path, URL) == [(1, "five"), (2, "eight"), (3, "five")]


def test_a_page_that_was_gone_or_unread_repeats_nothing(tmp_path: Path) -> None:
    gone = replace(page(URL, LAST, ""), body=None, http_status=410)
    unread = replace(page(URL, LAST + timedelta(hours=1), ""), body=b"<html></html>")
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LAST, [gone])
    land_and_build(tmp_path, LAST + timedelta(hours=1), [unread])
    expire(tmp_path, WINDOW, LAST, LAST + timedelta(hours=1))
    land_and_build(tmp_path, LATER, [page(URL, LATER, EIGHT)])
    assert told(tmp_path) == [(1, "five"), (2, "eight")]


def test_a_window_that_was_to_be_built_again_waits_when_its_run_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land_and_build(tmp_path, WINDOW, [page(URL, WINDOW, FIVE)])
    land_and_build(tmp_path, LATER, [page(URL, LATER, FIVE)])
    assert not any(window.waits for window in look_up(tmp_path, [LATER]))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "BuildReport", killed)
    with pytest.raises(KeyboardInterrupt):
        land_and_build(tmp_path, WINDOW, [])
    assert all(window.waits for window in look_up(tmp_path, [LATER]))
