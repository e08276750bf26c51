"""The normal form of an article's text, and its hash.

One paragraph a line, no empty lines, NFC, single spaces. All offsets count from this form.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\ufffd]")
_BULLET = re.compile(r"^(?:[-•*▪●◦‣·]\s+)+")
_CELL_BARS = re.compile(r"^\|\s*|\s*\|$")
_WORD = re.compile(r"\w+")
#: Scripts that are written without spaces: Thai to Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")


def normalise(text: str) -> str:
    """Bring a text into its normal form; idempotent."""
    lines = (_normalise_line(line) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(line for line in lines if line)


def normalise_line(text: str) -> str:
    """Bring a title or name into the normal form of one line; idempotent."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def word_key(text: str) -> str:
    """What two wordings share that differ in case, quotes, dashes and spaces only."""
    return " ".join(_WORD.findall(text.casefold()))


def count_words(text: str) -> int:
    """Words of a text; two characters count as one where words are not spaced."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def hash_text(text: str) -> str:
    """SHA-256 of the words of a text: new quotes or spaces are no new revision."""
    return hashlib.sha256(word_key(text).encode("utf-8", "surrogatepass")).hexdigest()


def _normalise_line(line: str) -> str:
    line = _INVISIBLE.sub("", line)
    if "|" in line:
        line = _CELL_BARS.sub("", line.strip())
    return " ".join(_BULLET.sub("", line.strip()).split())
