"""Landed polls become edits of so many rows, which come to the same as one of all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.lake import Lake
from pipeline.lake.landed import landed_polls as module
from pipeline.lake.landed.landed_polls import LandedPolls
from pipeline.lake.landed.landing import land
from pipeline.records import FeedPoll

WINDOW = datetime(2022, 8, 26, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEEDS = ("a", "b")


def _poll(feed_id: str, back: int) -> FeedPoll:
    url = f"https://{feed_id}.example/rss"
    return FeedPoll(feed_id, url, WINDOW - back * HOUR, "missed" if back else "ok")


def _land(lake: Path, missed: int) -> LandedPolls:
    """Let two feeds be polled after so many hours without a run, three for the one of them."""
    hours = {"a": missed, "b": min(missed, 3)}
    rows = [_poll(name, n) for n in range(missed, -1, -1) for name in FEEDS if n <= hours[name]]
    return LandedPolls([land(lake, WINDOW, "poll-all", "feed_polls", rows)], WINDOW)


def _commit(lake: Lake, polls: LandedPolls) -> list[int]:
    """Commit every edit; the rows of each."""
    edits = [*polls.edits_before(), polls.edit()]
    with lake.lock():
        for edit in edits:
            lake.commit([edit], run="run")
    return [edit.rows.num_rows for edit in edits]


@pytest.mark.parametrize("most", [1, 30, 1_000])
def test_pieces_of_any_size_come_to_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(module, "ROWS_AT_ONCE", most)
    lake = Lake(tmp_path)
    _commit(lake, _land(tmp_path, 70))
    # the same again, and again without what one of them is now known not to have missed
    sizes = _commit(lake, _land(tmp_path, 70))
    assert sizes == {1: [16, 24, 24, 11], 30: [16, 24, 24, 11], 1_000: [75]}[most]
    rows = lake.snapshot().records("feed_polls")
    expected = [("a", n) for n in range(71)] + [("b", n) for n in range(4)]
    assert sorted((r.feed_id, (WINDOW - r.window_start) // HOUR) for r in rows) == expected


def test_a_window_on_its_own_is_one_edit(tmp_path: Path) -> None:
    polls = _land(tmp_path, 2)
    assert list(polls.edits_before()) == []
    assert polls.edit().days == {WINDOW.date()}
    nothing = LandedPolls([], WINDOW)
    assert nothing.edit().rows.num_rows == 0
