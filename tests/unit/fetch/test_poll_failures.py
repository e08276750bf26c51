"""What a poll does with feeds that fail, move, are gone or ask to be left alone."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pipeline.records import FeedPoll, Rejection
from tests.unit.fetch.polling import FEED, counts_of, make_slot, rss


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"<!doctype html><html><body>Checking your browser</body></html>", "feed_not_a_feed"),
        (b"\x00\x01garbage", "feed_not_a_feed"),
        (b"", "feed_empty"),
        (b"<rss><channel><item><title>cut", "feed_malformed"),
        (b"<rss>" + b" " * 10_000_001, "feed_too_large"),
        ((404, {}, b""), "http_error"),
        ((403, {}, b""), "auth_required"),
        ((410, {}, b""), "gone"),
        ((429, {"retry-after": "900"}, b""), "too_many_requests"),
        ((302, {"location": "file:///x"}, b""), "bad_url"),
        (httpx.ConnectError("refused"), "connection_failed"),
    ],
)
def test_a_feed_that_fails_is_a_rejection_and_the_others_go_on(
    web: Any, pull: Any, answer: Any, reason: str
) -> None:
    web.pages[FEED] = answer
    web.pages["http://other.org/feed"] = rss(1)
    summary = pull.poll(FEED, "http://other.org/feed")
    assert counts_of(summary) == (2, 1, 0, 1)
    assert summary.reasons == {reason: 1}
    (rejection,) = pull.landed(Rejection)
    assert (rejection.stage, rejection.reason, rejection.url) == ("feeds", reason, FEED)
    failed = next(row for row in pull.landed(FeedPoll) if row.feed_url == FEED)
    assert (failed.status, failed.reason) == ("failed", reason)


def test_an_item_that_leads_nowhere_is_rejected_once(web: Any, pull: Any) -> None:
    bad = b"<item><title>x</title><link>javascript:alert(1)</link></item></channel>"
    body = rss(1).replace(b"</channel>", bad)
    web.pages[FEED] = [body, body.replace(b"Story", b"Other")]
    pull.poll(FEED)
    (rejection,) = pull.landed(Rejection)
    assert (rejection.stage, rejection.reason) == ("feeds", "bad_url")
    pull.poll(FEED, slot=make_slot(1))
    assert pull.landed(Rejection, make_slot(1)) == []


def test_a_gone_feed_is_never_asked_again(web: Any, pull: Any) -> None:
    web.pages[FEED] = (410, {}, b"")
    pull.poll(FEED)
    web.forget()
    pull.poll(FEED, slot=make_slot(400))
    assert web.asked == []
    assert pull.landed(FeedPoll, make_slot(400))[-1].reason == "gone"


def test_a_feed_that_moved_is_asked_at_its_new_address(web: Any, pull: Any) -> None:
    web.pages[FEED] = (301, {"location": "http://example.org/new"}, b"")
    web.pages["http://example.org/new"] = rss(1)
    pull.poll(FEED)
    web.forget()
    pull.poll(FEED, slot=make_slot(1))
    assert web.urls() == ["http://example.org/new"]
    assert pull.landed(FeedPoll, make_slot(1))[0].feed_url == FEED


def test_a_short_wait_that_the_server_asks_for_is_sat_out(web: Any, pull: Any) -> None:
    web.pages[FEED] = [(429, {"retry-after": "7"}, b""), rss(1)]
    assert pull.poll(FEED).kept == 1
    (first, *_), (second, *_) = [asked for asked in web.asked if asked[1] == FEED]
    assert second - first >= 7


def test_an_error_of_the_server_is_tried_once_more(web: Any, pull: Any) -> None:
    web.pages[FEED] = [(500, {}, b""), rss(1)]
    assert pull.poll(FEED).kept == 1
    web.pages[FEED] = (500, {}, b"")
    web.forget()
    assert pull.poll(FEED, slot=make_slot(1)).rejected == 1
    assert len(web.urls()) == 2


def test_failing_feeds_are_asked_less_and_less(web: Any, pull: Any) -> None:
    web.pages[FEED] = (404, {}, b"")
    for n in range(16):
        pull.later()
        pull.poll(FEED, slot=make_slot(n))
    asked = [n for n in range(16) if pull.landed(FeedPoll, make_slot(n))[0].status == "failed"]
    assert asked[:3] == [0, 1, 3]
    assert 7 <= asked[3] <= 8
    assert len(asked) == 4


def test_a_server_that_said_later_is_left_alone_by_the_clock(web: Any, pull: Any) -> None:
    web.pages[FEED] = (503, {"retry-after": "3600"}, b"")
    pull.poll(FEED)
    web.forget()
    pull.later(59)
    pull.poll(FEED, slot=make_slot(40))  # a window of the far future, run too soon
    assert web.asked == []


def test_robots_are_asked_first_and_keep_us_out(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    web.pages["http://example.com/robots.txt"] = b"User-agent: *\nDisallow: /feed"
    assert pull.poll(FEED).reasons == {"robots_refused": 1}
    assert [url for _, url, _ in web.asked] == ["http://example.com/robots.txt"]
    web.forget()
    pull.poll(FEED, slot=make_slot(1))
    assert web.asked == []
