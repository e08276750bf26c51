"""The poll job on a web in a dict."""

from __future__ import annotations

import gzip
import tracemalloc
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigError, WorldError
from pipeline.feeds.feed import Feed
from pipeline.fetch.state.poll_store import MOST_MISSED, PollRow, with_missed
from pipeline.records import FeedPoll, Page
from tests.unit.fetch.polling import FEED, counts_of, make_slot, rss

HTML = (200, {"content-type": "text/html"}, b"<p>Words</p>")


def test_a_feed_is_polled_and_its_row_is_landed(web: Any, pull: Any) -> None:
    web.pages[FEED] = (200, {"etag": '"x"'}, rss(1, 2))
    summary = pull.poll(FEED)
    assert counts_of(summary) == (1, 1, 0, 0)
    assert summary.new_items == 2
    (row,) = pull.landed(FeedPoll)
    assert (row.status, row.http_status, row.n_items, row.n_new) == ("ok", 200, 2, 2)
    assert (row.publisher, row.next_poll_at) == ("example.com", make_slot(1))
    assert row.n_bytes == len(rss(1, 2))


def test_a_login_is_sent_after_a_move_too_and_is_kept_nowhere(
    web: Any, pull: Any, tmp_path: Path
) -> None:
    feed = "http://ann:s3cret@example.com/feed"
    web.pages[FEED] = (301, {"location": "/rss"}, b"")
    link = b"<item><title>A story</title><link>/1</link></item>"
    web.pages["http://example.com/rss"] = rss(2).replace(b"<item>", link + b"<item>", 1)
    web.pages["http://example.com/1"] = (200, {"content-type": "text/html"}, b"<p>Words</p>")
    pull.poll(feed)
    assert pull.landed(FeedPoll)[0].feed_url == FEED
    pull.fetch()
    assert {page.url for page in pull.landed(Page)} == {"http://example.com/1"}
    web.forget()
    pull.later()
    pull.poll(feed.replace("s3cret", "changed"), slot=make_slot(1))
    sent = {url: headers.get("authorization") for _, url, headers in web.asked}
    assert sent["http://example.com/rss"] == "Basic YW5uOmNoYW5nZWQ="
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"s3cret" in content for content in written)


