"""The newswire as its newsrooms wrote it: publishers, articles and their revisions.

An article is a text file: TOML between two ``+++`` lines, then blocks separated by empty lines. A
block is a paragraph, or begins with ``## `` (a heading), ``[photo] ``, ``[more] `` (a line that
leads to another article) or ``[note] ``. ``NAME.2.md`` is what ``NAME.md`` says from the second
window on; what its heading leaves out stays as it was.
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pipeline.errors import ConfigError

ROOT: Traversable = files("pipeline.sample")

T = TypeVar("T")

#: Where the first publisher's host is in the network, and the port that all of them share.
FIRST_HOST = 10
PORT = 8765
BROKEN = "broken"

_MARKS = {"## ": "subhead", "[photo] ": "photo", "[more] ": "more", "[note] ": "note"}
_FAULTS = frozenset(("login_wall", "dead_link", "500_once", "robots"))


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article: a paragraph, subhead, photo, more or note, as plain text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One revision of an article, as written; ``key`` (publisher/name) is shared by revisions."""

    key: str
    title: str
    path: str
    published: datetime
    byline: str
    section: str
    blocks: tuple[Block, ...]
    #: the window (from 1) in which it appears
    window: int = 1
    updated: datetime | None = None
    #: what its feed says instead of ``published``
    item_published: datetime | None = None
    #: the key of the article that the page names as its canonical address
    canonical: str | None = None
    fault: str | None = None
    #: how its page is spoiled: ``broken`` markup, or the charset that its header claims
    markup: str | None = None
    charset: str | None = None
    date_in_page: bool = True

    @property
    def publisher(self) -> str:
        """The key of its publisher."""
        return self.key.partition("/")[0]

    @property
    def modified(self) -> datetime:
        """When it was last touched."""
        return self.updated or self.published

    @property
    def lead(self) -> str:
        """Its first paragraph."""
        return next(block.text for block in self.blocks if block.kind == "paragraph")

    @property
    def text(self) -> str:
        """Its title and what a reader should be left with: paragraphs, subheads and notes."""
        kept = (b.text for b in self.blocks if b.kind not in ("photo", "more"))
        return "\n".join((self.title, *kept))


@dataclass(frozen=True, slots=True)
class FeedStyle:
    """How a publisher writes its feed."""

    format: str
    path: str
    title: str
    guid: str = "link"
    content: str = "lead"
    link_suffix: str = ""
    utc_offset_hours: int = 0
    ttl_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class BrokenFeed:
    """A feed that brings nothing."""

    path: str
    content_type: str
    body: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """One host of the newswire."""

    key: str
    name: str
    language: str
    blocks: Mapping[str, str]
    template: str
    feed: FeedStyle | None = None
    robots: str | None = None
    aside: str = ""
    #: after how many blocks the aside stands
    aside_after: int = 0
    after_body: str = ""
    charset: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"
    validators: str = "both"
    broken_feeds: tuple[BrokenFeed, ...] = ()


@dataclass(frozen=True, slots=True)
class Newswire:
    """All publishers in the order of their addresses, and every revision of every article."""

    windows: tuple[datetime, ...]
    network: str
    publishers: Mapping[str, Publisher]
    manuscripts: tuple[Manuscript, ...]

    def address(self, publisher: str) -> str:
        """The loopback address of a publisher."""
        place = list(self.publishers).index(publisher)
        return str(ipaddress.ip_network(self.network)[FIRST_HOST + place])

    def revisions(self, key: str) -> tuple[Manuscript, ...]:
        """The revisions of an article, oldest first."""
        return tuple(m for m in self.manuscripts if m.key == key)

    def visible(self, publisher: str, window: int) -> tuple[Manuscript, ...]:
        """What a publisher shows in a window (from 1): latest revisions, newest first."""
        latest = {
            m.key: m for m in self.manuscripts if m.publisher == publisher and m.window <= window
        }
        return tuple(sorted(latest.values(), key=lambda m: (m.published, m.key), reverse=True))


