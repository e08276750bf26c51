"""Feeds that tell the same: recognised, so that a site is asked once for what it says once. Pure.

Sites publish one feed under many addresses (with and without a slash, per channel, an old one that
leads to the new one), and lists of feeds collect them all. Two feeds are one when

* both lead, by permanent redirects, to the same address, or
* they show the same items, or
* one names the other as its own address (``rel=self``) and most of their items are the same: such
  links alone lie, since templates are copied.

The first in the feeds file is asked; the others are asked once a day, in case they part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from pipeline.feeds.decide import FeedState
from pipeline.feeds.item import FeedItem
from pipeline.ids import make_id
from pipeline.urls import host_of

#: Items are compared by the smallest of their hashes (a bottom-k sketch): of two lists that have a
#: share of their items in common, about the same share of the sketch's hashes is common.
SKETCH = 16
_DIGITS = 8
#: Feeds with fewer items may show the same ones by chance.
LEAST_ITEMS = 5
#: Two polls a moment apart may see one item more or less.
SAME = 0.9
#: Enough beside a self link.
MOSTLY_SAME = 0.5


def sketch_items(items: Iterable[FeedItem]) -> str:
    """The smallest hashes of a feed's articles; '' when there are too few to compare."""
    keys = sorted({make_id("sketch", item.canonical_url)[:_DIGITS] for item in items})
    return ",".join(keys[:SKETCH]) if len(keys) >= LEAST_ITEMS else ""


def same_address(url: str) -> str:
    """What two addresses of one feed share: neither scheme, www nor a last slash matter."""
    if not host_of(url):
        return url
    parts = urlsplit(url)
    return f"{host_of(url).removeprefix('www.')}:{parts.port}{parts.path.rstrip('/')}?{parts.query}"


def find_duplicates(
    feed_ids: Sequence[str], states: Mapping[str, FeedState], asked: Collection[str]
) -> dict[str, str | None]:
    """Which feed each one repeats: feed_id -> feed_id of the one that is asked, or None.

    Args:
        feed_ids: the feeds, in the order of the feeds file.
        states: what is known of each.
        asked: the feeds that were asked just now. What is known of a duplicate that was not is a
            day old and proves nothing: it stays one as long as the other feed does well.
    """
    found: dict[str, str | None] = {}
    index = _Index()
    for feed_id in feed_ids:
        state = states[feed_id]
        before = state.duplicate_of
        if feed_id not in asked and before and found.get(before, before) is None:
            first = states[before] if _is_well(states[before]) else None
        else:
            first = index.find(state)
        found[feed_id] = first.feed_id if first else None
        if first is None:
            index.add(state)
    return found


def _is_well(state: FeedState) -> bool:
    """Whether a feed can stand for another one."""
    return not state.failures and state.retired_at is None


class _Index:
    """The feeds that are asked, by what a duplicate would share with them."""

    def __init__(self) -> None:
        self._by_address: dict[str, FeedState] = {}
        self._by_hash: dict[str, list[FeedState]] = {}

    def add(self, state: FeedState) -> None:
        """Take a feed that repeats none."""
        if not _is_well(state):
            return
        self._by_address.setdefault(same_address(state.address), state)
        for key in state.items_sketch.split(",") if state.items_sketch else ():
            self._by_hash.setdefault(key, []).append(state)

    def find(self, state: FeedState) -> FeedState | None:
        """The feed that a feed repeats."""
        if state.retired_at is not None:
            return None
        at_address = self._by_address.get(same_address(state.address))
        if at_address is not None:
            return at_address
        # of feeds with most of their items in common, the smallest hash is common to most
        for key in state.items_sketch.split(",")[: SKETCH // 2]:
            for other in self._by_hash.get(key, ()):
                if _tell_the_same(state, other):
                    return other
        return None


def _tell_the_same(a: FeedState, b: FeedState) -> bool:
    share = _overlap(a.items_sketch, b.items_sketch)
    names_other = _names(a, b) or _names(b, a)
    return share >= (MOSTLY_SAME if names_other else SAME)


def _names(a: FeedState, b: FeedState) -> bool:
    return bool(a.self_url) and same_address(str(a.self_url)) == same_address(b.address)


def _overlap(a: str, b: str) -> float:
    """The share of common items (Jaccard), estimated from two sketches."""
    if not a or not b:
        return 0.0
    left, right = set(a.split(",")), set(b.split(","))
    smallest = set(sorted(left | right)[:SKETCH])
    return len(smallest & left & right) / len(smallest)
