"""Where a report was written, and which site it stands on: neither is the place of an event."""

from __future__ import annotations

import itertools

from pipeline.extract.places.spot import Spot, is_country
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Document, Sentence

#: A dateline ends within so many tokens.
LONGEST_DATELINE = 26
#: A dateline begins one of the first paragraphs: captions and junk may stand before it.
DATELINE_PARAGRAPHS = 8

_DASHES = frozenset("-–—―•|")
_SEPARATORS = frozenset("-–—|«»:•")
_SMALL_WORDS = frozenset(("of", "de", "al"))


def mark_datelines(document: Document, spots: list[Spot]) -> None:
    """Mark the spots of "SAN SALVADOR, 3 JAN 90 --" and "OAKLAND, Calif. (AP) —" as dateline."""
    ends = {
        s.index: dateline_end(s, in_capitals=document.in_capitals)
        for s in _first_sentences(document)
    }
    begun = {s.sentence.index for s in spots if s.first <= 1 and s.usage != "adjective"}
    for spot in spots:
        index = spot.sentence.index
        if index in begun and spot.last <= ends.get(index, 0):
            # "MADRID (SPAIN)", but "SAN SALVADOR (RADIO SONORA)"
            is_outlet = _is_in_brackets(spot) and not is_country(spot)
            spot.usage = "outlet" if is_outlet else "dateline"


def _is_in_brackets(spot: Spot) -> bool:
    before = spot.sentence.words[: spot.first]
    return before.count("(") > before.count(")")


def _first_sentences(document: Document) -> list[Sentence]:
    """The first sentence of each of the first paragraphs."""
    first: dict[int, Sentence] = {}
    for sentence in document.sentences:
        if sentence.field == "text":
            first.setdefault(sentence.paragraph, sentence)
            if len(first) > DATELINE_PARAGRAPHS:
                break
    return list(first.values())[:DATELINE_PARAGRAPHS]


def dateline_end(sentence: Sentence, *, in_capitals: bool) -> int:
    """The token after a dateline's dash, or 0: only capitals, numbers, brackets come before it."""
    depth = 0
    for index, text in enumerate(sentence.words[:LONGEST_DATELINE]):
        depth += (text in "([") - (text in ")]")
        if depth > 0 or text in ")]":
            continue
        if index > 0 and _ends_dateline(sentence, index):
            return index + 1
        if not in_capitals and text.islower() and text not in _SMALL_WORDS:
            return 0
    return 0


def _ends_dateline(sentence: Sentence, index: int) -> bool:
    """Whether a token is a dash between words, not within one."""
    if sentence.words[index] == ":":  # "PESHAWAR: Two policemen"
        return all(word.isupper() for word in sentence.words[:index])
    if sentence.words[index] not in _DASHES:
        return False
    starts = sentence.starts
    is_apart = index + 1 < len(starts) and starts[index + 1] > sentence.end_of(index)
    return is_apart or sentence.end_of(index - 1) < starts[index]


def mark_outlets(spots: list[Spot], words: PlaceWords) -> None:
    """Mark what a title ends with in "... - KSLA News 12 Shreveport": the name of the site."""
    for spot in spots:
        if spot.sentence.field == "title" and spot.usage != "adjective":
            part = _site_part(spot.sentence, words)
            if spot.first >= part > 0:
                spot.usage = "outlet"


def _site_part(sentence: Sentence, words: PlaceWords) -> int:
    """The token where the first part of a title that names the site begins, or 0."""
    told, known = sentence.words, words.stations
    parts = [
        index + 1
        for index in range(1, len(told))
        if told[index] in _SEPARATORS and sentence.starts[index] > sentence.end_of(index - 1)
    ]
    for first, last in itertools.pairwise([*parts, len(told) + 1]):
        part = told[first : last - 1]
        if any(w.lower() in known or w.lower() == "com" or is_call_sign(w) for w in part):
            return first
    return 0


def is_call_sign(text: str) -> bool:
    """Whether a word is the call sign of an American station: "KSLA", "WSOC-TV"."""
    if text[0] not in "WK":
        return False
    sign = text.removesuffix("-TV").removesuffix("-FM")
    return len(sign) in (3, 4) and sign.isalpha() and sign.isupper()
