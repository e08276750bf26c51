"""How feeds are doing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.feeds.feed import Feed
from pipeline.fetch.health import feed_health
from pipeline.fetch.state.database import has_state

URL = "http://example.com/feed"
SLOT = datetime(2022, 8, 26, 6, tzinfo=UTC)
RSS = b"<rss><channel><item><title>A</title><link>/a</link></item></channel></rss>"


def _health(pull: Any, *feeds: Any) -> Any:
    return feed_health(pull.state_url, pull.catalog(*feeds))


def _poll(pull: Any, n: int, *feeds: Any) -> None:
    for k in range(n):
        pull.poll(*feeds, slot=SLOT + k * timedelta(minutes=15))
        pull.later()


def test_a_feed_never_polled_says_so(pull: Any) -> None:
    (health,) = _health(pull, Feed(URL, publisher="The Example"))
    assert (health.status, health.publisher, health.last_polled_at) == (
        "never polled",
        "The Example",
        None,
    )
    assert health.share_not_modified is None
    assert health.interval_minutes == 15


def test_looking_at_feeds_makes_no_state(pull: Any) -> None:
    assert _health(pull, URL)[0].status == "never polled"
    assert not has_state(pull.state_url)


def test_the_interval_is_the_one_that_is_kept(web: Any, pull: Any) -> None:
    wish = b"<ttl>60</ttl><item>"
    web.pages[URL] = RSS.replace(b"<item>", wish)
    web.pages["http://other.org/feed"] = (404, {}, b"")
    _poll(pull, 1, Feed(URL, interval_minutes=20), "http://other.org/feed")
    patient, failing = _health(pull, Feed(URL, interval_minutes=20), "http://other.org/feed")
    assert 60 <= patient.interval_minutes <= 70  # the feed's wish, and a little by chance
    assert failing.interval_minutes == 15


def test_a_feed_that_brings_news_is_well(web: Any, pull: Any) -> None:
    web.pages[URL] = [RSS, RSS.replace(b"/a", b"/b"), RSS.replace(b"/a", b"/b")]
    _poll(pull, 3, URL)
    (health,) = _health(pull, URL)
    assert (health.status, health.failures) == ("ok", 0)
    assert health.share_not_modified == 1 / 3
    assert health.last_new_at == health.last_polled_at - timedelta(minutes=15)
    assert health.next_poll_at == SLOT + timedelta(minutes=45)


def test_a_feed_without_news_for_long_is_quiet(web: Any, pull: Any) -> None:
    web.pages[URL] = RSS
    _poll(pull, 7, URL)
    assert _health(pull, URL)[0].status == "quiet"


def test_failing_and_gone_feeds_say_why(web: Any, pull: Any) -> None:
    web.pages[URL] = (500, {}, b"")
    web.pages["http://other.org/feed"] = (410, {}, b"")
    _poll(pull, 2, URL, "http://other.org/feed")
    failing, gone = _health(pull, URL, "http://other.org/feed")
    assert (failing.status, failing.reason, failing.failures) == ("failing", "http_error", 2)
    assert (gone.status, gone.reason, gone.next_poll_at) == ("gone", "gone", None)
