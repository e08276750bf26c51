"""In which language a text is: by its script, and by the commonest words where scripts are shared.

Pages declare their language wrongly too often to be believed over their own words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon.tables import read_table

_COLUMNS = ("language", "script", "words")
#: First and last code point of the letters of a script.
_SCRIPTS = (
    ("latin", 0x41, 0x24F),
    ("greek", 0x370, 0x3FF),
    ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F),
    ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x77F),
    ("devanagari", 0x900, 0x97F),
    ("bengali", 0x980, 0x9FF),
    ("gurmukhi", 0xA00, 0xA7F),
    ("gujarati", 0xA80, 0xAFF),
    ("tamil", 0xB80, 0xBFF),
    ("telugu", 0xC00, 0xC7F),
    ("kannada", 0xC80, 0xCFF),
    ("malayalam", 0xD00, 0xD7F),
    ("sinhala", 0xD80, 0xDFF),
    ("thai", 0xE00, 0xE7F),
    ("lao", 0xE80, 0xEFF),
    ("myanmar", 0x1000, 0x109F),
    ("georgian", 0x10A0, 0x10FF),
    ("hangul", 0x1100, 0x11FF),
    ("ethiopic", 0x1200, 0x137F),
    ("khmer", 0x1780, 0x17FF),
    ("latin", 0x1E00, 0x1EFF),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x4E00, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
)
_ONE_LANGUAGE = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "devanagari": "hi", "bengali": "bn",
    "gurmukhi": "pa", "gujarati": "gu", "tamil": "ta", "telugu": "te", "kannada": "kn",
    "malayalam": "ml", "sinhala": "si", "thai": "th", "lao": "lo", "myanmar": "my",
    "georgian": "ka", "hangul": "ko", "ethiopic": "am", "khmer": "km", "kana": "ja", "han": "zh",
}  # fmt: skip
#: What is looked at of a text, for its words and for its script; more changes nothing.
SAMPLE_CHARACTERS = 2000
SCRIPT_CHARACTERS = 600
#: Japanese has this share of kana at least, Chinese none.
KANA_SHARE = 0.05
#: Of a text's words, this share at least are the language's commonest: running text has 20-45 %.
MIN_SHARE = 0.12
#: The words of a text that are needed to contradict what the page declares.
MIN_WORDS = 30
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2,3}(?![a-z])")


def detect_language(text: str, declared: Iterable[str | None] = ()) -> str | None:
    """The ISO 639 code of a text's language.

    Args:
        text: the article's text.
        declared: codes that the page and its feed declare, best first; believed when the text
            does not say.
    """
    sample = text[:SAMPLE_CHARACTERS]
    found = _by_script(sample[:SCRIPT_CHARACTERS]) or _by_words(sample)
    return found or next(filter(None, map(_code, declared)), None)


def _code(declared: str | None) -> str | None:
    """``en-GB``, ``en_US`` and ``EN`` are ``en``; what is no code is None."""
    match = _CODE.match((declared or "").strip().lower())
    return match.group() if match else None


def _by_script(sample: str) -> str | None:
    counts: Counter[str] = Counter()
    for character, n in Counter(filter(str.isalpha, sample)).items():
        if script := _script(character):
            counts[script] += n
    total = counts.total()
    if not total:
        return None
    if counts["kana"] + counts["han"] > total / 2:
        return "ja" if counts["kana"] > KANA_SHARE * total else "zh"
    script, n = max(counts.items(), key=lambda item: item[1])
    return _ONE_LANGUAGE.get(script) if n > total / 2 else None


@cache
def _script(character: str) -> str | None:
    point = ord(character)
    return next((name for name, first, last in _SCRIPTS if first <= point <= last), None)


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    n_words = words.total()
    if n_words < MIN_WORDS:
        return None
    hits: Counter[str] = Counter()
    for word in words.keys() & _languages_of().keys():
        for language in _languages_of()[word]:
            hits[language] += words[word]
    if not hits:
        return None
    # ties are not decided by the order of words
    language, n = max(hits.items(), key=lambda item: (item[1], item[0]))
    return language if n >= MIN_SHARE * n_words else None


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """The languages that have a word among their commonest."""
    languages: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in read_table("clean/languages.tsv", _COLUMNS):
        for word in dict.fromkeys(row["words"].split()):
            languages[word] += (row["language"],)
    return dict(languages)
