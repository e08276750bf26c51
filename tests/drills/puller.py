"""One window of poll and fetch, as a process that can be killed runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.fetch.pages import fetch
from pipeline.fetch.poll import poll
from tests.drills.site import NETWORK

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
#: Quick enough for fifty rounds; manners are the other drills' matter.
_SETTINGS = FeedSettings(pace_s=0.02)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round keeps its things."""

    state_url: str
    lake: Path


def pull(place: Place, feeds: list[str], now: datetime) -> None:
    """Poll and fetch one window."""
    ahead = now - datetime.now(UTC)
    options: Any = {
        "allow_networks": (NETWORK,),
        "now": lambda: datetime.now(UTC) + ahead,
    }
    catalog = FeedCatalog(Path("drill"), _SETTINGS, tuple(map(Feed, feeds)))
    poll(catalog, place.state_url, place.lake, WINDOW, **options)
    fetch(place.state_url, place.lake, WINDOW, settings=_SETTINGS, **options)
