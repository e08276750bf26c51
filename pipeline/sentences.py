"""Where the paragraphs and sentences of a text begin and end. Pure.

All offsets are Unicode code points of the text that is cut.
"""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?=[a-z(])[^\n]+)*")
#: A sentence may end at these, when what follows looks like a beginning. It begins with a single
#: character: so the engine runs over all others at once.
_STOP = re.compile(r"[.!?…。！？](?:(?<=[。！？])|[.!?…]*[\"'”’»)\]]*(?=\s|$|[A-Z“\"][a-z]+\s))")
#: What stands before the words of a list's line or of a live page's post: "- ", "18:40 — ",
#: "9.40pm: ".
_MARK = re.compile(
    r"(?:[-–—•*·]\s+)?(?:\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?\s?[-–—:|]\s+)?",
)
_LAST_WORD = re.compile(r"[\w.]+$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt capt maj sgt cpl adm brig cmdr rev fr hon gov sen rep pres "
    "st mt ft jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun no nos vs etc inc ltd corp co bros dept est approx jr sr ave blvd rd "
    "hwy op cit al ca calif tex fla ariz colo conn del ga ill ind kan ky la mass md mich "
    "minn miss mo mont neb nev okla ore pa tenn va vt wash wis wyo "
    "sra srta ud uds lic ing arq ee".split()
)
_TITLES_BEFORE_NAMES = frozenset(
    "mr mrs ms dr prof gen col lt capt maj sgt cpl adm brig cmdr rev fr hon gov sen rep pres "
    "st".split()
)


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as (start, end), stripped of outer white space."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        body = match.group()
        start = match.start() + len(body) - len(body.lstrip())
        end = match.start() + len(body.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def behind_mark(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin: behind its bullet and the clock time of its post."""
    mark = _MARK.match(text, start, end)
    return start if mark is None or mark.end() >= end else mark.end()


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of one paragraph ``text[start:end]`` as (start, end)."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, begin, match):
            continue
        _append_stripped(spans, text, begin, match.end())
        begin = match.end()
    _append_stripped(spans, text, begin, end)
    return spans


def _append_stripped(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stripped = text[start:end].strip()
    if stripped:
        first = text.index(stripped[0], start)
        spans.append((first, first + len(stripped)))


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    following = text[stop.end() : stop.end() + 40].lstrip()
    if not following:
        return True
    if following[0].islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    return word is None or not _is_abbreviation(word.group(), following)


def _is_abbreviation(word: str, following: str) -> bool:
    lower = word.lower().strip(".")
    if len(lower) == 1 and word[0].isalpha() and not word.isdigit():
        return True  # an initial: "J. Smith"
    if "." in lower:
        # "U.S. forces" goes on; "in the U.S. The army" does not
        return not re.match(r"(?:The|A|An|It|He|She|They|In|On|But|And|Police)\b", following)
    if lower in _TITLES_BEFORE_NAMES:
        return True
    return lower in _ABBREVIATIONS and (following[0].isdigit() or word[0].isupper())
