"""Read pages from files of other tools: JSON Lines, or a folder of HTML files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from lxml import html as lxml_html
from lxml.etree import LxmlError

from pipeline.clean.inputs import page_from_input
from pipeline.errors import Reason, UsageError
from pipeline.fetch.archives.imports import Found
from pipeline.fetch.archives.warc_in import MAX_PAGE_BYTES
from pipeline.ids import make_rejection
from pipeline.records import Page
from pipeline.rows import read_lines
from pipeline.urls import host_of

_HTML = (".html", ".htm", ".xhtml")
#: How much of a page is searched for the address it gives itself.
_HEAD = 200_000


def read_page_lines(lines: IO[bytes], name: str) -> Iterator[Found]:
    """Read pages as `sitrep clean` takes them: one JSON object a line, with url and html."""
    for row in read_lines(lines, dict[str, Any]):
        if isinstance(row, ValueError):
            place, _, what = str(row).partition(": ")
            yield make_rejection("fetch", Reason.BAD_RECORD, f"{name}, {place}", detail=what)
        else:
            yield page_from_input(row)


def read_page_folder(folder: Path, base_url: str | None = None) -> Iterator[Found]:
    """Read the HTML files of a folder, in the order of their names, folders inside it too.

    A link that leads out of the folder is refused: who filled it may not have been its owner.

    Args:
        folder: where to look.
        base_url: the address that the folder stands for, as of a mirror; without it a page's
            address is the one that it gives itself (``rel=canonical`` or ``og:url``).

    Raises:
        UsageError: there are no HTML files in it.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _HTML)
    if not paths:
        raise UsageError(f"no .html files in {folder}")
    yield from _read_files(paths, folder, base_url)


def _read_files(paths: Iterable[Path], folder: Path, base_url: str | None) -> Iterator[Found]:
    home = folder.resolve()
    for path in paths:
        ref = str(path.relative_to(folder))
        if not path.resolve().is_relative_to(home):
            detail = "a link that leads out of the folder"
            yield make_rejection("fetch", Reason.BAD_RECORD, ref, detail=detail)
            continue
        try:
            body = path.read_bytes()
        except OSError as error:
            detail = f"cannot be read: {error.strerror}"
            yield make_rejection("fetch", Reason.BAD_RECORD, ref, detail=detail)
            continue
        url = f"{base_url.rstrip('/')}/{quote(ref)}" if base_url else find_own_url(body)
        yield _page(ref, url, body)


def _page(ref: str, url: str | None, body: bytes) -> Found:
    if len(body) > MAX_PAGE_BYTES:
        detail = f"more than {MAX_PAGE_BYTES:,} bytes"
        return make_rejection("fetch", Reason.TOO_LARGE, ref, detail=detail, url=url)
    if url is None:
        detail = "names no address of its own (rel=canonical, og:url); say which with --base-url"
        return make_rejection("fetch", Reason.BAD_URL, ref, detail=detail)
    sha256 = hashlib.sha256(body).hexdigest()
    return Page("", url, http_status=None, content_type="text/html", body=body, sha256=sha256)


def find_own_url(body: bytes) -> str | None:
    """The http(s) address that a page gives itself, if it does."""
    try:
        tree = lxml_html.document_fromstring(body[:_HEAD])
    except (LxmlError, ValueError, AssertionError):
        return None
    found = tree.xpath(
        "//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href"
        " | //meta[@property='og:url']/@content"
    )
    return next((str(url).strip() for url in found if host_of(str(url))), None)
