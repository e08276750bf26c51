"""What was taken down and must not come back: ``lake/forgotten.tsv``, one name a line.

A build refuses pages that the list covers, so that neither a feed that still names them nor a
rebuild from landed pages brings them back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.errors import ConfigError
from pipeline.lake.files import saying_what_failed, write_whole
from pipeline.records import Page, Rejection
from pipeline.urls import canonical_url, host_of

Kind = Literal["url", "publisher"]

FILE = "forgotten.tsv"
_HEADER = "kind\tname\tsince"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Canonical addresses, and names or hosts of publishers (in small letters)."""

    urls: frozenset[str] = frozenset()
    publishers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str) -> Forgotten:
        """What a user means: an address when it has a scheme, else a publisher's name or host."""
        if kind_of(name) == "url":
            return cls(urls=frozenset((canonical_url(name),)))
        return cls(publishers=frozenset((name.strip().casefold(),)))

    def __bool__(self) -> bool:
        """Whether anything is forgotten at all."""
        return bool(self.urls or self.publishers)

    def covers(self, publisher: str | None, *urls: str | None) -> bool:
        """Whether something of this publisher, at one of these addresses, is forgotten."""
        if not self:
            return False
        there = [url for url in urls if url]
        if self.urls and any(canonical_url(url) in self.urls for url in there):
            return True
        names = {(publisher or "").casefold(), *(host_of(url) for url in there)}
        return not self.publishers.isdisjoint(names)

    def covers_page(self, page: Page) -> bool:
        """Whether a page is forgotten."""
        return self.covers(page.publisher, page.url, page.final_url)


NOTHING = Forgotten()


def blank_page(page: Page) -> Page:
    """A page without the words that came with it, as ``retention.purge_landed`` leaves it."""
    return replace(
        page, body=None, sha256=None, etag=None, last_modified=None, item_title=None, item_id=None
    )


def silence(rejection: Rejection) -> Rejection:
    """A rejection without words about what was rejected."""
    return replace(rejection, detail=None)


def kind_of(name: str) -> Kind:
    """Whether a name is an address or a publisher."""
    return "url" if "://" in name else "publisher"


def read_forgotten(lake: Path) -> Forgotten:
    """Read the list of a lake; an empty one when there is none.

    Raises:
        ConfigError: a line of it is wrong.
    """
    path = lake / FILE
    if not path.exists():
        return Forgotten()
    known: dict[str, set[str]] = {"url": set(), "publisher": set()}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if number == 1 or not line.strip():
            continue
        kind, _, rest = line.partition("\t")
        name = rest.split("\t")[0].strip()
        if kind not in known or not name:
            raise ConfigError(f"{path}:{number}: not 'url' or 'publisher', a tab and a name")
        known[kind].add(canonical_url(name) if kind == "url" else name.casefold())
    return Forgotten(frozenset(known["url"]), frozenset(known["publisher"]))


def add_forgotten(lake: Path, name: str, today: date) -> None:
    """Put a name on the list of a lake.

    Raises:
        WorldError: the disk refused.
    """
    path = lake / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else [_HEADER]
    kind = kind_of(name)
    if any(line.split("\t")[:2] == [kind, name.strip()] for line in lines):
        return
    text = "\n".join([*lines, f"{kind}\t{name.strip()}\t{today}"]) + "\n"
    with saying_what_failed(f"cannot write {path}"):
        write_whole(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))
