"""Find the feeds of a site: what its pages name, where feeds usually are, its news sitemaps.

Every address is asked as politely as a feed is; what a site shows under several addresses is named
once, under the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from pipeline.feeds.discovery import (
    linked_feeds,
    listed_sitemaps,
    named_feeds,
    news_sitemaps,
    usual_feeds,
)
from pipeline.feeds.duplicates import find_duplicates, same_address
from pipeline.feeds.feed import FeedSettings
from pipeline.fetch.check import FeedReport, ask, in_passing, look
from pipeline.fetch.session import PullOptions, Session
from pipeline.urls import host_of

#: Addresses of one site that are tried, at a second each.
MOST_TRIED = 25


def site_address(site: str) -> str:
    """The address of a site; ``https://`` is taken for granted.

    Raises:
        UsageError: it is no http(s) address.
    """
    url = site if "://" in site else f"https://{site}"
    if not host_of(url):
        raise UsageError(f"not an http(s) address: {site!r}")
    return url


def discover(site: str, **options: Unpack[PullOptions]) -> list[FeedReport]:
    """Look for the feeds of a site; those that can be used, the named ones first.

    Args:
        site: as for `site_address`.
        options: as for `poll`.

    Raises:
        UsageError: it is no http(s) address.
        ConfigError: an allowed network is not written like one.
    """
    url = site_address(site)

    async def job(session: Session) -> list[FeedReport]:
        return await _discover(session, url)

    return in_passing(job, FeedSettings(), options)


async def _discover(session: Session, url: str) -> list[FeedReport]:
    told = await ask(session, url)
    if told is not None and told.parsed is not None:
        return [await look(session, url)]
    page = told.body.decode("utf-8", "replace") if told else ""
    base = (told.final_url if told else "") or url
    named = [*named_feeds(page, base), *linked_feeds(page, base)]
    found = await _try(session, named)
    if not any(report.ok for report in found):
        found += await _try(session, usual_feeds(base))
    found += await _try(session, await _news_sitemaps(session, base))
    return _once_each([report for report in found if report.ok])


async def _try(session: Session, urls: Iterable[str]) -> list[FeedReport]:
    first = {same_address(url): url for url in reversed(list(urls))}
    chosen = list(reversed(first.values()))[:MOST_TRIED]
    return [await look(session, url) for url in chosen]


async def _news_sitemaps(session: Session, url: str) -> list[str]:
    """The news sitemaps that robots.txt names, or that a list of sitemaps named there does."""
    named = await session.robots.sitemaps(url)
    found = news_sitemaps(named)
    for index in named[:3]:
        if urlsplit(index).path.endswith(".xml") and index not in found:
            told = await ask(session, index)
            text = told.body.decode("utf-8", "replace") if told else ""
            found += news_sitemaps(listed_sitemaps(text)) if "<sitemapindex" in text else []
    return found[:5]


def _once_each(reports: list[FeedReport]) -> list[FeedReport]:
    states = {report.known.feed_id: report.known for report in reports if report.known}
    repeats = find_duplicates(list(states), states, set(states))
    return [r for r in reports if r.known is None or repeats[r.known.feed_id] is None]
