"""Titles and summaries of feeds: untrusted HTML to plain text."""

from __future__ import annotations

import html
import re

_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
#: Titles are escaped once too often by many a publisher, rarely more than once.
_ESCAPES = 3


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
