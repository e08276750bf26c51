"""The fetch job on a web in a dict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from pipeline.feeds.feed import Feed, FeedSettings
from pipeline.fetch import page_landing
from pipeline.fetch import pages as module
from pipeline.fetch.page_landing import PageLanding
from pipeline.fetch.web.guard import AddressRefused
from pipeline.ids import page_id
from pipeline.records import Page, Rejection
from tests.unit.fetch.stories import FEED, HTML, QUARTER, SLOT, counts_of, feed_of, make_urls


def test_a_page_is_landed_with_what_its_item_says(web: Any, one: Any) -> None:
    summary = one.fetch()
    assert counts_of(summary) == (1, 1, 0, 0)
    assert summary.bytes == len(HTML[2])
    (page,) = one.landed(Page)
    assert page.page_id == page_id("http://example.com/a", SLOT)
    assert (page.url, page.final_url) == ("http://example.com/a", "http://example.com/a")
    assert (page.http_status, page.body, page.etag) == (200, HTML[2], '"v1"')
    assert page.content_type == "text/html; charset=utf-8"
    assert (page.item_id, page.item_title, page.item_language) == ("g0", "Story", "en")
    assert page.item_published_at == datetime(2022, 8, 26, tzinfo=UTC)
    assert (page.publisher, page.window_start) == ("The Example", SLOT)
    assert page.fetched_at == web.now()


def test_a_window_is_fetched_once(web: Any, one: Any) -> None:
    first = one.fetch()
    web.forget()
    again = one.fetch()
    assert web.asked == []
    assert again.already_done
    assert counts_of(again) == counts_of(first)


def test_the_next_window_does_not_fetch_what_has_landed(web: Any, one: Any) -> None:
    one.fetch()
    web.forget()
    one.poll(Feed(FEED), slot=SLOT + QUARTER)
    assert counts_of(one.fetch(SLOT + QUARTER)) == (0, 0, 0, 0)
    assert web.urls("/a") == []


def test_an_article_in_two_feeds_and_two_spellings_is_fetched_once(web: Any, pull: Any) -> None:
    web.pages[FEED] = feed_of("/a?utm_source=rss", "/a#comments", "/amp/a")
    web.pages["http://other.org/feed"] = feed_of("http://www.example.com/a")
    for url in ("/a?utm_source=rss", "/a", "/amp/a"):
        web.pages["http://example.com" + url] = HTML
    web.pages["http://www.example.com/a"] = HTML
    pull.poll(FEED, "http://other.org/feed")
    assert counts_of(pull.fetch()) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("answer", "reason", "is_final"),
    [
        ((404, {}, b""), "gone", True),
        ((410, {}, b""), "gone", True),
        ((401, {}, b""), "auth_required", True),
        ((418, {}, b""), "http_error", True),
        ((500, {}, b""), "http_error", False),
        ((429, {"retry-after": "1200"}, b""), "too_many_requests", False),
        (httpx.ReadTimeout("slow"), "timeout", False),
        (httpx.ReadError("reset"), "connection_failed", False),
        (AddressRefused("private"), "address_refused", True),
        ((302, {"location": "ftp://x/y"}, b""), "bad_url", True),
        ((200, {"content-type": "application/pdf"}, b"%PDF"), "wrong_content_type", True),
        ((200, {"content-type": "application/json"}, b"{}"), "wrong_content_type", True),
        ((200, {"content-type": "text/html"}, b"x" * 5_000_001), "too_large", True),
    ],
)
def test_what_is_no_page_is_a_rejection_and_may_be_tried_again(
    web: Any, one: Any, answer: Any, reason: str, is_final: bool
) -> None:
    web.pages["http://example.com/a"] = answer
    summary = one.fetch()
    assert counts_of(summary) == (1, 0, 0, 1)
    assert summary.reasons == {reason: 1}
    (rejection,) = one.landed(Rejection)[-1:]
    assert (rejection.stage, rejection.reason) == ("fetch", reason)
    assert (rejection.ref, rejection.window_start) == ("http://example.com/a", SLOT)
    assert summary.waiting == (0 if is_final else 1)


def test_html_under_a_vague_type_is_a_page(web: Any, one: Any) -> None:
    for kind in ("text/plain", "application/json", "application/octet-stream"):
        web.pages["http://example.com/a"] = (200, {"content-type": kind}, b"<!DOCTYPE html><p>x")
    assert one.fetch().kept == 1


def test_a_page_that_is_gone_lands_without_a_body(web: Any, one: Any) -> None:
    one.fetch()
    web.pages["http://example.com/a"] = (410, {}, b"gone for good")
    day = SLOT + timedelta(days=1)
    assert counts_of(one.fetch(day)) == (1, 1, 0, 0)
    (page,) = one.landed(Page, day)
    assert (page.http_status, page.body, page.sha256) == (410, None, None)
    assert counts_of(one.fetch(SLOT + timedelta(days=8))) == (0, 0, 0, 0)


def test_hosts_keep_their_pace_and_do_not_wait_for_each_other(web: Any, pull: Any) -> None:
    web.takes_s = 0.2
    urls = make_urls(4) + make_urls(4, "other.org")
    web.pages[FEED] = feed_of(*urls)
    for url in urls:
        web.pages[url] = HTML
    pull.poll(FEED)
    web.forget()
    assert pull.fetch().kept == 8
    for host in ("example.com", "other.org"):
        times = [time for time, url, _ in web.asked if host in url]
        assert all(b - a >= 1.0 for a, b in pairwise(times))


def test_robots_keep_us_out_of_pages(web: Any, one: Any) -> None:
    one.later(25 * 60)
    web.pages["http://example.com/robots.txt"] = b"User-agent: *\nDisallow: /a"
    assert one.fetch().reasons == {"robots_refused": 1}
    assert web.urls("/a") == []


def test_the_newest_items_come_first(web: Any, pull: Any) -> None:
    web.pages[FEED] = feed_of(*make_urls(5))
    pull.poll(FEED)
    web.forget()
    pull.fetch()
    assert web.urls() == make_urls(5)[::-1]


def test_what_the_time_does_not_suffice_for_waits_for_the_next_window(web: Any, pull: Any) -> None:
    pull.settings = FeedSettings(fetch_minutes=0.1)
    web.pages[FEED] = feed_of(*make_urls(10))
    for url in make_urls(10):
        web.pages[url] = HTML
    pull.poll(FEED)
    first = pull.fetch()
    assert 0 < first.read < 10
    assert first.waiting == 10 - first.read
    second = pull.fetch(SLOT + QUARTER)
    assert second.read + first.read + second.waiting == 10
    landed = pull.landed(Page) + pull.landed(Page, SLOT + QUARTER)
    assert len({page.url for page in landed}) == len(landed)


def test_a_host_that_is_silent_is_left_alone_after_some_tries(web: Any, pull: Any) -> None:
    web.pages[FEED] = feed_of(*make_urls(9))
    pull.poll(FEED)
    for url in make_urls(9):
        web.pages[url] = httpx.ConnectTimeout("silent")
    summary = pull.fetch()
    assert (summary.read, summary.waiting) == (3, 9)


def test_what_a_killed_run_had_fetched_is_landed_and_not_asked_for_again(
    web: Any, pull: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages[FEED] = feed_of(*make_urls(5))
    for url in make_urls(5):
        web.pages[url] = HTML
    pull.poll(FEED)
    web.pages["http://example.com/1"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        pull.fetch()
    web.pages["http://example.com/1"] = HTML
    web.forget()
    pull.later()
    assert pull.fetch().kept == 5
    assert sorted(web.urls()) == make_urls(2)
    assert len(pull.landed(Page)) == 5


@pytest.mark.parametrize("moment", ["save_landing", "land", "spool.delete_part"])
def test_a_run_killed_while_landing_loses_nothing_and_lands_nothing_twice(
    web: Any, one: Any, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(f"pipeline.fetch.page_landing.{moment}", killed)
        with pytest.raises(KeyboardInterrupt):
            one.fetch()
    web.forget()
    assert one.fetch().kept == 1
    assert web.asked == []
    assert [page.url for page in one.landed(Page)] == ["http://example.com/a"]


def test_what_a_slower_run_of_the_same_window_brings_is_landed_beside(
    web: Any, one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run lands the window (without our host) while this one still fetches."""
    visit = module._Fetching.run

    async def overtaken(self: Any, state: Any, takes: Any) -> None:
        await visit(self, state, takes)
        other = PageLanding(one.lake, SLOT)
        other.takes = lambda host: False  # type: ignore[assignment]
        other.land(state, 0.0, web.now())

    monkeypatch.setattr(module._Fetching, "run", overtaken)
    summary = one.fetch()
    assert (summary.kept, summary.parts) == (1, 2)
    assert [page.url for page in one.landed(Page)] == ["http://example.com/a"]


def test_many_pages_are_landed_in_files_of_bounded_size(
    web: Any, pull: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_landing, "_BYTES_PER_FILE", 2 * len(HTML[2]))
    web.pages[FEED] = feed_of(*make_urls(5))
    for url in make_urls(5):
        web.pages[url] = HTML
    pull.poll(FEED)
    pull.fetch()
    assert len({page.url for page in pull.landed(Page)}) == 5
    assert len(list(pull.lake.rglob("pages.*.parquet"))) == 3


def test_groups_share_the_items_by_host(web: Any, pull: Any) -> None:
    urls = [f"http://host{n}.org/a" for n in range(8)]
    web.pages[FEED] = feed_of(*urls)
    for url in urls:
        web.pages[url] = HTML
    pull.poll(FEED)
    parts = [pull.fetch(group=group).kept for group in ("1/2", "2/2")]
    assert sum(parts) == 8
    assert min(parts) > 0
    assert sorted(page.url for page in pull.landed(Page)) == sorted(urls)