@cache
def load() -> Newswire:
    """Read the newswire from the package's data.

    Raises:
        ConfigError: a file holds what it should not, with its name.
    """
    data = tomllib.loads(ROOT.joinpath("newswire.toml").read_text(encoding="utf-8"))
    publishers = {key: _read_publisher(key, row) for key, row in data["publishers"].items()}
    publishers[BROKEN] = _read_broken(data["broken"])
    manuscripts = tuple(m for key in data["publishers"] for m in _read_articles(key))
    return Newswire(tuple(data["windows"]), data["network"], publishers, manuscripts)


def read_manuscript(name: str, body: str, earlier: Manuscript | None = None) -> Manuscript:
    """Read one article file; ``earlier`` is the revision that it replaces.

    Raises:
        ConfigError: its heading is not TOML between two ``+++`` lines, or names an unknown field.
    """
    _, heading, text = [*body.split("+++\n", 2), "", ""][:3]
    try:
        row = tomllib.loads(heading)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: {error}") from None
    known = {field.name for field in fields(Manuscript)} - {"key", "blocks"}
    for wrong in set(row) - known:
        raise ConfigError(f"{name}: unknown field {wrong!r}")
    if row.get("fault") not in {None, *_FAULTS}:
        raise ConfigError(f"{name}: unknown fault {row['fault']!r}")
    if earlier is not None:
        kept = {field: getattr(earlier, field) for field in known}
        row = {**kept, "window": earlier.window + 1, **row}
    key = name.removesuffix(".md").removesuffix(".2")
    return _make(Manuscript, name, {**row, "key": key, "blocks": _read_blocks(text)})


def _read_articles(publisher: str) -> list[Manuscript]:
    found: dict[str, Manuscript] = {}
    paths = ROOT.joinpath("articles", publisher).iterdir()
    # NAME.2.md has to come after NAME.md, which it revises
    for path in sorted(paths, key=lambda p: (p.name.count("."), p.name)):
        name = f"{publisher}/{path.name}"
        revised = found.get(name.replace(".2.md", ".md")) if name.endswith(".2.md") else None
        found[name] = read_manuscript(name, path.read_text(encoding="utf-8"), revised)
    return list(found.values())


def _read_blocks(text: str) -> tuple[Block, ...]:
    blocks = []
    for part in filter(None, (piece.strip() for piece in text.split("\n\n"))):
        mark = next((mark for mark in _MARKS if part.startswith(mark)), "")
        blocks.append(Block(_MARKS.get(mark, "paragraph"), part.removeprefix(mark)))
    return tuple(blocks)


def _read_publisher(key: str, row: Mapping[str, Any]) -> Publisher:
    template = ROOT.joinpath("templates", f"{key}.html").read_text(encoding="utf-8")
    feed = _make(FeedStyle, f"newswire.toml: {key}", row["feed"])
    values = {**row, "key": key, "template": template, "feed": feed}
    return _make(Publisher, f"newswire.toml: {key}", values)


def _read_broken(row: Mapping[str, Any]) -> Publisher:
    rows = ({**feed, "body": feed["body"].lstrip()} for feed in row["feeds"])
    broken = tuple(_make(BrokenFeed, "newswire.toml: broken", feed) for feed in rows)
    return Publisher(BROKEN, "Gulf Gazette", "en", {}, "", None, row["robots"], broken_feeds=broken)


def _make(kind: type[T], where: str, row: Mapping[str, Any]) -> T:
    try:
        return kind(**row)
    except TypeError as error:
        raise ConfigError(f"{where}: {error}") from None


WINDOWS: tuple[datetime, ...] = load().windows
#: What SITREP_ALLOW_NETWORKS has to hold: the publishers' hosts, and the one that stands in for
#: them where a machine has no other loopback address.
NETWORKS = f"{load().network},127.0.0.1/32"
