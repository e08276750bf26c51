"""Pages that are looked at again: changed items, later looks, second tries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from pipeline.feeds.feed import Feed
from pipeline.records import Page
from tests.unit.fetch.stories import FEED, HTML, QUARTER, SLOT, counts_of, feed_of


def test_a_page_that_failed_once_is_tried_again_within_the_run(web: Any, one: Any) -> None:
    web.pages["http://example.com/a"] = [(500, {}, b""), HTML]
    assert counts_of(one.fetch()) == (1, 1, 0, 0)


def test_tries_are_bounded_and_spread_over_windows(web: Any, one: Any) -> None:
    web.pages["http://example.com/a"] = httpx.ReadTimeout("slow")
    tried = []
    for n in range(40):
        one.later()
        if one.fetch(SLOT + n * QUARTER).read:
            tried.append(n)
    assert tried == [0, 1, 5, 21]


def test_a_changed_item_is_fetched_again_with_the_validators_of_its_page(
    web: Any, one: Any
) -> None:
    one.fetch()
    web.pages[FEED] = feed_of("/a", title="Story, toll rises")
    web.pages["http://example.com/a"] = (200, {"content-type": "text/html"}, b"<html>eight")
    one.poll(Feed(FEED), slot=SLOT + QUARTER)
    assert counts_of(one.fetch(SLOT + QUARTER)) == (1, 1, 0, 0)
    assert web.asked[-1][2]["if-none-match"] == '"v1"'
    (page,) = one.landed(Page, SLOT + QUARTER)
    assert (page.body, page.item_title) == (b"<html>eight", "Story, toll rises")


@pytest.mark.parametrize("answer", [(304, {}, b""), HTML])
def test_looking_again_at_an_unchanged_page_brings_nothing(web: Any, one: Any, answer: Any) -> None:
    one.fetch()
    day = SLOT + timedelta(days=1)
    web.pages["http://example.com/a"] = answer
    assert counts_of(one.fetch(day - QUARTER)) == (0, 0, 0, 0)
    assert counts_of(one.fetch(day)) == (1, 0, 1, 0)
    assert one.landed(Page, day) == []


def test_a_page_is_looked_at_again_after_a_day_and_a_week_and_then_no_more(
    web: Any, one: Any
) -> None:
    looked = [n for n in range(12) if one.fetch(SLOT + timedelta(days=n)).read]
    assert looked == [0, 1, 7]


def test_looking_again_after_a_passing_failure_is_looking_again(web: Any, one: Any) -> None:
    one.fetch()
    day = SLOT + timedelta(days=1)
    web.pages["http://example.com/a"] = httpx.ReadTimeout("slow")
    assert counts_of(one.fetch(day)) == (1, 0, 0, 1)
    web.pages["http://example.com/a"] = (304, {}, b"")
    later = [n for n in (1, 2, 96 * 6 - 1, 96 * 6, 96 * 7) if one.fetch(day + n * QUARTER).read]
    assert later == [1, 96 * 6]


def test_a_changed_item_is_not_looked_at_again_at_once(web: Any, one: Any) -> None:
    one.fetch()
    week = SLOT + timedelta(days=7)
    web.pages[FEED] = feed_of("/a", title="Story, toll rises")
    one.later(7 * 24 * 60)
    one.poll(Feed(FEED), slot=week)
    assert [one.fetch(week + n * QUARTER).read for n in range(3)] == [1, 0, 0]
