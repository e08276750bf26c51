"""Duplicates as the state knows them."""

from __future__ import annotations

from typing import Any

from pipeline.fetch.check import check_feed
from pipeline.fetch.duplicates import find_twin
from pipeline.fetch.health import feed_health
from tests.unit.fetch.polling import FEED, rss

TWIN = "http://example.net/rss"


def test_a_new_feed_that_tells_what_one_of_ours_does_is_recognised(web: Any, pull: Any) -> None:
    web.pages[FEED] = web.pages[TWIN] = rss(*range(9))
    web.pages["http://other.org/rss"] = rss(*range(50, 60))
    catalog = pull.catalog(FEED)
    pull.poll(FEED)
    for url, twin in ((TWIN, FEED), ("http://other.org/rss", None)):
        report = check_feed(url, now=web.now, sleep=web.sleep, transport=web)
        assert report.known is not None
        assert find_twin(pull.state_url, catalog, report.known) == twin


def test_health_says_of_a_duplicate_which_feed_it_repeats(web: Any, pull: Any) -> None:
    web.pages[FEED] = web.pages[TWIN] = rss(*range(9))
    pull.poll(FEED, TWIN)
    first, second = feed_health(pull.state_url, pull.catalog(FEED, TWIN))
    assert (first.status, first.duplicate_of) == ("ok", None)
    assert (second.status, second.duplicate_of) == ("duplicate", FEED)
