"""The feeds file: which feeds to poll, and how politely.

A feeds file is TOML (``[settings]`` and one ``[[feed]]`` for each feed) or OPML. A wrong one stops
the run before it starts, with file and line.
"""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from pipeline.errors import ConfigError
from pipeline.feeds.duplicates import same_address
from pipeline.feeds.feed import Feed, FeedCatalog, FeedSettings
from pipeline.feeds.opml import read_opml
from pipeline.urls import host_of

#: The header of a table, in a line of its own.
TABLE_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

#: setting -> least, most. One second between requests is the floor of good manners.
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "interval_minutes": (5, 1440),
    "pace_s": (1, 600),
    "max_feed_mb": (1, 100),
    "max_page_mb": (1, 100),
    "max_items": (1, 10_000),
    "connections": (1, 1024),
    "fetch_minutes": (0.1, 1440),
}
_FRACTIONS = ("pace_s", "fetch_minutes")
_TABLES = ("settings", "feed")


@dataclass(frozen=True, slots=True)
class _Source:
    """A feeds file with the lines of its keys, to name where something is wrong."""

    path: Path
    lines: Mapping[tuple[str, int, str], int]

    def fail(self, where: tuple[str, int, str], what: str) -> NoReturn:
        line = self.lines.get(where) or self.lines.get((*where[:2], ""))
        place = f"{self.path}:{line}" if line else str(self.path)
        raise ConfigError(f"{place}: {what}")


def load_feeds(path: Path) -> FeedCatalog:
    """Read and check a feeds file, TOML or OPML by its content.

    Raises:
        ConfigError: it cannot be read, something in it is wrong (``file:line: what``), or there is
            no feed in it.
    """
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(
            f"{path}: there is no such feeds file; make it with: "
            f"sitrep feeds add URL --feeds {path}"
        ) from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the feeds file: {error.strerror}") from None
    catalog = parse_feeds(body, path)
    if not catalog.feeds:
        raise ConfigError(f'{path}: no feeds in it; add one with [[feed]] and url = "..."')
    return catalog


def parse_feeds(body: bytes, path: Path) -> FeedCatalog:
    """Check what a feeds file holds, which may be none; ``path`` is where it stands, for errors.

    Raises:
        ConfigError: something in it is wrong (``file:line: what``).
    """
    return _read_opml(body, path) if is_opml(body) else _read_toml(body, path)


