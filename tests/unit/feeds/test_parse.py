"""Feeds of every kind and state."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline.errors import Reason
from tests.unit.feeds.bodies import (
    make_item,
    make_rss,
    parse_body,
    parse_only,
)


def test_rss_is_read() -> None:
    feed = parse_body(
        make_rss(
            make_item(),
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
    feed = parse_body(
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
    feed = parse_body(
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
    feed = parse_body(json.dumps(body))
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
    feed = parse_body(body)
    assert feed.kind == "sitemap"
    assert [(i.title, i.language) for i in feed.items] == [("T5", "de"), ("T4", "de")]


def test_a_feed_without_items_is_a_feed() -> None:
    assert parse_body(make_rss("")).items == ()


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
    body = make_rss(make_item()).replace("Fri, 26 Aug 2022 06:00:00 GMT", date)
    feed = parse_body(body)
    assert feed.items[0].published_at == expected
    assert feed.items[0].published_at_source == witness
    assert bool(feed.problems) == (expected is None)


def test_titles_are_plain_text() -> None:
    title = (
        "&lt;b&gt;Bold&lt;/b&gt; &amp;amp; more&lt;script&gt;alert(1)&lt;/script&gt; 3 &amp;lt; 4"
    )
    assert parse_only(make_rss(make_item()).replace("Story 1", title)).title == "Bold & more 3 < 4"


def test_links_are_resolved_and_what_leads_nowhere_is_refused() -> None:
    def linked(link: str) -> str:
        return f"<item><title>x</title><link>{link}</link></item>"

    feed = parse_body(
        make_rss(
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
    assert parse_only(body).url == "https://example.org/x/b"


def test_guids_do_not_decide_what_is_the_same_article() -> None:
    items = "".join(make_item(n=n) for n in (1, 2)).replace("<guid>", "<guid>same")
    variant = make_item().replace("a/1<", "a/1?utm_source=rss#top<")
    feed = parse_body(make_rss(items + variant))
    assert [i.url for i in feed.items] == ["https://example.com/a/1", "https://example.com/a/2"]


def test_an_item_without_link_is_fetched_from_a_guid_that_is_one() -> None:
    body = make_rss("<item><title>x</title><guid>https://example.com/g</guid></item>")
    assert parse_only(body).url == "https://example.com/g"


def test_only_the_first_items_are_read() -> None:
    body = make_rss("".join(make_item(n=n) for n in range(50)))
    feed = parse_body(body, max_items=7)
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
    body = make_rss(make_item("<description><![CDATA[<b>Blast: five dead]]></description>"))
    changed = change(body)  # type: ignore[operator]
    assert changed != body
    assert (parse_only(changed).signature != parse_only(body).signature) == differs
