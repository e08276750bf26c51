"""Groups of feeds that several processes may poll and fetch at once.

A group is written ``K/N``. It holds whole sites, so that no two groups meet at one host, and that
what a feed names on another host of its site is fetched as soon as the feed has been asked.
"""

from __future__ import annotations

import hashlib
import re

from pipeline.errors import ConfigError
from pipeline.feeds.feed import FeedCatalog
from pipeline.urls import site_of

_GROUP = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


def plan_groups(catalog: FeedCatalog, n: int) -> list[str]:
    """Name all of ``n`` groups, or of as many as there are sites of feeds when these are fewer.

    A group without a feed is one of them: what feeds name may lie on any host, and is fetched with
    the group of that.
    """
    n = max(1, min(n, len({site_of(feed.host) for feed in catalog.feeds})))
    return [f"{k}/{n}" for k in range(1, n + 1)]


def in_group(host: str, group: str | None) -> bool:
    """Whether a host belongs to a group; every host does when there is none.

    Raises:
        ConfigError: the group is not written like ``2/4``.
    """
    if group is None:
        return True
    k, n = _read_group(group)
    return _bucket(host, n) == k - 1


def group_label(group: str | None) -> str:
    """Write a group as part of a file name: ``2-of-4`` or ``all``."""
    if group is None:
        return "all"
    k, n = _read_group(group)
    return f"{k}-of-{n}"


def _read_group(group: str) -> tuple[int, int]:
    found = _GROUP.fullmatch(group)
    if found is None or int(found[1]) > int(found[2]):
        raise ConfigError(f"a group of feeds is written like 2/4, not {group!r}")
    return int(found[1]), int(found[2])


def _bucket(host: str, n: int) -> int:
    digest = hashlib.blake2b(site_of(host).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % n
