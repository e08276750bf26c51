"""Groups of feeds that several processes may poll and fetch at once.

A group is written ``K/N``. It holds whole hosts, so that no two groups meet at one host.
"""

from __future__ import annotations

import hashlib
import re

from pipeline.errors import ConfigError
from pipeline.feeds.feed import FeedCatalog

_GROUP = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


def plan_groups(catalog: FeedCatalog, n: int) -> list[str]:
    """Name the groups out of ``n`` that have feeds."""
    taken = {_bucket(feed.host, n) for feed in catalog.feeds}
    return [f"{k + 1}/{n}" for k in sorted(taken)]


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
    digest = hashlib.blake2b(host.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % n