def is_opml(body: bytes) -> bool:
    """Whether a feeds file is written as OPML, and not as TOML."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def write_feeds(catalog: FeedCatalog) -> str:
    """Write a catalog as a TOML feeds file; what has its default value is left out."""
    lines = ["[settings]", *assignments(catalog.settings, FeedSettings())]
    for feed in catalog.feeds:
        lines += ["", "[[feed]]", *assignments(feed, Feed(url=""))]
    return "\n".join(lines) + "\n"


def assignments(record: Feed | FeedSettings, default: Feed | FeedSettings) -> Iterable[str]:
    """The lines of a table, without what has its default value."""
    for field in fields(record):
        value = getattr(record, field.name)
        if value != getattr(default, field.name):
            yield f"{field.name} = {json.dumps(value, ensure_ascii=False)}"


def _read_opml(body: bytes, path: Path) -> FeedCatalog:
    first: dict[str, tuple[Feed, int]] = {}
    for feed, line in read_opml(body, str(path)):
        # readers list a feed once for each folder it is in
        first.setdefault(same_address(feed.url), (feed, line))
    lines = {("feed", n, ""): line for n, (_, line) in enumerate(first.values())}
    catalog = FeedCatalog(path, FeedSettings(), tuple(feed for feed, _ in first.values()))
    return _checked(catalog, _Source(path, lines))


def _read_toml(body: bytes, path: Path) -> FeedCatalog:
    try:
        text = body.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: the feeds file is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = place[1] if place and place[1] else str(body.count(b"\n") + 1)
        what = _TOML_PLACE.sub("", str(error))
        raise ConfigError(f"{path}:{line}: not TOML: {what}") from None
    source = _Source(path, _find_lines(text))
    for name in table:
        if name not in _TABLES:
            source.fail((name, 0, ""), f"unknown table '{name}'{_hint(name, _TABLES)}")
    settings, feeds = table.get("settings", {}), table.get("feed", [])
    if not isinstance(settings, dict) or not isinstance(feeds, list):
        source.fail(("feed", 0, ""), "write [settings] once and [[feed]] for each feed")
    catalog = FeedCatalog(
        path,
        _read_settings(settings, source),
        tuple(_read_feed(feed, n, source) for n, feed in enumerate(feeds)),
    )
    return _checked(catalog, source)


def _find_lines(text: str) -> dict[tuple[str, int, str], int]:
    """Map (table, how manieth of that name, key or '') to its line."""
    lines: dict[tuple[str, int, str], int] = {}
    table, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := TABLE_HEADER.match(line):
            table = header[1]
            counts[table] = counts.get(table, -1) + 1
            lines[table, counts[table], ""] = number
        elif key := _KEY.match(line):
            where = (table, counts[table], key[1]) if table else (key[1], 0, "")
            lines.setdefault(where, number)
    return lines


def _read_settings(table: Mapping[str, Any], source: _Source) -> FeedSettings:
    known = tuple(field.name for field in fields(FeedSettings))
    _check_keys(table, known, ("settings", 0), source)
    for name, value in table.items():
        where = ("settings", 0, name)
        if name == "contact":
            _check_text(value, where, source)
        else:
            _check_number(value, where, source)
    return FeedSettings(**table)


def _read_feed(table: object, n: int, source: _Source) -> Feed:
    if not isinstance(table, dict):
        source.fail(("feed", n, ""), "write [[feed]] for each feed, with its url below it")
    known = tuple(field.name for field in fields(Feed))
    _check_keys(table, known, ("feed", n), source)
    if "url" not in table:
        source.fail(("feed", n, ""), "this feed has no url")
    for name, value in table.items():
        where = ("feed", n, name)
        if name == "interval_minutes":
            _check_number(value, where, source)
        else:
            _check_text(value, where, source)
    return Feed(**table)


def _check_keys(
    table: Mapping[str, Any], known: tuple[str, ...], where: tuple[str, int], source: _Source
) -> None:
    for name in table:
        if name not in known:
            source.fail((*where, name), f"unknown setting '{name}'{_hint(name, known)}")


def _check_text(value: object, where: tuple[str, int, str], source: _Source) -> None:
    if not isinstance(value, str) or any(ord(c) < 32 for c in value):
        source.fail(where, f"'{where[2]}' must be a text in quotes, of one line")


def _check_number(value: object, where: tuple[str, int, str], source: _Source) -> None:
    name = where[2]
    least, most = _BOUNDS[name]
    kind = (int, float) if name in _FRACTIONS else (int,)
    if isinstance(value, bool) or not isinstance(value, kind) or not least <= value <= most:
        whole = "a number" if name in _FRACTIONS else "a whole number"
        source.fail(where, f"'{name}' must be {whole} from {least} to {most}, not {value!r}")


def _checked(catalog: FeedCatalog, source: _Source) -> FeedCatalog:
    """Check addresses and languages; the same feed must not be there twice."""
    seen: dict[str, int] = {}
    for n, feed in enumerate(catalog.feeds):
        if not host_of(feed.url):
            source.fail(("feed", n, "url"), f"not an http(s) address: {feed.url!r}")
        if feed.language is not None and not _LANGUAGE.fullmatch(feed.language):
            source.fail(("feed", n, "language"), f"not a language code like 'en': {feed.language}")
        first = seen.setdefault(same_address(feed.url), n)
        if first != n:
            line = source.lines.get(("feed", first, "url")) or source.lines.get(("feed", first, ""))
            source.fail(("feed", n, "url"), f"the same feed as in line {line}: {feed.url}")
    return catalog


def _hint(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return f", did you mean '{close[0]}'?" if close else f" (known: {', '.join(known)})"
