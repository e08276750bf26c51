"""Sends requests over connections that the address guard has made; keeps one open for each host."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import httpcore
import httpx

from pipeline.fetch.web.guard import GuardedBackend, Network

#: Idle connections are closed after this; it outlasts the usual pause between two requests.
_KEEPALIVE_S = 15.0
#: Connections kept open; more only while they are in use.
_MOST_IDLE = 192


@dataclass(slots=True)
class _Line:
    """The connection to one origin. A pool of its own: a large one is searched at each request."""

    pool: httpcore.AsyncConnectionPool
    in_use: int = 0


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends requests; the body of an answer is read by who asked, and then closed."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._backend = GuardedBackend(allowed)
        self._ssl_context = httpx.create_ssl_context()
        self._lines: OrderedDict[tuple[bytes, bytes, int | None], _Line] = OrderedDict()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        line = self._line_to(url)
        line.in_use += 1
        try:
            await self._close_idle()
            answer = await line.pool.handle_async_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    extensions=request.extensions,
                )
            )
        except BaseException:
            line.in_use -= 1
            raise
        stream = _Stream(answer, line)
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        for line in self._lines.values():
            await line.pool.aclose()
        self._lines.clear()

    def _line_to(self, url: httpcore.URL) -> _Line:
        key = (url.scheme, url.host, url.port)
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = _Line(
                httpcore.AsyncConnectionPool(
                    ssl_context=self._ssl_context,
                    keepalive_expiry=_KEEPALIVE_S,
                    network_backend=self._backend,
                )
            )
        self._lines.move_to_end(key)
        return line

    async def _close_idle(self) -> None:
        """Close those that were used longest ago when there are too many."""
        if len(self._lines) <= _MOST_IDLE:
            return
        idle = [key for key, line in self._lines.items() if not line.in_use]
        for line in [self._lines.pop(key) for key in idle[: len(self._lines) - _MOST_IDLE]]:
            await line.pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, line: _Line) -> None:
        self._answer = answer
        self._line = line
        self._is_open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        if self._is_open:
            self._is_open = False
            self._line.in_use -= 1
            await self._answer.aclose()
