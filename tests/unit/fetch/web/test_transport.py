"""Connections kept for each host."""

from __future__ import annotations

import asyncio
import contextlib

import httpx
import pytest

from pipeline.fetch.web import transport as module
from pipeline.fetch.web.guard import parse_networks
from pipeline.fetch.web.transport import GuardedTransport

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ANSWER)
    writer.close()


def test_only_so_many_connections_stay_open_and_those_in_use_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_MOST_IDLE", 2)

    async def run() -> tuple[bytes, int]:
        transport = GuardedTransport(parse_networks(["127.0.0.0/8"]))
        servers = [await asyncio.start_server(_serve, "127.0.0.1", 0) for _ in range(5)]
        urls = [f"http://127.0.0.1:{s.sockets[0].getsockname()[1]}/" for s in servers]
        try:
            first = await transport.handle_async_request(httpx.Request("GET", urls[0]))
            for url in urls[1:]:
                answer = await transport.handle_async_request(httpx.Request("GET", url))
                await answer.aread()
                await answer.aclose()
            return await first.aread(), len(transport._lines)
        finally:
            await first.aclose()
            await transport.aclose()
            for server in servers:
                server.close()
                await server.wait_closed()
            await asyncio.sleep(0.01)

    body, n_lines = asyncio.run(run())
    assert body == b"ok"
    assert n_lines <= 3
