"""One request, politely and within bounds.

    for each hop: allowed by robots? -> the host's turn -> request -> redirect? next hop
                                                                   -> body, unpacked under its caps

Redirects are followed by hand, so that every hop passes the address guard, robots and pace; cookies
are neither kept nor sent; TLS is verified.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

import httpx

from pipeline.errors import Reason
from pipeline.fetch.web.failure import NETWORK_ERRORS, FetchError, to_fetch_error
from pipeline.fetch.web.pace import Pace
from pipeline.fetch.web.unpack import ACCEPTED, Unpacker
from pipeline.urls import host_of, login_of, resolve, same_origin, without_login

#: Hops after which a chain of redirects is given up, as RFC 9309 does for robots.txt.
MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
CONNECT_S = 10.0
READ_S = 15.0
#: Bodies of refusals are not looked at; one up to this size is read so that the connection lives.
_DRAINED = 16_384

#: Raises FetchError when an address must not be asked for.
Admit = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost."""

    max_bytes: int
    #: for the whole: all redirects, headers and body, without the waits for turns
    total_s: float = 40.0
    #: when nobody waits for an answer any more, in seconds since 1970
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What came back in the end."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    #: as sent over the wire
    n_bytes: int = 0
    #: set when every redirect was permanent
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for; ``wants_body`` sees status and headers of an answer before its body.

    A login in ``url`` goes to its origin alone, and is in no address that comes back.
    """

    url: str
    headers: dict[str, str]
    limits: Limits
    admit: Admit | None = None
    wants_body: Callable[[int, Mapping[str, str]], None] | None = None


def user_agent(contact: str) -> str:
    """Who we are, and where to complain."""
    version = importlib.metadata.version("sitrep")
    return f"sitrep/{version} (news incident monitor{'; ' + contact if contact else ''})"


class Client:
    """Asks for addresses; raises `FetchError` (a reason) or `NoTimeLeft` (not asked at all)."""

    def __init__(self, transport: httpx.AsyncBaseTransport, pace: Pace, contact: str) -> None:
        self._transport = transport
        self._pace = pace
        self._headers = {
            "user-agent": user_agent(contact),
            "accept": "*/*",
            "accept-encoding": ACCEPTED,
        }

    @property
    def pace(self) -> Pace:
        """The turns of the hosts."""
        return self._pace

    async def ask(self, ask: Ask) -> Response:
        """Ask, following redirects."""
        first = url = without_login(ask.url)
        permanent, seen = True, {url}
        left = ask.limits.total_s
        for _ in range(MAX_REDIRECTS + 1):
            if ask.admit is not None:
                await ask.admit(url)
            async with self._pace.turn(host_of(url), ask.limits.deadline):
                began = asyncio.get_running_loop().time()
                # a login is for who it was given for, not for where that leads
                own = _login(ask.url) if same_origin(url, first) else {}
                answer = await self._ask_once(url, replace(ask, headers=ask.headers | own), left)
                left -= asyncio.get_running_loop().time() - began
            if answer.status not in _REDIRECTS:
                moved = url if permanent and url != first else None
                return Response(
                    first,
                    url,
                    answer.status,
                    answer.headers,
                    answer.body,
                    answer.n_bytes,
                    moved,
                )
            permanent = permanent and answer.status in _PERMANENT
            url = _next_hop(url, answer)
            if url in seen or left <= 0:
                break
            seen.add(url)
        raise FetchError(Reason.TOO_MANY_REDIRECTS, f"{len(seen)} addresses, the last {url[:200]}")

    async def _ask_once(self, url: str, ask: Ask, left_s: float) -> Response:
        in_body = False
        try:
            async with asyncio.timeout(max(left_s, 0.1)):
                request = httpx.Request(
                    "GET",
                    url,
                    headers={**self._headers, **ask.headers},
                    extensions={"timeout": {"connect": CONNECT_S, "read": READ_S, "write": READ_S}},
                )
                answer = await self._transport.handle_async_request(request)
                in_body = True
                try:
                    return await _read(url, answer, ask)
                finally:
                    await answer.aclose()
        except NETWORK_ERRORS as error:
            raise to_fetch_error(error, in_body=in_body) from error


async def _read(url: str, answer: httpx.Response, ask: Ask) -> Response:
    status, headers = answer.status_code, _plain_headers(answer.headers)
    length = headers.get("content-length", "")
    if not 200 <= status < 300:
        if status == 304 or (length.isdecimal() and int(length) <= _DRAINED):
            async for _ in answer.aiter_raw():
                pass
        return Response(url, url, status, headers)
    if ask.wants_body is not None:
        ask.wants_body(status, headers)
    if length.isdecimal() and int(length) > ask.limits.max_bytes:
        raise FetchError(Reason.TOO_LARGE, f"{int(length):,} bytes announced")
    unpacker = Unpacker(headers.get("content-encoding", ""), ask.limits.max_bytes)
    async for chunk in answer.aiter_raw():
        unpacker.feed(chunk)
    if length.isdecimal() and unpacker.received < int(length):
        raise FetchError(Reason.TRUNCATED, f"{unpacker.received:,} of {int(length):,} bytes")
    return Response(url, url, status, headers, unpacker.finish(), unpacker.received)


def _plain_headers(headers: httpx.Headers) -> dict[str, str]:
    """Names in lower case, values without what no database stores."""
    return {name: value.replace("\0", "") for name, value in headers.items()}


def _next_hop(url: str, answer: Response) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise FetchError(Reason.HTTP_ERROR, f"{answer.status} without a location")
    target = resolve(url, location.partition("#")[0])
    if target is None:
        raise FetchError(Reason.BAD_URL, f"{answer.status} to {location[:200]}")
    return without_login(target)


def _login(url: str) -> dict[str, str]:
    """The header that says who we are to a server that asks for it (Basic, RFC 7617)."""
    login = login_of(url)
    if login is None:
        return {}
    return {"authorization": f"Basic {b64encode(':'.join(login).encode()).decode()}"}
