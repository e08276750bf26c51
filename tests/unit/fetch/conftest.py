"""A web in a dict, with its own time: nothing sleeps, nothing leaves the process."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.fetch.state.database import State
from tests.unit.fetch.door import Door
from tests.unit.fetch.stories import FEED, HTML, feed_of

START = datetime(2022, 8, 26, 6, 16, tzinfo=UTC)
SLOT = datetime(2022, 8, 26, 6, tzinfo=UTC)


class Web(httpx.AsyncBaseTransport):
    """Answers from ``pages``: url -> body, (status, headers, body), an error, or a list of these.

    A list is answered one by one, its last for ever. What is not there is a 404.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: list[tuple[float, str, Mapping[str, str]]] = []
        self.time = START.timestamp()
        #: time that each request takes
        self.takes_s = 0.0
        self.in_flight = self.most_in_flight = 0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time, UTC)

    async def sleep(self, seconds: float) -> None:
        self.time += max(seconds, 0)
        await asyncio.sleep(0)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append((self.time, url, dict(request.headers)))
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        await self.sleep(self.takes_s)
        self.in_flight -= 1
        answer = self.pages.get(url, (404, {}, b"nothing here"))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, BaseException):
            raise answer
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))

    def urls(self, part: str = "") -> list[str]:
        """What was asked for, but for robots.txt."""
        return [u for _, u, _ in self.asked if part in u and not u.endswith("/robots.txt")]

    def forget(self) -> None:
        self.asked.clear()


class Pull:
    """Polls and fetches on a web, with a state and a lake of its own."""

    def __init__(self, web: Web, folder: Path) -> None:
        self.web = web
        self.lake = folder / "lake"
        self.state_url = f"sqlite:///{folder / 'state.db'}"
        self.settings = FeedSettings()

    def catalog(self, *feeds: Feed | str) -> FeedCatalog:
        made = tuple(Feed(feed) if isinstance(feed, str) else feed for feed in feeds)
        return FeedCatalog(Path("feeds.toml"), self.settings, made)

    def options(self, **more: Any) -> Any:
        return {"now": self.web.now, "sleep": self.web.sleep, "transport": self.web, **more}

    def poll(self, *feeds: Feed | str, slot: datetime = SLOT, **more: Any) -> Any:
        from pipeline.fetch.poll import poll

        return poll(self.catalog(*feeds), self.state_url, self.lake, slot, **self.options(**more))

    def fetch(self, slot: datetime = SLOT, **more: Any) -> Any:
        from pipeline.fetch.pages import fetch

        options = self.options(settings=self.settings, **more)
        return fetch(self.state_url, self.lake, slot, **options)

    def later(self, minutes: int = 15) -> None:
        """Let time pass."""
        self.web.time += timedelta(minutes=minutes).total_seconds()

    def landed(self, kind: type[Any], slot: datetime = SLOT) -> list[Any]:
        from pipeline.lake.landed.landing import landed, read_landed
        from pipeline.lake.tables import KINDS

        dataset = next(name for name, known in KINDS.items() if known is kind)
        files = landed(self.lake, slot).get(dataset, [])
        return [row for path in files for row in read_landed(path, kind)]


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def pull(web: Web, tmp_path: Path) -> Pull:
    return Pull(web, tmp_path)


@pytest.fixture
def state(tmp_path: Path) -> Any:
    with State(f"sqlite:///{tmp_path / 'state.db'}") as opened:
        yield opened


@pytest.fixture
def one(web: Any, pull: Any) -> Any:
    """One item, polled."""
    web.pages[FEED] = feed_of("/a")
    web.pages["http://example.com/a"] = HTML
    pull.poll(Feed(FEED, publisher="The Example", language="en"))
    web.forget()
    return pull


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)
