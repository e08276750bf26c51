"""Plain feeds are read as feedparser reads them, and what is not plain is left to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds import xml_feed
from pipeline.feeds.item import ParsedFeed, UnreadableFeed
from pipeline.feeds.parse import parse_feed
from pipeline.feeds.plain_feed import read_plain
from tests.drills.mutate import mutate_feed

FOLDER = Path(__file__).parents[2] / "golden" / "feeds"
NOW = datetime(2022, 8, 26, 12, tzinfo=UTC)

RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Wire</title><link>http://example.com/</link><language>en-us</language>
<atom:link rel="self" href="http://example.com/rss"/><ttl>30</ttl>
<image><title>Logo</title><url>http://example.com/logo.png</url></image>
<item><title>Market &amp; bridge hit</title><link>http://example.com/1</link>
<guid isPermaLink="false">one</guid><pubDate>Fri, 26 Aug 2022 01:00:00 +0300</pubDate>
<dc:creator>A Writer</dc:creator><media:thumbnail url="http://example.com/1.jpg"/>
<media:content url="http://example.com/1.jpg" medium="image"><media:credit>A Wire</media:credit>
</media:content><media:group><media:content url="http://example.com/2.jpg"/></media:group>
<description>&lt;p&gt;Two were hurt.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://example.com/"><title>Wire</title><link>http://example.com/</link>
<items><rdf:Seq><rdf:li rdf:resource="http://example.com/1"/></rdf:Seq></items></channel>
<item rdf:about="http://example.com/1"><title>Bridge hit</title><link>http://example.com/1</link>
<description>Two were hurt.</description><dc:date>2022-08-26T01:00:00+03:00</dc:date></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title>
<id>urn:wire</id><updated>2022-08-26T02:00:00Z</updated><author><name>Wire</name></author>
<link rel="self" href="http://example.com/atom"/>
<entry><title type="html">Bridge &amp;amp; market hit</title><id>urn:1</id>
<link href="http://example.com/1"/><link rel="enclosure" type="image/jpeg" href="/1.jpg"/>
<link rel="replies" type="application/atom+xml" href="/1/replies"/>
<published>2022-08-26T01:00:00.250Z</published>
<updated>2022-08-26T02:00:00Z</updated><summary>Two were hurt.</summary></entry></feed>"""


def _read(
    body: str | bytes, monkeypatch: pytest.MonkeyPatch, *, plainly: bool
) -> ParsedFeed | UnreadableFeed:
    with monkeypatch.context() as patched:
        if not plainly:
            patched.setattr(xml_feed, "read_plain", lambda _: None)
        raw = body.encode() if isinstance(body, str) else body
        return parse_feed(raw, "http://example.com/feed", {}, now=NOW)


@pytest.mark.parametrize("body", [RSS, RDF, ATOM], ids=["rss", "rdf", "atom"])
def test_what_most_feeds_are_made_of_is_plain(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_plain(body) is not None
    found = _read(body, monkeypatch, plainly=True)
    assert isinstance(found, ParsedFeed)
    assert [item.url for item in found.items] == ["http://example.com/1"]
    assert found == _read(body, monkeypatch, plainly=False)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("<pubDate>", "<pubDate>on "),
        ("<title>Market", "<title>Market <b>hall</b>"),
        ("<title>Market", "<title>Market</title><title>"),
        ("<dc:creator>A Writer</dc:creator>", "<dc:title>Another</dc:title>"),
        ("<dc:creator>A Writer</dc:creator>", "<dc:language>fr</dc:language>"),
        ("<media:thumbnail", "<media:group><media:title>x</media:title></media:group><media:t"),
        ("<item>", '<item xml:base="http://example.org/">'),
        ("Two were hurt", "Deux bless\u00c3\u00a9s"),
        ("http://example.com/1<", "http:///example.com/1<"),
        ("<channel>", "<channel/><channel>"),
        ("Two were hurt", "Deux bless&#xc3;&#xa9;s"),
        ("http://example.com/1<", "http://example.com/1?a=1&amp;b;c<"),
        ("<item>", '<item href="http://example.org/other">'),
        ("<item>", '<item lang="fr">'),
        ("<channel>", '<channel lastmod="2022-08-25T01:00:00Z">'),
        ("<description>&lt;", '<description mode="base64">&lt;'),
        ("<title>Market", '<title type="application/xhtml+xml">Market'),
        ("Fri, 26 Aug 2022", "Thu, 31 Feb 2022"),
        ("Fri, 26 Aug 2022 01:00:00 +0300", "26/08/2022"),
        ("<media:credit>A Wire", "<media:title>A hall</media:title><media:credit>A Wire"),
        ("<media:group>", "<media:description>A hall</media:description><media:group>"),
    ],
)
def test_what_is_in_doubt_is_left_to_feedparser(
    part: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = RSS.replace(part, other)
    assert body != RSS
    assert read_plain(body) is None
    assert _read(body, monkeypatch, plainly=True) == _read(body, monkeypatch, plainly=False)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.xml")), ids=lambda path: path.stem)
def test_every_golden_feed_is_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = path.read_bytes()
    assert _read(body, monkeypatch, plainly=True) == _read(body, monkeypatch, plainly=False)


@given(st.integers(0, 100_000))
def test_mutated_feeds_are_read_alike(number: int) -> None:
    body = mutate_feed(number)
    with pytest.MonkeyPatch.context() as patch:
        assert _read(body, patch, plainly=True) == _read(body, patch, plainly=False)


@given(st.sampled_from((RSS, RDF, ATOM)), st.data())
def test_small_changes_of_plain_feeds_are_read_alike(body: str, data: st.DataObject) -> None:
    at, size = data.draw(st.integers(0, len(body))), data.draw(st.integers(0, 12))
    inserted = data.draw(
        st.text(max_size=4) | st.sampled_from(["&amp;", "<link>", "</item>", "Z", "<title/>"])
    )
    body = body[:at] + inserted + body[at + size :]
    with pytest.MonkeyPatch.context() as patch:
        assert _read(body, patch, plainly=True) == _read(body, patch, plainly=False)
