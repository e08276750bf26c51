"""Names of places in one spelling, so that one look-up finds them all.

A key is made of the letters and digits of a name alone: without case, accents, dashes, apostrophes
and spaces, with "Saint", "Mount" and "Fort" as they are abbreviated. ``Deir ez-Zor`` and ``DEIR EZ
ZOR`` have one key; the Arabic article in its many shapes is spelled out by :func:`spellings`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: The Arabic article as it is written before sun and moon letters, also within a name.
ARTICLES = frozenset("al el ul ar er as es ash esh at et ath az ez ad ed adh an en il".split())

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
    | dict.fromkeys("ʼʻʿʾʽ", "")
)
_SHORTER = {"saint": "st", "sainte": "st", "ste": "st", "mount": "mt", "fort": "ft"}
#: What "&" counts as.
_AND = "and"
_SPLIT = re.compile(r"[\s\-‐–—/.,]+")
_NOT_ALNUM = re.compile(r"[^\w]|_")
_POSSESSIVE = re.compile(r"['’ʼ`‘]s$|(?<=s)['’ʼ`‘]$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The key of a word: ``Zorʼs`` -> ``zors``, ``Saint`` -> ``st``, ``al-Tanf`` -> ``altanf``."""
    plain = _AND if word == "&" else word
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _NOT_ALNUM.sub("", plain.lower().translate(_LETTERS))
    return _SHORTER.get(plain, plain)


@lru_cache(maxsize=65536)
def text_key(word: str) -> str:
    """The key of a word as it stands in a text: its possessive is no part of the name."""
    is_plain = word.isascii() and word.isalnum()
    return word_key(word if is_plain else _POSSESSIVE.sub("", word))


def name_key(name: str) -> str:
    """The key of a whole name; empty when it has no letter or digit."""
    return "".join(word_key(part) for part in split_name(name))


def split_name(name: str) -> list[str]:
    """The words of a name; ``&`` counts as ``and``."""
    return [part for part in _SPLIT.split(name.replace("&", " & ")) if part]


def spellings(name: str, has_article: bool = False) -> frozenset[str]:
    """The keys under which a name is found.

    With ``has_article`` (countries where names carry the Arabic article) a leading article may be
    ``al`` or ``el``, assimilated or missing, and one within the name may be ``al``, ``el`` or
    missing.
    """
    words = [word_key(part) for part in split_name(name)]
    keys = {"".join(words)}
    if words and words[0] == "the" and len(words) > 1:
        keys.add("".join(words[1:]))
    if has_article:
        for position, word in enumerate(words[:-1]):
            if word in ARTICLES and len(words) <= 4:
                rest = words[position + 1]
                for article in ("al", "el", "a" + rest[:1], "e" + rest[:1], ""):
                    keys.add("".join([*words[:position], article, *words[position + 1 :]]))
    return frozenset(key for key in keys if key)
