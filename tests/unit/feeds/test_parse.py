"""Feeds of every kind and state."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Reason
from pipeline.feeds.item import FeedItem, ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed
from tests.drills.mutate import mutate_feed

NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)
URL = "https://example.com/news/feed.xml"


def _item(extra: str = "", n: int = 1) -> str:
    return (
        f"<item><title>Story {n}</title><link>https://example.com/a/{n}</link>"
        f"<guid>https://example.com/a/{n}</guid>"
        f"<pubDate>Fri, 26 Aug 2022 06:00:00 GMT</pubDate>{extra}</item>"
    )


def _rss(items: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Wire</title><link>https://example.com/</link>{head}{items}</channel></rss>"
    )


def _parse(body: str | bytes, content_type: str = "application/xml", **options: int) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    feed = parse_feed(raw, URL, {"content-type": content_type}, now=NOW, **options)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def _only(body: str | bytes, content_type: str = "application/xml") -> FeedItem:
    (item,) = _parse(body, content_type).items
    return item


def _refused(body: str | bytes) -> UnreadableFeed:
    raw = body.encode() if isinstance(body, str) else body
    feed = parse_feed(raw, URL, {}, now=NOW)
    assert isinstance(feed, UnreadableFeed)
    return feed


def test_rss_is_read() -> None:
    feed = _parse(
        _rss(
            _item(),
            "<language>en_GB</language><ttl>30</ttl>"
            "<skipHours><hour>0</hour><hour>24</hour><hour>5</hour></skipHours>"
            "<skipDays><day>Sunday</day></skipDays>",
        )
    )
    assert (feed.kind, feed.title, feed.language, feed.ttl_minutes) == ("rss", "Wire", "en-GB", 30)
    assert (sorted(feed.skip_hours), sorted(feed.skip_days)) == ([0, 5], [6])
    assert feed.problems == ()
    (item,) = feed.items
    assert item.url == item.canonical_url == "https://example.com/a/1"
    assert item.title == "Story 1"
    assert item.published_at == datetime(2022, 8, 26, 6, tzinfo=UTC)
    assert item.published_at_source == "published"
    assert item.language == "en-GB"


def test_atom_is_read() -> None:
    feed = _parse(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es"><title>Diario</title>'
        '<link rel="self" href="/atom"/><entry><id>tag:x,1</id><title type="html">A</title>'
        '<link rel="alternate" href="/b"/><updated>2022-08-25T10:00:00+02:00</updated>'
        "</entry></feed>"
    )
    assert (feed.kind, feed.self_url) == ("atom", "https://example.com/atom")
    (item,) = feed.items
    assert (item.url, item.language) == ("https://example.com/b", "es")
    assert item.published_at == item.updated_at == datetime(2022, 8, 25, 8, tzinfo=UTC)
    assert item.published_at_source == "updated"


def test_rss_1_is_read() -> None:
    feed = _parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="x"><title>T</title></channel><item rdf:about="https://example.com/a">'
        "<title>A</title><link>https://example.com/a</link><dc:date>2022-08-26T01:00:00Z</dc:date>"
        "</item></rdf:RDF>"
    )
    assert (feed.kind, len(feed.items)) == ("rdf", 1)
    assert feed.items[0].published_at == datetime(2022, 8, 26, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"]
)
def test_json_feed_is_read(version: str) -> None:
    body = {
        "version": version,
        "title": "J",
        "feed_url": "https://example.com/feed.json",
        "items": [
            {"id": "1", "url": "/a", "title": "A", "date_published": "2022-08-26T01:00:00Z"},
            {"id": "https://example.com/b", "content_html": "<p>no url</p>"},
            "nonsense",
        ],
    }
    feed = _parse(json.dumps(body))
    assert feed.kind == "json"
    assert [item.url for item in feed.items] == ["https://example.com/a", "https://example.com/b"]
    assert feed.items[0].published_at == datetime(2022, 8, 26, 1, tzinfo=UTC)


def test_a_news_sitemap_is_read_newest_first() -> None:
    entry = (
        "<url><loc>https://example.com/{0}</loc><news:news><news:publication><news:name>N</news:name>"
        "<news:language>de</news:language></news:publication>"
        "<news:publication_date>2022-08-2{0}</news:publication_date><news:title>T{0}</news:title>"
        "</news:news></url>"
    )
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        + entry.format(4)
        + entry.format(5)
        + "<url><loc>https://example.com/about</loc></url></urlset>"
    )
    feed = _parse(body)
    assert feed.kind == "sitemap"
    assert [(i.title, i.language) for i in feed.items] == [("T5", "de"), ("T4", "de")]


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
    refused = _refused(body)
    assert refused.reason == reason
    assert words in refused.detail


def test_a_feed_without_items_is_a_feed() -> None:
    assert _parse(_rss("")).items == ()


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
    body = spoil(_rss("".join(_item(n=n) for n in range(9))))  # type: ignore[operator]
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
    body = _rss(_item()).replace("Story", "Café Übergrößen").replace("UTF-8", declared)
    assert _only(body.encode(encoding), content_type).title == "Café Übergrößen 1"


def test_a_declared_charset_counts_where_the_bytes_are_not_utf_8() -> None:
    body = _rss(_item()).replace("Story", "Новости").replace("UTF-8", "windows-1251")
    assert _only(body.encode("cp1251")).title == "Новости 1"
    japanese = _rss(_item()).replace("Story", "ニュース").replace("UTF-8", "ISO-2022-JP")
    assert _only(japanese.encode("iso-2022-jp")).title == "ニュース 1"


@pytest.mark.parametrize(
    ("date", "expected", "witness"),
    [
        ("Fri, 26 Aug 2022 06:00:00 EST", datetime(2022, 8, 26, 11, tzinfo=UTC), "published"),
        ("Fri, 26 Aug 2022 06:00:00", datetime(2022, 8, 26, 6, tzinfo=UTC), "published_no_zone"),
        ("2022-08-26 06:00", datetime(2022, 8, 26, 6, tzinfo=UTC), "published_no_zone"),
        ("1661493600", datetime(2022, 8, 26, 6, tzinfo=UTC), "published_epoch"),
        ("1661493600000", datetime(2022, 8, 26, 6, tzinfo=UTC), "published_epoch"),
        ("26/08/2022", None, None),
        ("yesterday", None, None),
        ("0000-00-00", None, None),
        ("Fri, 26 Aug 2099 06:00:00 GMT", None, None),
        ("Fri, 26 Aug 1988 06:00:00 GMT", None, None),
    ],
)
def test_a_date_is_taken_only_if_it_can_be_true(
    date: str, expected: datetime | None, witness: str | None
) -> None:
    body = _rss(_item()).replace("Fri, 26 Aug 2022 06:00:00 GMT", date)
    feed = _parse(body)
    assert feed.items[0].published_at == expected
    assert feed.items[0].published_at_source == witness
    assert bool(feed.problems) == (expected is None)


def test_titles_are_plain_text() -> None:
    title = (
        "&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more&lt;script&gt;alert(1)&lt;/script&gt; 3 &amp;lt; 4"
    )
    assert _only(_rss(_item()).replace("Story 1", title)).title == "Bold & more 3 < 4"


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#8;", "&#x110000;"])
def test_references_to_characters_that_are_none_are_dropped(reference: str) -> None:
    assert _only(_rss(_item()).replace("Story", f"{reference}Story")).title == "Story 1"
    in_json = '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a\\ud800"}]}'
    assert _only(in_json).url == "https://example.com/a"


def test_a_large_broken_feed_is_read_in_part_and_in_time() -> None:
    body = _rss("".join(_item("<description>a < b</description>", n) for n in range(5000)))
    feed = _parse(body, max_items=10_000)
    assert 100 < len(feed.items) < 5000


def test_links_are_resolved_and_what_leads_nowhere_is_refused() -> None:
    def linked(link: str) -> str:
        return f"<item><title>x</title><link>{link}</link></item>"

    feed = _parse(
        _rss(
            linked("/b/1")
            + linked("2")
            + linked("file:///etc/passwd")
            + linked("javascript:alert(1)")
            + "<item><title>no link</title><guid>77</guid></item>"
        )
    )
    assert [i.url for i in feed.items] == ["https://example.com/b/1", "https://example.com/news/2"]
    assert [u.reason for u in feed.unusable] == [
        Reason.BAD_URL,
        Reason.BAD_URL,
        Reason.ITEM_WITHOUT_LINK,
    ]


def test_a_base_in_the_feed_counts_for_its_links() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/x/"><entry>'
        '<title>A</title><link href="b"/></entry></feed>'
    )
    assert _only(body).url == "https://example.org/x/b"


def test_guids_do_not_decide_what_is_the_same_article() -> None:
    items = "".join(_item(n=n) for n in (1, 2)).replace("<guid>", "<guid>same")
    variant = _item().replace("a/1<", "a/1?utm_source=rss#top<")
    feed = _parse(_rss(items + variant))
    assert [i.url for i in feed.items] == ["https://example.com/a/1", "https://example.com/a/2"]


def test_an_item_without_link_is_fetched_from_a_guid_that_is_one() -> None:
    body = _rss("<item><title>x</title><guid>https://example.com/g</guid></item>")
    assert _only(body).url == "https://example.com/g"


def test_only_the_first_items_are_read() -> None:
    body = _rss("".join(_item(n=n) for n in range(50)))
    feed = _parse(body, max_items=7)
    assert [i.title for i in feed.items] == [f"Story {n}" for n in range(7)]
    assert feed.problems == ()


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda x: x.replace("Story 1", "Story one"), True),
        (lambda x: x.replace("five dead", "eight dead"), True),
        (lambda x: x.replace("06:00:00", "07:00:00"), True),
        (lambda x: x.replace("<b>", "<i>").replace("five", "  five"), False),
        (lambda x: x.replace("<guid>", "<guid>new"), False),
    ],
)
def test_the_signature_tells_whether_the_article_may_have_changed(
    change: object, differs: bool
) -> None:
    body = _rss(_item("<description><![CDATA[<b>Blast: five dead]]></description>"))
    changed = change(body)  # type: ignore[operator]
    assert changed != body
    assert (_only(changed).signature != _only(body).signature) == differs


@given(st.data())
def test_no_mutation_of_a_feed_breaks_the_parser(data: st.DataObject) -> None:
    body = bytearray(_rss(_item("<description><![CDATA[<b>x]]></description>") * 2).encode())
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
    body = _rss(_item()).replace("<rss ", '<rss xmlns:x="http://example.com/a b" ')
    assert _only(body.replace("<item>", "<item><x:y/>")).title == "Story 1"


def test_what_breaks_the_parser_is_a_malformed_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("too many values")

    monkeypatch.setattr("pipeline.feeds.xml_feed.feedparser.parse", fail)
    assert _refused(_rss(_item())).reason == Reason.FEED_MALFORMED


@given(st.integers(0, 10_000))
def test_what_the_fuzz_makes_is_read_or_refused(number: int) -> None:
    feed = parse_feed(mutate_feed(number), URL, {}, now=NOW)
    assert isinstance(feed, ParsedFeed | UnreadableFeed)
