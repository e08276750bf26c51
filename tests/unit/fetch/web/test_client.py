"""Requests, their redirects and their bounds."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Reason
from pipeline.fetch.web.client import Ask, Client, Limits, Response, user_agent
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.guard import parse_networks
from pipeline.fetch.web.pace import Pace
from pipeline.fetch.web.transport import GuardedTransport
from tests.drills.fuzz import ask_broken

URL = "http://example.com/a"
LIMITS = Limits(max_bytes=1000)


def _ask(web: Any, url: str = URL, **more: Any) -> Response:
    client = Client(web, Pace(1.0, 8, lambda: web.time, web.sleep), "news@example.org")
    return asyncio.run(client.ask(Ask(url, {}, LIMITS, **more)))


def _fails(web: Any, url: str = URL, **more: Any) -> Reason:
    with pytest.raises(FetchError) as caught:
        _ask(web, url, **more)
    return caught.value.reason


def test_a_request_says_who_we_are_and_offers_only_what_we_can_stop(web: Any) -> None:
    web.pages[URL] = b"hello"
    assert _ask(web).body == b"hello"
    ((_, _, headers),) = web.asked
    assert headers["user-agent"] == user_agent("news@example.org")
    assert "news@example.org" in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers


def test_a_login_goes_to_its_own_origin_and_into_no_address(web: Any) -> None:
    web.pages[URL] = (302, {"location": "/b"}, b"")
    web.pages["http://example.com/b"] = (302, {"location": "http://ann@example.org/c"}, b"")
    web.pages["http://example.org/c"] = b"here"
    answer = _ask(web, "http://ann:s%40fe@example.com/a")
    assert (answer.url, answer.final_url) == (URL, "http://example.org/c")
    sent = [headers.get("authorization") for _, _, headers in web.asked]
    assert sent == ["Basic YW5uOnNAZmU=", "Basic YW5uOnNAZmU=", None]


def test_redirects_are_followed_and_a_permanent_chain_is_a_move(web: Any) -> None:
    web.pages[URL] = (301, {"location": "/b#top"}, b"")
    web.pages["http://example.com/b"] = (308, {"location": "http://example.org/c"}, b"")
    web.pages["http://example.org/c"] = b"here"
    answer = _ask(web)
    assert (answer.url, answer.final_url, answer.body) == (URL, "http://example.org/c", b"here")
    assert answer.moved_to == "http://example.org/c"
    web.pages["http://example.com/b"] = (302, {"location": "http://example.org/c"}, b"")
    assert _ask(web).moved_to is None


def test_every_hop_is_admitted_first(web: Any) -> None:
    web.pages[URL] = (302, {"location": "http://example.org/private"}, b"")
    web.pages["http://example.org/private"] = b"secret"

    async def admit(url: str) -> None:
        if "private" in url:
            raise FetchError(Reason.ROBOTS_REFUSED, url)

    assert _fails(web, admit=admit) == Reason.ROBOTS_REFUSED
    assert web.urls() == [URL]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("", Reason.HTTP_ERROR),
        ("file:///etc/passwd", Reason.BAD_URL),
        ("//[x", Reason.BAD_URL),
        (URL, Reason.TOO_MANY_REDIRECTS),
    ],
)
def test_a_redirect_that_leads_nowhere_has_a_reason(
    web: Any, location: str, reason: Reason
) -> None:
    web.pages[URL] = (302, {"location": location}, b"")
    assert _fails(web) == reason
    assert len(web.asked) == 1


def test_a_long_chain_is_given_up(web: Any) -> None:
    for n in range(9):
        web.pages[f"http://example.com/{n}"] = (302, {"location": f"/{n + 1}"}, b"")
    assert _fails(web, "http://example.com/0") == Reason.TOO_MANY_REDIRECTS
    assert len(web.asked) == 6


def test_hops_at_one_host_keep_the_pace(web: Any) -> None:
    web.pages[URL] = (302, {"location": "/b"}, b"")
    web.pages["http://example.com/b"] = b"x"
    _ask(web)
    (first, *_), (second, *_) = web.asked
    assert second - first >= 1.0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {}, b"x" * 1001), Reason.TOO_LARGE),
        ((200, {"content-encoding": "gzip"}, gzip.compress(b"x" * 9999)), Reason.TOO_LARGE),
        ((200, {"content-encoding": "br"}, b"x"), Reason.WRONG_CONTENT_TYPE),
        (httpcore.ConnectTimeout("slow"), Reason.TIMEOUT),
        (httpx.ReadTimeout("slow"), Reason.TIMEOUT),
        (httpcore.ConnectError("refused"), Reason.CONNECTION_FAILED),
        (httpx.UnsupportedProtocol("gopher"), Reason.BAD_URL),
    ],
)
def test_what_goes_wrong_has_a_reason(web: Any, answer: Any, reason: Reason) -> None:
    web.pages[URL] = answer
    assert _fails(web) == reason


def test_the_bodies_of_refusals_are_not_taken(web: Any) -> None:
    web.pages[URL] = (404, {}, b"x" * 5000)
    answer = _ask(web)
    assert (answer.status, answer.body) == (404, b"")


def test_an_answer_may_be_refused_before_its_body(web: Any) -> None:
    def no_pictures(status: int, headers: Any) -> None:
        if headers["content-type"] == "image/png":
            raise FetchError(Reason.WRONG_CONTENT_TYPE, "image")

    web.pages[URL] = (200, {"content-type": "image/png"}, b"x" * 5000)
    assert _fails(web, wants_body=no_pictures) == Reason.WRONG_CONTENT_TYPE


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def _server(answer: bytes, stays: bool = False) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server on loopback that sends the same bytes to everyone."""
    heads: list[bytes] = []
    writers: list[asyncio.StreamWriter] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                heads.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(answer)
                await writer.drain()
                if not stays:
                    break
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], heads
        for writer in writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


