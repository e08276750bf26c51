"""The newswire's hosts on loopback: sockets and HTTP, one server for each address."""

from __future__ import annotations

import errno
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.errors import UsageError
from pipeline.sample.answers import Answer, answer, negotiate
from pipeline.sample.channels import write_feeds_opml, write_feeds_toml
from pipeline.sample.newswire import ROOT, Newswire
from pipeline.sample.stand import Seen, Stand

#: The key of the host that steers the others.
STEERING = ""
#: A reader that keeps a connection open and says nothing is cut off after this.
_CONNECTION_S = 30


class Host(ThreadingHTTPServer):
    """One address of a publisher, or of the steering host; ``stand`` is set once all are bound."""

    daemon_threads = True
    stand: Stand

    def __init__(self, publisher: str, address: tuple[str, int]) -> None:
        self.publisher = publisher
        super().__init__(address, _Steering if publisher == STEERING else _Publishing)
        self.base = f"http://{address[0]}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Bind without the lookup of the host's name that the base class makes."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]


def bind_hosts(newswire: Newswire, host: str, port: int) -> list[Host]:
    """Bind the steering host, then each publisher at its own address and the same port.

    A machine without those addresses (macOS has 127.0.0.1 only) gets ``host`` and the ports that
    follow. Port 0 takes free ones.

    Raises:
        UsageError: a port is taken.
    """
    hosts = [_bind(STEERING, (host, port))]
    shared = hosts[0].server_address[1]
    try:
        for n, publisher in enumerate(newswire.publishers, start=1):
            try:
                hosts.append(_bind(publisher, (newswire.address(publisher), shared)))
            except OSError as error:
                if error.errno != errno.EADDRNOTAVAIL:
                    raise
                hosts.append(_bind(publisher, (host, port + n if port else 0)))
    except BaseException:
        for bound in hosts:
            bound.server_close()
        raise
    return hosts


def _bind(publisher: str, address: tuple[str, int]) -> Host:
    try:
        return Host(publisher, address)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        where = f"port {address[1]} of {address[0]}"
        raise UsageError(f"{where} is taken: stop what uses it or choose another port") from None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "newsstand"
    sys_version = ""
    timeout = _CONNECTION_S
    server: Host

    def do_GET(self) -> None:
        """Answer with a body."""
        self._send(self._find())

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._send(self._find())

    def _find(self) -> Answer:
        raise NotImplementedError

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        for name, value in found.headers:
            self.send_header(name, value)
        if found.status != 304:
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(found.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent: the stand keeps its own list."""


class _Publishing(_Handler):
    def _find(self) -> Answer:
        stand, key = self.server.stand, self.server.publisher
        path = unquote(urlsplit(self.path).path)
        n_earlier = stand.count(key, path)
        publisher = stand.edition.publisher(key)
        headers = {name.lower(): value for name, value in self.headers.items()}
        found = answer(stand.edition, publisher, path, n_earlier)
        found = negotiate(found, headers, publisher.validators)
        stand.note(Seen(time.time(), key, self.path, headers.get("user-agent", ""), found.status))
        return found


def _read_truth(_: Stand) -> str:
    return ROOT.joinpath("truth.toml").read_text(encoding="utf-8")


def _list_requests(stand: Stand) -> str:
    return json.dumps([asdict(seen) for seen in stand.requests])


def _write_index(stand: Stand) -> str:
    edition = stand.edition
    rows = (
        f'<li><a href="{edition.bases[publisher.key]}/">{publisher.name}</a>: '
        f'<a href="{address}">feed</a></li>'
        for publisher, address in edition.feed_addresses()
    )
    start = edition.newswire.windows[edition.window - 1]
    head = f"<!DOCTYPE html><title>The sample newswire</title><h1>{start:%d %B %Y, %H:%M} UTC</h1>"
    return f"{head}<ul>{''.join(rows)}</ul>"


#: What the steering host shows besides the switch: path -> content type, writer.
_PAGES: dict[str, tuple[str, Callable[[Stand], str]]] = {
    "/": ("text/html", _write_index),
    "/feeds.toml": ("application/toml", lambda stand: write_feeds_toml(stand.edition)),
    "/feeds.opml": ("text/x-opml", lambda stand: write_feeds_opml(stand.edition)),
    "/truth.toml": ("application/toml", _read_truth),
    "/__ctl__/requests": ("application/json", _list_requests),
}


class _Steering(_Handler):
    def _find(self) -> Answer:
        stand = self.server.stand
        stand.touch()
        parts = urlsplit(self.path)
        if parts.path == "/__ctl__/window":
            return self._turn(stand, parse_qs(parts.query).get("n", [""])[0])
        if parts.path not in _PAGES:
            return Answer(404, b"no such page\n")
        content_type, write = _PAGES[parts.path]
        return Answer(200, write(stand).encode(), f"{content_type}; charset=utf-8")

    def _turn(self, stand: Stand, n: str) -> Answer:
        try:
            start = stand.turn_to(int(n))
        except (ValueError, UsageError) as error:
            return Answer(400, f"{error}\n".encode())
        return Answer(200, f"{start:%Y-%m-%dT%H:%MZ}\n".encode())
