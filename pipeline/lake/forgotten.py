"""What was taken down and must not come back: ``lake/forgotten.tsv``, one hash a line.

Only a hash is kept, so that what must not be kept is not kept in the list of it. A build refuses
pages that the list covers, so that neither a feed that still names them nor a rebuild from landed
pages brings them back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.errors import ConfigError, UsageError
from pipeline.ids import make_id
from pipeline.lake.files import saying_what_failed, write_whole
from pipeline.records import Article, Page, Rejection
from pipeline.urls import canonical_url, host_of, publisher_of, site_of

FILE = "forgotten.tsv"
_HEADER = "takedown_id\tsince"
_ID_LENGTH = 20
#: An address without its scheme, as people type it.
_HOST_AND_PATH = re.compile(r"[^\s/]+\.[^\s/?#]+[/?#]")


def check_name(name: str) -> None:
    """Refuse what is neither an address nor a name: it would forget nothing, or more than is meant.

    Raises:
        UsageError: it is empty, or an address that has no scheme or host, or another one than http.
    """
    plain = name.strip()
    if not plain:
        raise UsageError("name an address or a publisher to forget")
    if not host_of(plain) and ("://" in plain or _HOST_AND_PATH.match(plain)):
        raise UsageError(
            f"'{plain}' is no whole address: write https://host/path, or only the "
            "publisher's name or host to forget everything of it"
        )


def takedown_id(name: str) -> str:
    """What is kept of an address, or of the name or site of a publisher."""
    return _url_id(name) if host_of(name) else _publisher_id(name)


def takedown_ids(url: str, publisher: str | None) -> Iterator[str]:
    """Everything by which a page may have been taken down."""
    yield _url_id(url)
    for name in (publisher, publisher_of(url)):
        if name:
            yield _publisher_id(name)


def _url_id(url: str) -> str:
    return make_id("takedown", "url", canonical_url(url))


def _publisher_id(name: str) -> str:
    """Of a name however it is typed: letter case, spaces, how its accents and letters are encoded.

    A site is known by its registrable name, in which hosts of the web are no part of the name.
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    is_host = "." in plain and not set(" /?#") & set(plain)
    host = host_of(f"http://{plain}") if is_host else ""
    site = site_of(host)
    is_site = host != "" and host in (site, f"www.{site}")
    return make_id("takedown", "publisher", site if is_site else plain)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken down, by its hashes."""

    ids: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *names: str) -> Forgotten:
        """Addresses, or names or sites of publishers."""
        return cls(frozenset(map(takedown_id, names)))

    def __bool__(self) -> bool:
        """Whether anything is forgotten at all."""
        return bool(self.ids)

    def covers(self, publisher: str | None, *urls: str | None) -> bool:
        """Whether something of this publisher, at one of these addresses, is forgotten."""
        if not self:
            return False
        return any(
            not self.ids.isdisjoint(takedown_ids(url, publisher)) for url in urls if url
        ) or (publisher is not None and _publisher_id(publisher) in self.ids)

    def covers_page(self, page: Page) -> bool:
        """Whether a page is forgotten."""
        return self.covers(page.publisher, page.url, page.final_url)

    def covers_article(self, article: Article) -> bool:
        """Whether an article is, by what only its text has told: its publisher, its own address."""
        return self.covers(article.publisher, article.url, article.canonical_url)


NOTHING = Forgotten()


def blank_page(page: Page) -> Page:
    """A page without the words that came with it, as ``retention.purge_landed`` leaves it."""
    return replace(
        page, body=None, sha256=None, etag=None, last_modified=None, item_title=None, item_id=None
    )


def silence(rejection: Rejection) -> Rejection:
    """A rejection without words about what was rejected."""
    return replace(rejection, detail=None)


def read_forgotten(lake: Path) -> Forgotten:
    """Read the list of a lake; an empty one when there is none.

    Raises:
        ConfigError: a line of it is wrong.
    """
    path = lake / FILE
    if not path.exists():
        return NOTHING
    header, *lines = path.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if header != _HEADER:  # else a hash in its place would be passed over
        raise ConfigError(f"{path}:1: expected the columns {', '.join(_HEADER.split())}")
    known = set()
    for number, line in enumerate(lines, start=2):
        name = line.split("\t")[0]
        if not line.strip():
            continue
        if len(name) != _ID_LENGTH:
            raise ConfigError(f"{path}:{number}: not the hash of an address or a publisher")
        known.add(name)
    return Forgotten(frozenset(known))


def add_forgotten(lake: Path, names: Iterable[str], today: date) -> None:
    """Put addresses or publishers on the list of a lake.

    Raises:
        WorldError: the disk refused.
    """
    new = [name for name in Forgotten.of(*names).ids if name not in read_forgotten(lake).ids]
    if not new:
        return
    path = lake / FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else [_HEADER]
    text = "\n".join([*lines, *(f"{name}\t{today}" for name in sorted(new))]) + "\n"
    with saying_what_failed(f"cannot write {path}"):
        write_whole(path, lambda temporary: temporary.write_text(text, encoding="utf-8"))
