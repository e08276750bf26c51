"""The coverage ledger in the lake: a row for every feed and slot, whoever ran when."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.beam.build import BuildSettings, build
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from pipeline.records import FeedPoll, PollStatus
from tests.beam.test_jobs import WINDOW

pytestmark = pytest.mark.slow


def _poll(feed_id: str, slot: int, status: PollStatus = "ok") -> FeedPoll:
    when = WINDOW + slot * timedelta(minutes=15)
    return FeedPoll(feed_id, f"https://{feed_id}.example/rss", when, status)


def test_what_one_feed_missed_leaves_the_polls_of_another_alone(tmp_path: Path) -> None:
    """Of two groups one was pulled for a slot longer, then neither; after that both again."""
    brought = {
        0: [_poll("a", 0), _poll("b", 0)],
        1: [_poll("b", 1)],
        3: [
            _poll("a", 1, "missed"),
            _poll("a", 2, "missed"),
            _poll("a", 3),
            _poll("b", 2, "missed"),
            _poll("b", 3),
        ],
    }
    # the slot that the one feed missed is built again, as a replay may do, and so is the last
    for slot in (*brought, 1, 3, 1):
        window = WINDOW + slot * timedelta(minutes=15)
        land(tmp_path, window, "poll-all", "feed_polls", brought[slot])
        build(BuildSettings(tmp_path, window))
    rows = Lake(tmp_path).snapshot().records("feed_polls")
    assert {(row.feed_id, row.window_start): row.status for row in rows} == {
        (row.feed_id, row.window_start): row.status for some in brought.values() for row in some
    }
    assert len(rows) == 8
