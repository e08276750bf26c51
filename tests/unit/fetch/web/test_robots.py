"""What robots.txt allows."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from pipeline.errors import Reason
from pipeline.fetch.web.client import Client
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.guard import AddressRefused
from pipeline.fetch.web.pace import Pace
from pipeline.fetch.web.robots import Robots, RobotsFile

HOST = "http://example.com"
ROBOTS = f"{HOST}/robots.txt"


class Asker:
    def __init__(self, web: Any) -> None:
        self.kept: list[RobotsFile] = []
        self.pace = Pace(1.0, 8, lambda: web.time, web.sleep)
        self.robots = Robots(Client(web, self.pace, ""), {}, web.now, self._keep)

    async def _keep(self, file: RobotsFile) -> None:
        self.kept.append(file)

    def refusal(self, path: str = "/story") -> Reason | None:
        try:
            asyncio.run(self.robots.admit(HOST + path))
        except FetchError as error:
            return error.reason
        return None


@pytest.fixture
def asker(web: Any) -> Asker:
    return Asker(web)


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (b"User-agent: *\nDisallow: /private/\n", True),
        (b"User-agent: *\nDisallow: /\n", False),
        (b"User-agent: *\nDisallow: /\nAllow: /story\n", True),
        (b"User-agent: *\nDisallow: /*ory$\n", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /story\r\n", False),
        (b"User-agent: GPTBot\nDisallow: /\n", True),
        (b"User-agent: SITREP\nDisallow: /\n\nUser-agent: *\nDisallow:\n", False),
        (b"<html><body>welcome</body></html>", True),
        (b"User-agent: *\n" + b"# pad\n" * 90_000 + b"Disallow: /\n", True),
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((429, {}, b""), False),
        ((500, {}, b""), False),
        ((302, {"location": "/robots.txt"}, b""), True),
        (httpx.ReadTimeout("slow"), False),
    ],
)
def test_an_answer_allows_or_refuses(web: Any, asker: Asker, answer: Any, allowed: bool) -> None:
    web.pages[ROBOTS] = answer
    assert asker.refusal() == (None if allowed else Reason.ROBOTS_REFUSED)


def test_a_redirect_to_another_host_speaks_for_the_first(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = (301, {"location": "http://other.org/robots.txt"}, b"")
    web.pages["http://other.org/robots.txt"] = b"User-agent: *\nDisallow: /story"
    assert asker.refusal() == Reason.ROBOTS_REFUSED
    assert asker.refusal("/else") is None


def test_a_crawl_delay_sets_the_pace(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = b"User-agent: *\nCrawl-delay: 7\n"
    asker.refusal()

    async def turn() -> None:
        async with asker.pace.turn("example.com"):
            pass

    asyncio.run(turn())
    assert asker.pace.free_at("example.com") == web.time + 7


def test_it_is_asked_for_once_a_day(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = b"User-agent: *\nDisallow: /x"
    for _ in range(3):
        asker.refusal()
    assert len(web.asked) == len(asker.kept) == 1
    web.time += 24 * 3600
    asker.refusal()
    assert len(web.asked) == 2


def test_a_host_that_did_not_answer_is_asked_again_soon(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = [(500, {}, b""), (200, {}, b"")]
    assert asker.refusal() == Reason.ROBOTS_REFUSED
    web.time += 1800
    assert asker.refusal() is None


def test_reasons_of_the_address_itself_are_told_as_they_are(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = AddressRefused("private")
    assert asker.refusal() == Reason.ADDRESS_REFUSED


@pytest.mark.parametrize(
    ("answer", "may_pass"),
    [
        ((500, {}, b""), True),
        (b"User-agent: *\nDisallow: /story", False),
        (AddressRefused("private"), False),
        (httpx.ConnectError("refused"), True),
    ],
)
def test_a_refusal_may_pass_or_not(web: Any, asker: Asker, answer: Any, may_pass: bool) -> None:
    web.pages[ROBOTS] = answer
    with pytest.raises(FetchError) as caught:
        asyncio.run(asker.robots.admit(f"{HOST}/story"))
    assert caught.value.is_transient == may_pass


def test_what_is_known_already_is_not_asked_for(web: Any) -> None:
    known = RobotsFile(HOST, web.now(), 200, "User-agent: *\nDisallow: /story")
    asker = Asker(web)
    asker.robots._known[HOST] = known
    assert asker.refusal() == Reason.ROBOTS_REFUSED
    assert web.asked == []


def test_tasks_that_wait_for_one_host_ask_once(web: Any, asker: Asker) -> None:
    web.pages[ROBOTS] = b""

    async def admit_all() -> None:
        await asyncio.gather(*(asker.robots.admit(f"{HOST}/{n}") for n in range(9)))

    asyncio.run(admit_all())
    assert len(web.asked) == 1


def test_few_files_are_kept_parsed_and_all_are_obeyed(
    web: Any, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.fetch.web.robots._MOST_RULES", 2)
    for _ in range(2):
        for n in range(4):
            web.pages[f"http://host{n}.org/robots.txt"] = b"User-agent: *\nDisallow: /private"

            async def ask(host: str = f"http://host{n}.org") -> None:
                await asker.robots.admit(f"{host}/public")
                with pytest.raises(FetchError):
                    await asker.robots.admit(f"{host}/private")

            asyncio.run(ask())
    assert len(asker.robots._rules) == 2
    assert len(web.asked) == 4
