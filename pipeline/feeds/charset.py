"""Bytes to text by rule: what the bytes show, then what is declared, then the usual suspect."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
#: Python's names, of encodings of text only: never "zlib" or "idna"
_TEXT_CODECS = re.compile(r"utf|iso|cp\d|koi8|mac|gb|big5|euc|shift|johab|hz|tis|ptcp|kz1048|ascii")
#: browsers read these as their Windows supersets
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
#: Encodings in seven bits look like plain ASCII, hence like UTF-8: the declaration decides.
_SEVEN_BITS = frozenset(("iso2022_jp", "iso2022_kr", "hz", "utf-7"))


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a feed.

    A byte order mark decides; then UTF-8 if the bytes are valid as such (no other encoding looks
    like it by accident, and servers that declare Latin-1 over UTF-8 are common); then what the
    header and the XML declaration say; then Windows-1252 with replacements.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    for name in _candidates(body, content_type):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    declared = list(_declared(body, content_type))
    yield from (name for name in declared if name in _SEVEN_BITS)
    if body[:2] in (b"<\0", b"{\0"):
        yield "utf-16-le"
    if body[:2] in (b"\0<", b"\0{"):
        yield "utf-16-be"
    yield "utf-8"
    yield from declared


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    header = _HEADER_CHARSET.search(content_type)
    declaration = _XML_DECLARATION.search(body[:1024])
    for name in (header and header[1], declaration and declaration[1].decode("ascii")):
        try:
            known = codecs.lookup(name or "").name
        except LookupError:
            continue
        if _TEXT_CODECS.match(known):
            yield _SUPERSETS.get(known, known)
