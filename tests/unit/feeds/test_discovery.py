"""Where a site may keep its feeds."""

from __future__ import annotations

from pipeline.feeds.discovery import (
    linked_feeds,
    listed_sitemaps,
    named_feeds,
    news_sitemaps,
    usual_feeds,
)

URL = "http://example.com/news/"


def test_a_page_names_its_feeds_in_its_head() -> None:
    page = (
        "<link rel='alternate' type='application/rss+xml' href='/rss?a=1&amp;b'>"
        "<link rel=alternate type=application/feed+json href=//other.org/feed.json>"
        "<link rel='stylesheet' type='text/css' href='/x.css'>"
    )
    assert named_feeds(page, URL) == ["http://example.com/rss?a=1&b", "http://other.org/feed.json"]


def test_what_leads_nowhere_is_no_feed() -> None:
    page = '<link type="application/rss+xml" href="javascript:x"><link type="application/rss+xml">'
    assert named_feeds(page, URL) == []


def test_links_that_look_like_feeds_count_on_the_same_site_only() -> None:
    page = (
        '<a href="/world/rss.xml">World</a><a href="/about">About</a><a href="/feedback">Say</a>'
        '<a href="http://feeds.example.com/top/feed/">Top</a><a href="http://tube.org/feed">x</a>'
    )
    assert linked_feeds(page, URL) == [
        "http://example.com/world/rss.xml",
        "http://feeds.example.com/top/feed/",
    ]


def test_the_usual_places_are_at_the_root_of_the_site() -> None:
    assert "http://example.com:81/feed/" in usual_feeds("http://example.com:81/a/b?c")


def test_sitemaps_of_news_are_told_by_their_names() -> None:
    index = (
        "<sitemapindex><sitemap><loc> http://a.com/news.xml?y=1&amp;m=2 </loc></sitemap>"
        "<sitemap><loc>http://a.com/2001.xml</loc></sitemap></sitemapindex>"
    )
    assert news_sitemaps(listed_sitemaps(index)) == ["http://a.com/news.xml?y=1&m=2"]
