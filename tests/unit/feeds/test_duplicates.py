"""Feeds that tell the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.decide import FeedState, is_due, why_not_due
from pipeline.feeds.duplicates import LEAST_ITEMS, find_duplicates, same_address, sketch_items
from pipeline.feeds.item import FeedItem

NOW = datetime(2022, 8, 26, 6, tzinfo=UTC)


def _sketch(*numbers: int) -> str:
    urls = [f"https://example.com/{n}" for n in numbers]
    return sketch_items(FeedItem(url, url) for url in urls)


def _state(name: str, *numbers: int, **more: object) -> FeedState:
    state = FeedState(name, f"https://{name}.example/feed", items_sketch=_sketch(*numbers))
    return replace(state, **more)  # type: ignore[arg-type]


def _find(*states: FeedState, asked: set[str] | None = None) -> dict[str, str | None]:
    ids = [state.feed_id for state in states]
    return find_duplicates(
        ids, {s.feed_id: s for s in states}, set(ids) if asked is None else asked
    )


def test_feeds_with_the_same_items_are_one_and_the_first_is_asked() -> None:
    a, b, c = _state("a", *range(20)), _state("b", *range(20)), _state("c", *range(50, 70))
    assert _find(a, b, c) == {"a": None, "b": "a", "c": None}
    assert _find(b, c, a) == {"b": None, "c": None, "a": "b"}


def test_feeds_that_lead_to_one_address_are_one() -> None:
    a = _state("a", current_url="http://www.news.example/all/")
    b = _state("b", current_url="https://news.example/all")
    assert _find(a, b) == {"a": None, "b": "a"}


def test_a_self_link_counts_when_most_items_are_the_same() -> None:
    a = _state("a", *range(20))
    half = _state("b", *range(5, 25), self_url="https://a.example/feed")
    other = _state("c", *range(60, 80), self_url="https://a.example/feed")
    assert _find(a, half, other) == {"a": None, "b": "a", "c": None}
    assert _find(a, replace(half, self_url=None)) == {"a": None, "b": None}


def test_few_items_in_common_by_chance_are_no_proof() -> None:
    assert _sketch(*range(LEAST_ITEMS - 1)) == ""
    assert _find(_state("a", 1, 2), _state("b", 1, 2)) == {"a": None, "b": None}


@pytest.mark.parametrize("trouble", [{"failures": 1}, {"retired_at": NOW}])
def test_a_feed_in_trouble_stands_for_no_other(trouble: dict[str, object]) -> None:
    a, b = _state("a", *range(20), **trouble), _state("b", *range(20))
    assert _find(a, b) == {"a": None, "b": None}
    known = replace(b, duplicate_of="a")
    assert _find(a, known, asked={"a"})["b"] is None


def test_a_duplicate_that_was_not_asked_stays_one_though_its_items_grow_old() -> None:
    a, b = _state("a", *range(20, 40)), _state("b", *range(20), duplicate_of="a")
    assert _find(a, b, asked={"a"}) == {"a": None, "b": "a"}
    assert _find(a, b) == {"a": None, "b": None}


def test_a_duplicate_of_a_feed_that_left_the_file_is_asked_again() -> None:
    b = _state("b", *range(20), duplicate_of="a")
    assert _find(b, asked=set()) == {"b": None}


def test_a_duplicate_is_asked_once_a_day() -> None:
    state = _state("b", duplicate_of="a", last_ok_at=NOW)
    assert not is_due(state, NOW, NOW + timedelta(hours=23))
    assert is_due(state, NOW, NOW + timedelta(hours=24))
    assert why_not_due(state) == "feed_duplicate"


def test_scheme_www_and_a_last_slash_make_no_other_feed() -> None:
    assert same_address("http://www.x.org/feed/") == same_address("https://x.org/feed")
    assert same_address("https://x.org/feed?a=1") != same_address("https://x.org/feed")


@given(st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=30), min_size=1, max_size=8))
def test_whoever_is_repeated_is_asked_itself(shown: list[list[int]]) -> None:
    found = _find(*(_state(f"f{n}", *numbers) for n, numbers in enumerate(shown)))
    assert all(first is None or found[first] is None for first in found.values())
