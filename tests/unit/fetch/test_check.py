"""What a newcomer is told about an address."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.fetch.check import FeedReport, check_feed

URL = "http://example.com/feed"
RSS = (
    b"<rss version='2.0'><channel><title>Wire</title><ttl>60</ttl><item><title>Blast</title>"
    b"<link>/a</link><pubDate>Fri, 26 Aug 2022 06:00:00 GMT</pubDate></item></channel></rss>"
)


def _check(web: Any, url: str = URL) -> FeedReport:
    return check_feed(url, now=web.now, sleep=web.sleep, transport=web)


def test_a_good_feed_is_described(web: Any) -> None:
    web.pages[URL] = (200, {"etag": "x"}, RSS)
    report = _check(web)
    assert report.ok
    assert (report.kind, report.title, report.n_items) == ("RSS", "Wire", 1)
    assert report.items == ("2022-08-26 06:00  Blast",)
    assert report.next_poll.startswith("every 6")
    assert report.problems == ()
    assert report.lines()[-1].strip() == "It can be used."


def test_what_is_odd_about_a_feed_is_named(web: Any) -> None:
    web.pages[URL] = (301, {"location": "/new"}, b"")
    web.pages["http://example.com/new"] = RSS.replace(b"26 Aug 2022", b"99 Foo 2022")
    report = _check(web)
    assert report.ok
    told = "\n".join(report.lines())
    for words in (
        "use http://example.com/new",
        "neither ETag",
        "dates that cannot be read",
        "no date",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((404, {}, b""), "the server answered with an error (status 404)"),
        ((410, {}, b""), "gone for good"),
        ((401, {}, b""), "wants a login"),
        (b"", "nothing comes back"),
        (b"<rss><channel><item>", "broken beyond reading"),
        ((429, {"retry-after": "900"}, b""), "asked less often"),
    ],
)
def test_why_it_cannot_be_used_is_said_in_words(web: Any, answer: Any, words: str) -> None:
    web.pages[URL] = answer
    report = _check(web)
    assert not report.ok
    assert words in "\n".join(report.lines())


def test_a_page_that_names_its_feeds_is_a_lead(web: Any) -> None:
    web.pages[URL] = (
        b"<!doctype html><head>"
        b"<link rel='alternate' type='application/rss+xml' href='/rss?a=1&amp;b'>"
        b"<link rel=alternate type=application/atom+xml href=//other.org/atom>"
        b"<link rel='stylesheet' href='/x.css'></head>"
    )
    told = "\n".join(_check(web).lines())
    assert "no feed" in told
    assert "try it: http://example.com/rss?a=1&b" in told
    assert "try it: http://other.org/atom" in told


@pytest.mark.parametrize("url", ["", "feeds.toml", "ftp://example.com/x"])
def test_what_is_no_address_is_a_wrong_use(web: Any, url: str) -> None:
    with pytest.raises(UsageError, match="not an http"):
        _check(web, url)
