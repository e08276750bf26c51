"""Add feeds to a feeds file and take them out, leaving everything else as its owner wrote it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.feeds.catalog import TABLE_HEADER, assignments, is_opml, parse_feeds
from pipeline.feeds.duplicates import same_address
from pipeline.feeds.feed import Feed, FeedCatalog
from pipeline.urls import host_of

_NEW = """\
[settings]
# an address where a webmaster reaches you; goes into the User-Agent
# contact = "you@example.org"
"""


def add_feed(text: str, feed: Feed, path: Path) -> str:
    """The text of a feeds file with one more feed; '' begins a new file.

    Raises:
        ConfigError: the file is wrong, or would be with this feed.
        UsageError: the feed is in it already, it is an OPML file, or the feed's address none of the
            web.
    """
    if not host_of(feed.url):
        raise UsageError(f"not an http(s) address: {feed.url!r}")
    _require_toml(text, path)
    for known in parse_feeds(text.encode(), path).feeds:
        if same_address(known.url) == same_address(feed.url):
            raise UsageError(f"{path} has this feed already: {known.url}")
    before = (text or _NEW).rstrip("\n")
    block = "\n".join(["[[feed]]", *assignments(feed, Feed(url=""))])
    after = f"{before}\n\n{block}\n"
    parse_feeds(after.encode(), path)
    return after


def remove_feed(text: str, url: str, path: Path) -> tuple[str, Feed]:
    """The text of a feeds file without a feed, and that feed; comments above it go with it.

    Raises:
        ConfigError: the file is wrong.
        UsageError: there is no such feed in it, or it is an OPML file.
    """
    _require_toml(text, path)
    catalog = parse_feeds(text.encode(), path)
    number = _find(catalog, url)
    lines = text.splitlines(keepends=True)
    headers = [n for n, line in enumerate(lines) if TABLE_HEADER.match(line)]
    starts = [n for n in headers if lines[n].lstrip().startswith("[[")]
    begin = _with_comments(lines, starts[number])
    later = [n for n in headers if n > starts[number]]
    end = _with_comments(lines, later[0]) if later else len(lines)
    kept = "".join(lines[:begin] + lines[end:])
    return kept.rstrip("\n") + "\n", catalog.feeds[number]


def _find(catalog: FeedCatalog, url: str) -> int:
    for number, feed in enumerate(catalog.feeds):
        if same_address(feed.url) == same_address(url):
            return number
    raise UsageError(f"{catalog.path} has no feed {url}; sitrep feeds list shows those it has")


def _with_comments(lines: list[str], start: int) -> int:
    """Where the comments right above a line begin."""
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _require_toml(text: str, path: Path) -> None:
    if is_opml(text.encode()):
        raise UsageError(
            f"{path} is OPML; make a feeds.toml of it first: sitrep feeds import {path}"
        )
