"""Small news sites on loopback: each host has a feed and its pages, and counts what it is asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Hosts are told apart by their addresses, which all lead to this machine.
NETWORK = "127.7.0.0/16"


class Sites:
    """Hosts with a feed of some items each."""

    def __init__(self, hosts: int, items: int) -> None:
        self.hosts = [f"127.7.0.{n + 1}" for n in range(hosts)]
        self.items = items
        self.port = 0
        self.asked: Counter[str] = Counter()

    @property
    def feeds(self) -> list[str]:
        """The addresses of the feeds."""
        return [f"http://{host}:{self.port}/feed" for host in self.hosts]

    @property
    def pages(self) -> set[str]:
        """The addresses of all pages."""
        return {f"http://{host}:{self.port}/{n}" for host in self.hosts for n in range(self.items)}

    def body(self, host: str, path: str) -> bytes | None:
        """What a host answers."""
        if path == "/feed":
            items = "".join(
                f"<item><title>Story {n}</title><link>/{n}</link></item>" for n in range(self.items)
            )
            return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        if path.strip("/").isdigit():
            return f"<html><body>Story {path} of {host}</body></html>".encode() * 50
        return None


@contextmanager
def serve(sites: Sites) -> Iterator[Sites]:
    """Serve them while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.connection.getsockname()[0]
            body = sites.body(host, self.path)
            sites.asked[f"http://{host}:{sites.port}{self.path}"] += 1
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    with ExitStack() as stack:
        for host in sites.hosts:
            server = _Server((host, sites.port), Handler)
            sites.port = server.server_address[1]
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            stack.callback(_stop, server, thread)
        yield sites


class _Server(ThreadingHTTPServer):
    """Does not tell of connections that a killed client has left."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


def _stop(server: ThreadingHTTPServer, thread: threading.Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()
