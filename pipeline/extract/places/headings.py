"""Names of places that head the sections of a round-up: a line "MALI", or "BENUE: Armed men".

What a section tells was there, as far as it does not say where. One such name alone is a dateline
or a caption; two of different places are headings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.places.spot import Spot
from pipeline.text import Document

#: So many different places head sections.
_LEAST = 2
#: How names are read that head something.
_NAMED = frozenset({"place", "dateline", "actor"})


def mark_headings(document: Document, spots: Sequence[Spot]) -> None:
    """Mark the spots of names that head sections: a round-up puts there what it tells below."""
    if document.in_capitals:
        return
    size = Counter(sentence.paragraph for sentence in document.sentences)
    first = {s.paragraph: s.index for s in reversed(document.sentences) if s.field == "text"}
    openings = [
        spot
        for spot in spots
        if spot.first == 0
        and spot.usage in _NAMED
        and first.get(spot.sentence.paragraph) == spot.sentence.index
    ]
    heads = [
        spot
        for spot in openings
        if _is_label(spot) or (size[spot.sentence.paragraph] == 1 and _is_line(spot))
    ]
    if len({spot.key for spot in heads}) < _LEAST:
        return
    for spot in heads:
        spot.is_heading = spot.is_right_behind = True
        spot.usage, spot.relation = "place", "in"


def _is_line(spot: Spot) -> bool:
    """Whether a line is a name and nothing else, unless a colon."""
    return spot.sentence.words[spot.last :] in ((), (":",))


def _is_label(spot: Spot) -> bool:
    """Whether a line begins with a name in capitals and a colon: "BENUE: Armed men"."""
    words = spot.sentence.words
    is_before_colon = words[spot.last : spot.last + 1] == (":",)
    return is_before_colon and all(word.isupper() for word in words[: spot.last])


def heading_of(sentence: int, heads: Sequence[Spot]) -> Spot | None:
    """Which of the headings, in text order, a sentence stands below or behind."""
    behind = bisect_right([spot.sentence.index for spot in heads], sentence)
    return heads[behind - 1] if behind else None
