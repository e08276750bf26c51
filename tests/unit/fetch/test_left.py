"""What a killed run has left is landed by the run of a later window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pipeline.fetch.left import land_left
from pipeline.fetch.page_landing import PageLanding
from pipeline.fetch.state.database import State
from pipeline.fetch.state.spool import parts_left
from pipeline.lake.landed.landing import landed_windows, note_expired
from pipeline.records import FeedPoll, Page, Rejection

FEED = "http://example.com/feed"
SLOT = datetime(2022, 8, 26, 6, tzinfo=UTC)
NEXT = SLOT + timedelta(minutes=15)
HTML = (200, {"content-type": "text/html"}, b"<html>five dead</html>")


def _item(link: str) -> str:
    return f"<item><title>Story</title><link>{link}</link><guid>{link}</guid></item>"


@pytest.fixture
def two(web: Any, pull: Any) -> Any:
    """A feed of two items, one of which is missing."""
    items = _item("/a") + _item("/b")
    web.pages[FEED] = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    web.pages["http://example.com/a"] = HTML
    return pull


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str, pull: Any) -> None:
    """Let a run of the first window end where it calls a function."""
    with monkeypatch.context() as during:
        during.setattr(name, _killed)
        with pytest.raises(KeyboardInterrupt):
            pull()


@pytest.mark.parametrize(
    "moment",
    [
        "pages.PageLanding.land",  # all is fetched
        "page_landing.save_landing",
        "page_landing.land",  # given to a part, and not written
        "page_landing.spool.delete_part",  # written, and not noted
    ],
)
@pytest.mark.parametrize("group", [None, "1/1"])
def test_pages_of_a_killed_run_are_landed_in_their_window(
    web: Any, two: Any, monkeypatch: pytest.MonkeyPatch, moment: str, group: str | None
) -> None:
    two.poll(FEED)
    _kill_at(monkeypatch, f"pipeline.fetch.{moment}", lambda: two.fetch(group=group))
    web.forget()
    assert two.fetch(NEXT).read == 0
    assert land_left(two.state_url, two.lake, NEXT) == [SLOT]
    assert web.urls() == []
    assert [page.url for page in two.landed(Page)] == ["http://example.com/a"]
    assert [row.url for row in two.landed(Rejection)] == ["http://example.com/b"]
    assert land_left(two.state_url, two.lake, NEXT) == []


def test_polls_of_a_killed_run_are_landed_in_their_window(
    two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kill_at(monkeypatch, "pipeline.fetch.poll.PollLanding.land", lambda: two.poll(FEED))
    two.poll(FEED, slot=NEXT)
    assert two.landed(FeedPoll) == []
    assert land_left(two.state_url, two.lake, NEXT) == [SLOT]
    assert [(row.status, row.n_new) for row in two.landed(FeedPoll)] == [("ok", 2)]
    assert land_left(two.state_url, two.lake, NEXT) == []


def test_a_run_that_is_still_under_way_lands_the_rest_beside(
    web: Any, two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.poll(FEED)
    land = PageLanding.land

    def overtaken(self: Any, state: Any, seconds: float, now: datetime) -> Any:
        monkeypatch.setattr(PageLanding, "land", land)
        assert land_left(two.state_url, two.lake, NEXT) == [SLOT]
        return land(self, state, seconds, now)

    monkeypatch.setattr(PageLanding, "land", overtaken)
    summary = two.fetch()
    assert (summary.read, summary.kept, summary.parts) == (2, 1, 2)
    assert [page.url for page in two.landed(Page)] == ["http://example.com/a"]


def test_a_part_that_another_run_has_written_meanwhile_is_not_emptied(
    web: Any, two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task that lives on beside its retry: both find the part, one is through first."""
    two.poll(FEED)
    _kill_at(monkeypatch, "pipeline.fetch.page_landing.land", two.fetch)
    with State(two.state_url) as state, state.read() as connection:
        found = parts_left(connection, SLOT)
    assert two.fetch().already_done
    monkeypatch.setattr("pipeline.fetch.state.spool.parts_left", lambda *_: found)
    assert two.fetch().already_done
    assert [page.url for page in two.landed(Page)] == ["http://example.com/a"]


def test_what_is_left_of_a_window_that_is_no_longer_kept_stops_no_run(
    two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.poll(FEED)
    _kill_at(monkeypatch, "pipeline.fetch.pages.PageLanding.land", two.fetch)
    note_expired(two.lake, [SLOT])
    assert land_left(two.state_url, two.lake, NEXT) == []
    assert landed_windows(two.lake) == [SLOT]