def test_a_window_that_is_polled_is_not_polled_again(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    first = pull.poll(FEED)
    landed = pull.landed(FeedPoll)
    web.forget()
    again = pull.poll(FEED)
    assert web.asked == []
    assert again.already_done
    assert counts_of(again) == counts_of(first)
    assert pull.landed(FeedPoll) == landed


def test_a_feed_added_to_the_file_is_polled_in_a_window_that_was_done(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    web.pages["http://other.org/feed"] = rss(2)
    pull.poll(FEED)
    web.forget()
    summary = pull.poll(FEED, "http://other.org/feed")
    assert web.urls() == ["http://other.org/feed"]
    assert (summary.read, len(pull.landed(FeedPoll))) == (2, 2)


def test_the_second_poll_is_conditional_and_a_304_is_no_news(web: Any, pull: Any) -> None:
    headers = {"etag": 'W/"x"', "last-modified": "Fri, 26 Aug 2022 05:00:00 GMT"}
    web.pages[FEED] = [(200, headers, rss(1)), (304, {}, b"")]
    pull.poll(FEED)
    pull.later()
    summary = pull.poll(FEED, slot=make_slot(1))
    assert counts_of(summary) == (1, 0, 1, 0)
    sent = web.asked[-1][2]
    assert sent["if-none-match"] == 'W/"x"'
    assert sent["if-modified-since"] == "Fri, 26 Aug 2022 05:00:00 GMT"
    assert pull.landed(FeedPoll, make_slot(1))[0].status == "not_modified"


def test_the_same_body_is_no_news_whatever_the_validators_say(web: Any, pull: Any) -> None:
    web.pages[FEED] = [(200, {"etag": "a"}, rss(1)), (200, {"etag": "b"}, rss(1))]
    pull.poll(FEED)
    pull.later()
    pull.poll(FEED, slot=make_slot(1))
    assert pull.landed(FeedPoll, make_slot(1))[0].status == "not_modified"


@pytest.mark.parametrize("headers", [{}, {"etag": '"x"'}])
def test_what_a_feed_lists_unchanged_for_months_is_not_fetched_again(
    web: Any, pull: Any, headers: dict[str, str]
) -> None:
    web.pages[FEED] = (200, headers, rss(1))
    web.pages["http://example.com/1"] = HTML
    pull.poll(FEED)
    pull.fetch()
    days = range(7, 71, 7)
    for day in days:
        pull.later(7 * 24 * 60)
        pull.poll(FEED, slot=make_slot(96 * day))
    assert pull.landed(FeedPoll, make_slot(96 * days[-1]))[-1].status == "not_modified"
    web.pages[FEED] = rss(1, 2)
    pull.later(7 * 24 * 60)
    assert pull.poll(FEED, slot=make_slot(96 * 77)).new_items == 1


def test_what_a_feed_lists_after_months_of_failures_is_not_fetched_again(
    web: Any, pull: Any
) -> None:
    web.pages[FEED], web.pages["http://example.com/1"] = rss(1), HTML
    pull.poll(FEED)
    pull.fetch()
    web.pages[FEED] = (503, {}, b"")
    for day in range(2, 72, 2):
        pull.later(48 * 60)
        pull.poll(FEED, slot=make_slot(96 * day))
    web.pages[FEED] = rss(1, 2)
    pull.later(48 * 60)
    assert pull.poll(FEED, slot=make_slot(96 * 72)).new_items == 1


def test_what_no_feed_lists_any_more_is_forgotten(web: Any, pull: Any) -> None:
    web.pages[FEED], web.pages["http://example.com/1"] = rss(1), HTML
    pull.poll(FEED)
    pull.fetch()
    for day, stories in ((1, (2,)), (62, (2,)), (63, (1, 2))):
        web.pages[FEED] = rss(*stories)
        pull.later(62 * 24 * 60)
        assert pull.poll(FEED, slot=make_slot(96 * day)).new_items == (day != 62)


def test_a_feed_that_is_not_due_has_a_row_that_says_so(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1, head="<ttl>30</ttl>")
    pull.poll(FEED)
    web.forget()
    summary = pull.poll(FEED, slot=make_slot(1))
    assert web.asked == []
    assert counts_of(summary) == (1, 0, 1, 0)
    (row,) = pull.landed(FeedPoll, make_slot(1))
    assert (row.status, row.next_poll_at) == ("not_due", make_slot(2))
    pull.poll(FEED, slot=make_slot(2))
    assert web.urls() == [FEED]


def test_slots_in_which_nobody_ran_are_written_as_missed(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    pull.poll(FEED)
    pull.poll(FEED, slot=make_slot(3))
    rows = pull.landed(FeedPoll, make_slot(3))
    assert [(row.status, row.window_start) for row in rows] == [
        ("missed", make_slot(1)),
        ("missed", make_slot(2)),
        ("ok" if rows[-1].n_new else "not_modified", make_slot(3)),
    ]


def test_a_long_absence_writes_a_bounded_number_of_missed_slots(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    pull.poll(FEED)
    pull.poll(FEED, slot=make_slot(100_000))
    assert len(pull.landed(FeedPoll, make_slot(100_000))) == MOST_MISSED + 1


def test_missed_slots_are_never_all_in_memory() -> None:
    feed = FeedPoll("f", FEED, make_slot(2_000), "ok")
    rows = with_missed([PollRow(feed, previous_slot=make_slot(0))] * 5_000)
    # in the order of slots: the lake takes up some days at a time
    assert [row.window_start for row in islice(rows, 5_001)][-2:] == [make_slot(1), make_slot(2)]
    tracemalloc.start()
    n_rows = sum(1 for _ in islice(rows, 20_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (n_rows, peak < 100_000) == (20_000, True)


def test_a_window_before_the_last_one_polled_asks_nobody(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    pull.poll(FEED, slot=make_slot(4))
    web.forget()
    assert pull.poll(FEED, slot=make_slot(2)).read == 0
    assert web.asked == []


def test_a_feed_that_is_a_packed_file_is_unpacked(web: Any, pull: Any) -> None:
    web.pages[FEED] = (200, {"content-type": "application/gzip"}, gzip.compress(rss(1)))
    web.pages["http://other.org/feed"] = gzip.compress(b"x" * 20_000_000)
    summary = pull.poll(FEED, "http://other.org/feed")
    assert counts_of(summary) == (2, 1, 0, 1)


def test_a_feed_without_items_is_no_failure(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss()
    assert counts_of(pull.poll(FEED)) == (1, 0, 1, 0)


def test_feeds_of_one_host_are_asked_one_after_the_other(web: Any, pull: Any) -> None:
    web.takes_s = 0.3
    feeds = [f"http://example.com/{n}/feed" for n in range(5)]
    for feed in feeds:
        web.pages[feed] = rss(1)
    pull.poll(*feeds)
    times = [time for time, _, _ in web.asked]
    assert len(times) == 6
    assert web.most_in_flight == 1
    assert all(b - a > 1.299 for a, b in pairwise(times))


def test_a_group_polls_its_hosts_only_and_lands_its_own_file(web: Any, pull: Any) -> None:
    feeds = [f"http://host{n}.org/feed" for n in range(8)]
    for feed in feeds:
        web.pages[feed] = rss(1)
    for group in ("1/2", "2/2"):
        pull.poll(*feeds, group=group)
    rows = pull.landed(FeedPoll)
    assert sorted(row.feed_url for row in rows) == sorted(feeds)
    assert sorted(web.urls()) == sorted(feeds)


def test_only_the_feeds_that_are_named_are_polled(web: Any, pull: Any) -> None:
    web.pages[FEED] = web.pages["http://other.org/feed"] = rss(1)
    pull.poll(FEED, "http://other.org/feed", only=["http://other.org/feed"])
    assert web.urls() == ["http://other.org/feed"]


def test_progress_is_told(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    told: list[tuple[int, int, str]] = []
    pull.poll(FEED, progress=lambda *args: told.append(args))
    assert told == [(1, 1, "feeds")]


def test_a_lake_that_cannot_be_written_is_named_before_anything_is_asked(
    web: Any, pull: Any, tmp_path: Path
) -> None:
    pull.lake = tmp_path / "file" / "lake"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorldError, match="lake folder"):
        pull.poll(FEED)
    assert web.asked == []


def test_a_wrong_group_stops_before_anything_is_asked(web: Any, pull: Any) -> None:
    with pytest.raises(ConfigError, match="2/4"):
        pull.poll(FEED, group="5/4")
    assert web.asked == []


def test_the_catalog_decides_publisher_and_interval(web: Any, pull: Any) -> None:
    web.pages[FEED] = rss(1)
    pull.poll(Feed(FEED, publisher="The Example", interval_minutes=45))
    (row,) = pull.landed(FeedPoll)
    assert (row.publisher, row.next_poll_at) == ("The Example", make_slot(3))


def test_feeds_that_tell_the_same_are_asked_once(web: Any, pull: Any) -> None:
    twin = "http://example.net/rss"
    web.pages[FEED] = web.pages[twin] = rss(*range(9))
    pull.poll(FEED, twin)
    web.forget()
    pull.poll(FEED, twin, slot=make_slot(1))
    assert web.urls() == [FEED]
    rows = {row.feed_url: row for row in pull.landed(FeedPoll, make_slot(1))}
    assert (rows[twin].status, rows[twin].reason) == ("not_due", "feed_duplicate")
    web.forget()
    web.pages[FEED] = (404, {}, b"")
    pull.poll(FEED, twin, slot=make_slot(2))
    pull.poll(FEED, twin, slot=make_slot(3))
    assert twin in web.urls()
