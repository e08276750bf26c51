"""Mend the markup of feeds, and read untrusted HTML of titles and summaries as plain text."""

from __future__ import annotations

import html
import html.entities
import re
import sys

_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
#: Control characters, and halves of characters, which nothing can store.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: Characters that XML does not allow, and halves of characters.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: CDATA, where an ampersand is one; or an ampersand that begins nothing that XML knows.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:#(\d{1,7}|x[0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,8});)?",
    re.DOTALL,
)
#: Titles are escaped once too often by many a publisher, rarely more than once.
_ESCAPES = 3


def scrub(text: str) -> str:
    """Drop what is no text from an address or identifier."""
    return _CONTROL.sub("", text).strip()


def to_plain(text: str, limit: int) -> str | None:
    """Read markup as one line of at most ``limit`` characters; None when nothing is left."""
    text = text[: limit * 20]
    for _ in range(_ESCAPES):
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text)) if "<" in text else text
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    plain = " ".join(_CONTROL.sub("", text).split())
    return plain[:limit].rstrip() or None


def mend_xml(text: str) -> str:
    """Drop characters that XML does not allow; escape ampersands that begin nothing it knows."""
    return _AMPERSAND.sub(_mend_ampersand, _ILLEGAL.sub("", text))


def _mend_ampersand(match: re.Match[str]) -> str:
    """HTML's names for characters are not XML's, and bare ampersands are common."""
    if match[0].startswith("<"):
        return match[0]
    if match[1]:
        return match[0] if _is_legal(int(f"0{match[1]}", 16 if match[1][0] == "x" else 10)) else ""
    code = html.entities.name2codepoint.get(match[2] or "")
    return f"&#{code};" if code else f"&amp;{match[0][1:]}"


def _is_legal(code: int) -> bool:
    return code <= sys.maxunicode and not _ILLEGAL.match(chr(code))
