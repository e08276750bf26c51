"""Feeds are added, found and removed from the command line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.feeds.catalog import load_feeds
from tests.unit.cli.calling import Run

RSS = (
    b"<rss version='2.0'><channel><title>Wire</title><item><title>Blast</title>"
    b"<link>/a</link></item></channel></rss>"
)


pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture(autouse=True)
def _on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_ALLOW_NETWORKS", "127.0.0.0/8")


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = RSS if self.path == "/feed/" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.slow
def test_a_feed_is_checked_added_and_removed(sitrep: Run, site: str) -> None:
    code, out, _ = sitrep("feeds", "add", f"{site}/feed/", "--publisher", "Wire")
    assert (code, "It can be used." in out) == (0, True)
    (feed,) = load_feeds(Path("feeds.toml")).feeds
    assert (feed.url, feed.publisher) == (f"{site}/feed/", "Wire")
    code, _, err = sitrep("feeds", "add", f"{site}/feed")
    assert (code, "feeds.toml has this feed already" in err) == (2, True)
    sitrep("feeds", "add", "http://example.org/rss", "--unchecked")
    assert sitrep("feeds", "remove", f"{site}/feed/")[0] == 0
    assert [f.url for f in load_feeds(Path("feeds.toml")).feeds] == ["http://example.org/rss"]


@pytest.mark.slow
def test_what_is_no_feed_is_not_added(sitrep: Run, site: str) -> None:
    code, out, err = sitrep("feeds", "add", f"{site}/nothing")
    assert code == 2
    assert "the server answered with an error" in out
    assert "not added" in err
    assert not Path("feeds.toml").exists()


@pytest.mark.slow
def test_the_feeds_of_a_site_are_listed(sitrep: Run, site: str) -> None:
    code, out, _ = sitrep("feeds", "discover", site, "--json")
    assert (code, f"{site}/feed/" in out) == (0, True)


@pytest.mark.slow
def test_a_site_without_feeds_is_told_with_what_is_seen_there(sitrep: Run, site: str) -> None:
    code, out, err = sitrep("feeds", "discover", site.replace("127.0.0.1", "127.0.0.2"))
    assert code == 1
    assert "no feed found at http://127.0.0.2" in out
    assert "no connection" in out
    assert "sitrep feeds check URL" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["add", "http://a.example/x", "--unchecked", "--feeds", "folder"],
            2,
            "cannot read folder",
        ),
        (["add", "http://a.example/x", "--unchecked", "--feeds", "binary"], 2, "is not UTF-8 text"),
        (["remove", "http://a.example/x", "--feeds", "binary"], 2, "is not UTF-8 text"),
        (["import", "some.opml", "--out", "binary/x.toml"], 1, "cannot write binary/x.toml"),
        (["export", "--feeds", "some.opml", "--out", "binary/x"], 1, "cannot write binary/x"),
    ],
)
def test_files_that_cannot_be_used_are_named(
    sitrep: Run, arguments: list[str], code: int, said: str
) -> None:
    Path("folder").mkdir()
    Path("binary").write_bytes(b"\xff\xfe")
    Path("some.opml").write_text('<opml><body><outline xmlUrl="http://a.com/x"/></body></opml>')
    found, out, err = sitrep("feeds", *arguments)
    assert (found, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_a_feeds_file_that_only_its_owner_reads_stays_so(sitrep: Run) -> None:
    feeds = Path("feeds.toml")
    feeds.write_text('[[feed]]\nurl = "http://ann:secret@a.example/rss"\n')
    feeds.chmod(0o600)
    assert sitrep("feeds", "add", "http://b.example/rss", "--unchecked")[0] == 0
    assert feeds.stat().st_mode & 0o777 == 0o600
