"""Bytes of a page to HTML in UTF-8: by byte order mark, as UTF-8, declared, meta, Windows-1252."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email.message import Message

from pipeline.errors import Reason
from pipeline.records import Page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What pages declare when they mean Windows-1252 (browsers read them so).
_WESTERN = frozenset(("ascii", "iso8859-1"))
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:+-]{2,40})", re.IGNORECASE
)
#: How far a page may go before it names its charset (browsers look at 1,024 bytes).
_META_BYTES = 4096
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|h1|table|a)\b", re.I
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b"
)
_SNIFFED_BYTES = 65_536
#: A page in UTF-8 whose broken sequences outnumber this share of the whole ones is not in UTF-8.
_BROKEN_SHARE = 0.5
_NOTHING = re.compile(rb"[\x00 \t\r\n]*")
#: Bytes that no HTML parser takes; NUL ends the document for libxml2.
_CONTROLS = bytes(n for n in range(0x20) if n not in b"\t\n\r") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a page has no HTML text."""

    reason: Reason
    detail: str | None = None


def read_html(page: Page) -> bytes | Unreadable:
    """The HTML of a page in UTF-8 without control characters, or why there is none."""
    body = page.body
    if body is None or _NOTHING.fullmatch(body):
        return Unreadable(Reason.NO_BODY)
    html = _to_utf8(body, _declared_charset(page.content_type))
    if isinstance(html, Unreadable):
        return html
    html = html.translate(None, _CONTROLS)
    start = html[:_SNIFFED_BYTES]
    if not _TAG.search(start) or _FEED.match(start):
        return Unreadable(Reason.NOT_HTML, page.content_type)
    return html


def _declared_charset(content_type: str | None) -> str | None:
    if not content_type:
        return None
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) and charset else None


def _to_utf8(body: bytes, declared: str | None) -> bytes | Unreadable:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
    as_utf8 = _strictly(body, "utf-8")
    # bytes beyond ASCII that are whole UTF-8 are UTF-8, whatever anyone declares
    if as_utf8 is not None and not body.isascii():
        return body
    text = _decode(body, declared, as_utf8)
    return text if isinstance(text, Unreadable) else text.encode("utf-8", "replace")


def _decode(body: bytes, declared: str | None, as_utf8: str | None) -> str | Unreadable:
    names = [name for name in (declared, _meta_charset(body)) if name]
    known = [codec for name in names if (codec := _codec(name))]
    for codec in known:
        text = _strictly(body, codec)
        if text is not None:
            return text
    if as_utf8 is not None:
        return as_utf8
    if names and not known:
        return Unreadable(Reason.UNKNOWN_CHARSET, ", ".join(dict.fromkeys(names))[:80])
    return _by_damage(body, known)


def _meta_charset(body: bytes) -> str | None:
    match = _META_CHARSET.search(body, 0, _META_BYTES)
    return match[1].decode("ascii") if match else None


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # some codecs of Python turn bytes into bytes
    if not getattr(codec, "_is_text_encoding", True):
        return None
    return "cp1252" if codec.name in _WESTERN else codec.name


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _by_damage(body: bytes, known: list[str]) -> str:
    """Decode what is damaged in every charset: as UTF-8 when most of it is, else as declared."""
    text = body.decode("utf-8", "replace")
    n_broken = text.count("\ufffd")
    n_whole = sum(character > "\x7f" for character in text) - n_broken
    if n_broken <= _BROKEN_SHARE * n_whole:
        return text
    others = [codec for codec in known if codec != "utf-8"]
    return body.decode(others[0] if others else "cp1252", "replace")
