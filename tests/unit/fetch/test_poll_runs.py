"""Polls of one window by several runs: one that was killed, one beside another."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.feeds.feed import Feed
from pipeline.fetch.state.database import State
from pipeline.fetch.state.host_store import claim_hosts
from pipeline.fetch.state.poll_store import PollRow, save_poll
from pipeline.records import FeedPoll
from tests.unit.fetch.polling import FEED, counts_of, make_slot, rss


def test_what_was_polled_before_the_end_of_a_killed_run_is_kept(
    web: Any, pull: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages[FEED] = rss(1)
    with monkeypatch.context() as killed:
        killed.setattr(
            "pipeline.fetch.poll_landing.land", lambda *_: exec("raise KeyboardInterrupt")
        )
        with pytest.raises(KeyboardInterrupt):
            pull.poll(FEED)
    web.forget()
    summary = pull.poll(FEED)
    assert web.asked == []
    assert counts_of(summary) == (1, 1, 0, 0)
    assert len(pull.landed(FeedPoll)) == 1


def test_a_feed_that_another_run_polls_meanwhile_is_not_asked_again(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    with State(pull.state_url) as state, state.write() as connection:
        claim_hosts(connection, {"example.com"}, "another run", web.now())

    async def sleep(seconds: float) -> None:
        row = FeedPoll(Feed(FEED).feed_id, FEED, make_slot(0), "not_modified")
        with State(pull.state_url) as state, state.write() as connection:
            save_poll(connection, PollRow(row))
        await web.sleep(seconds)

    summary = pull.poll(FEED, "http://example.org/feed", sleep=sleep)
    assert web.urls("example.com") == []
    assert counts_of(summary) == (2, 0, 1, 1)
