"""Rows of victims with a word on each: "Ana Ruiz, 42; Bo Roe, a guard; and Cy Poe, 8"."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.tolls.chunks import Victims, add_victims, is_thing
from pipeline.extract.tolls.lean import LeanSentence

#: So far behind somebody in such a row the next one begins, in tokens.
_LONGEST_WORD_ON = 20
#: Tags of verbs and of what goes before them: with one of these a semicolon opens a clause.
_OF_CLAUSES = "BHMRKS"

Reader = Callable[[LeanSentence, int], Victims | None]


def add_row(lean: LeanSentence, first: Victims, read: Reader) -> Victims:
    """Add to the first of a row whom semicolons part from him; ``read`` reads one noun phrase.

    What says who somebody is may have a verb of its own ("Bo Roe, who was a guard; and"), the words
    right behind a name may not: "it killed Ana Ruiz; Bo Roe was hurt" is no row. A row with
    somebody who cannot be read counts nobody.
    """
    total = first
    while (start := _next_begins(lean, total.last)) is not None:
        found = read(lean, start)
        if _is_clause(lean, start if found is None else found.last):
            break
        if found is None or found.best is None or is_thing(lean, found):
            return first
        total = add_victims(total, found)
    return total


def _next_begins(lean: LeanSentence, last: int) -> int | None:
    """Where the next of a row begins, behind a semicolon and "and"."""
    for mark in range(last, last + _LONGEST_WORD_ON):
        if lean.tag(mark) == ";":
            is_row = lean.word(mark) == ";"
            return mark + 1 + (lean.tag(mark + 1) == "C") if is_row else None
    return None


def _is_clause(lean: LeanSentence, last: int) -> bool:
    """Whether a verb stands behind a noun phrase before a relative pronoun or a semicolon."""
    position = last
    while lean.tag(position) not in ";W":
        is_harm = lean.lexicon.match(lean.words, position) is not None
        if lean.tag(position) in _OF_CLAUSES or is_harm:
            return True
        position += 1
    return False
