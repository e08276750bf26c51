"""Feeds that are broken, mislabelled or made by a fuzz."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Reason
from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed
from tests.drills.mutate import mutate_feed
from tests.unit.feeds.bodies import (
    NOW,
    URL,
    make_item,
    make_rss,
    parse_body,
    parse_only,
    parse_refused,
)


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        ("", Reason.FEED_EMPTY, "no body"),
        (" \n\ufeff", Reason.FEED_EMPTY, "no body"),
        ("<!DOCTYPE html><html><body>Checking</body></html>", Reason.FEED_NOT_A_FEED, "HTML page"),
        ("<!-- x --><HTML><body/>" + "<p>" * 100_000, Reason.FEED_NOT_A_FEED, "HTML page"),
        (b"\x89PNG\r\n\x1a\n\0\0", Reason.FEED_NOT_A_FEED, "not a feed"),
        ("<opml/>", Reason.FEED_NOT_A_FEED, "begins with <opml>"),
        ("<sitemapindex/>", Reason.FEED_NOT_A_FEED, "list of sitemaps"),
        (
            "<urlset><url><loc>http://a.com</loc></url></urlset>",
            Reason.FEED_NOT_A_FEED,
            "not one of news",
        ),
        ('{"a": 1}', Reason.FEED_NOT_A_FEED, "without a list"),
        ('{"items": [', Reason.FEED_MALFORMED, "not JSON"),
        ("{" * 100_000, Reason.FEED_MALFORMED, "not JSON"),
        ('{"items":' + "[" * 100_000, Reason.FEED_MALFORMED, "not JSON"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(
    body: str | bytes, reason: Reason, words: str
) -> None:
    refused = parse_refused(body)
    assert refused.reason == reason
    assert words in refused.detail


@pytest.mark.parametrize(
    "spoil",
    [
        lambda x: x[: int(len(x) * 0.9)],
        lambda x: x.replace("<title>", "<title>AT&T & Co &nbsp; ", 2),
        lambda x: x.replace("<title>", "<title>\x08\x0b"),
        lambda x: "\n\n  " + x,
        lambda x: "\ufeff" + x,
        lambda x: "<br />\n<b>Warning</b>: mysql\n" + x,
        lambda x: x.replace(
            "<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss'
        ).replace("Story", "&x; Story"),
        lambda x: x.replace("</channel>", "<a>" * 50_000 + "</a>" * 50_000 + "</channel>"),
        lambda x: x.replace("<title>", "<title><![CDATA[ open "),
    ],
)
def test_broken_markup_keeps_the_items_before_it(spoil: object) -> None:
    body = spoil(make_rss("".join(make_item(n=n) for n in range(9))))  # type: ignore[operator]
    raw = parse_feed(body.encode(), URL, {}, now=NOW)
    assert isinstance(raw, ParsedFeed | UnreadableFeed)
    if "CDATA" not in body:
        assert isinstance(raw, ParsedFeed)
        assert len(raw.items) >= 8
        assert "root:" not in (raw.items[0].title or "")


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "ISO-8859-1", "application/xml; charset=iso-8859-1"),
        ("cp1252", "UTF-8", "application/xml; charset=utf-8"),
        ("utf-16", "UTF-16", "application/xml"),
        ("utf-16-le", "UTF-16", "application/xml"),
        ("utf-8", "UTF-8", "application/xml; charset=us-ascii"),
        ("utf-8-sig", "zlib", "application/xml; charset=base64"),
    ],
)
def test_the_charset_is_found_by_rule(encoding: str, declared: str, content_type: str) -> None:
    body = make_rss(make_item()).replace("Story", "Café Übergrößen").replace("UTF-8", declared)
    assert parse_only(body.encode(encoding), content_type).title == "Café Übergrößen 1"


def test_a_declared_charset_counts_where_the_bytes_are_not_utf_8() -> None:
    body = make_rss(make_item()).replace("Story", "Новости").replace("UTF-8", "windows-1251")
    assert parse_only(body.encode("cp1251")).title == "Новости 1"
    japanese = make_rss(make_item()).replace("Story", "ニュース").replace("UTF-8", "ISO-2022-JP")
    assert parse_only(japanese.encode("iso-2022-jp")).title == "ニュース 1"


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#8;", "&#x110000;"])
def test_references_to_characters_that_are_none_are_dropped(reference: str) -> None:
    assert (
        parse_only(make_rss(make_item()).replace("Story", f"{reference}Story")).title == "Story 1"
    )
    in_json = '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a\\ud800"}]}'
    assert parse_only(in_json).url == "https://example.com/a"


def test_a_large_broken_feed_is_read_in_part_and_in_time() -> None:
    body = make_rss("".join(make_item("<description>a < b</description>", n) for n in range(5000)))
    feed = parse_body(body, max_items=10_000)
    assert 100 < len(feed.items) < 5000


@given(st.data())
def test_no_mutation_of_a_feed_breaks_the_parser(data: st.DataObject) -> None:
    body = bytearray(
        make_rss(make_item("<description><![CDATA[<b>x]]></description>") * 2).encode()
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        size = data.draw(st.integers(0, 30))
        body[at : at + size] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from([b"<![CDATA[", b"<item>", b"&#0;", b"</rss>", b"<!--"])
        )
    feed = parse_feed(bytes(body), URL, {"content-type": "text/xml"}, now=NOW)
    assert isinstance(feed, ParsedFeed | UnreadableFeed)


def test_a_namespace_with_a_blank_in_it_breaks_nothing() -> None:
    body = make_rss(make_item()).replace("<rss ", '<rss xmlns:x="http://example.com/a b" ')
    assert parse_only(body.replace("<item>", "<item><x:y/>")).title == "Story 1"


def test_what_breaks_the_parser_is_a_malformed_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("too many values")

    monkeypatch.setattr("pipeline.feeds.xml_feed.feedparser.parse", fail)
    assert parse_refused(make_rss(make_item()) + "<").reason == Reason.FEED_MALFORMED


@given(st.integers(0, 10_000))
def test_what_the_fuzz_makes_is_read_or_refused(number: int) -> None:
    feed = parse_feed(mutate_feed(number), URL, {}, now=NOW)
    assert isinstance(feed, ParsedFeed | UnreadableFeed)
