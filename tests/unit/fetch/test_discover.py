"""The feeds of a site are found, each once."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.fetch.check import FeedReport
from pipeline.fetch.discover import discover
from tests.unit.fetch.polling import rss

HOME = "https://example.com/"
SITEMAP = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    b' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.com/1'
    b"</loc><news:news><news:publication_date>2022-08-26</news:publication_date>"
    b"<news:title>T</news:title></news:news></url></urlset>"
)


def _discover(web: Any, site: str = "example.com") -> list[FeedReport]:
    web.pages.setdefault("https://example.com", web.pages.get(HOME, b"<html></html>"))
    return discover(site, now=web.now, sleep=web.sleep, transport=web)


def _addresses(reports: list[FeedReport]) -> list[str]:
    return [report.address for report in reports]


def test_the_feeds_that_a_page_names_are_tried_and_those_that_work_are_told(web: Any) -> None:
    web.pages[HOME] = (
        b"<html><link type='application/rss+xml' href='/all'>"
        b"<link type='application/rss+xml' href='/broken'><a href='/world/rss'>World</a></html>"
    )
    web.pages["https://example.com/all"] = rss(1, 2)
    web.pages["https://example.com/world/rss"] = rss(3)
    assert _addresses(_discover(web)) == [
        "https://example.com/all",
        "https://example.com/world/rss",
    ]
    assert "https://example.com/feed/" not in web.urls()


def test_the_usual_places_are_tried_when_nothing_is_named(web: Any) -> None:
    web.pages["https://example.com/atom.xml"] = rss(1)
    assert _addresses(_discover(web)) == ["https://example.com/atom.xml"]


def test_one_feed_under_several_addresses_is_told_once(web: Any) -> None:
    web.pages[HOME] = (
        b"<html><link type='application/rss+xml' href='/all'>"
        b"<link type='application/rss+xml' href='/all/'>"
        b"<link type='application/rss+xml' href='/same'></html>"
    )
    web.pages["https://example.com/all"] = rss(*range(9))
    web.pages["https://example.com/same"] = rss(*range(9))
    assert _addresses(_discover(web)) == ["https://example.com/all"]


def test_news_sitemaps_are_found_through_robots(web: Any) -> None:
    web.pages["https://example.com/robots.txt"] = b"Sitemap: https://example.com/index.xml"
    web.pages["https://example.com/index.xml"] = (
        b"<sitemapindex><sitemap><loc>https://example.com/news-1.xml</loc></sitemap></sitemapindex>"
    )
    web.pages["https://example.com/news-1.xml"] = SITEMAP
    (report,) = _discover(web)
    assert (report.address, report.kind) == ("https://example.com/news-1.xml", "news sitemap")


def test_an_address_that_is_a_feed_is_the_answer(web: Any) -> None:
    web.pages["https://example.com/rss"] = rss(1)
    assert _addresses(_discover(web, "https://example.com/rss")) == ["https://example.com/rss"]


def test_a_site_that_does_not_answer_has_no_feeds(web: Any) -> None:
    assert _discover(web, "http://nobody.org") == []


def test_what_is_no_address_is_a_wrong_use(web: Any) -> None:
    with pytest.raises(UsageError, match="not an http"):
        _discover(web, "ftp://example.com")