def _over_sockets(answer: bytes, *networks: str, n: int = 1, stays: bool = False) -> Any:
    async def run() -> tuple[list[Response], list[bytes]]:
        async def no_sleep(_: float) -> None:
            return

        time = iter(range(0, 10_000, 100))
        async with _server(answer, stays) as (port, heads):
            transport = GuardedTransport(parse_networks(networks))
            client = Client(transport, Pace(1.0, 2, lambda: float(next(time)), no_sleep), "")
            try:
                ask = Ask(f"http://127.0.0.1:{port}/a b", {}, LIMITS)
                return [await client.ask(ask) for _ in range(n)], heads
            finally:
                await transport.aclose()

    return asyncio.run(run())


def test_over_a_socket_the_body_arrives_and_the_connection_is_kept() -> None:
    answer = b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: "x"\r\n\r\nhello'
    answers, heads = _over_sockets(answer, "127.0.0.0/8", n=2, stays=True)
    assert [a.body for a in answers] == [b"hello", b"hello"]
    assert answers[0].headers["etag"] == '"x"'
    assert heads[0].startswith(b"GET /a%20b HTTP/1.1\r\n")


def test_over_a_socket_loopback_is_refused_unless_it_is_allowed() -> None:
    with pytest.raises(FetchError) as caught:
        _over_sockets(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    assert caught.value.reason == Reason.ADDRESS_REFUSED


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", Reason.TRUNCATED),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", Reason.TRUNCATED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhello", Reason.TOO_LARGE),
        (b"SSH-2.0\r\n", Reason.CONNECTION_FAILED),
        (b"", Reason.CONNECTION_FAILED),
    ],
)
def test_over_a_socket_what_goes_wrong_has_a_reason(answer: bytes, reason: Reason) -> None:
    with pytest.raises(FetchError) as caught:
        _over_sockets(answer, "127.0.0.0/8")
    assert caught.value.reason == reason


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_over_a_socket_no_answer_is_too_broken_to_have_an_end(number: int) -> None:
    assert asyncio.run(ask_broken(number))
