"""What "and" and commas join to the left of a noun phrase of victims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.tolls.chunks import (
    LONGEST_ROW,
    Victims,
    add_victims,
    chunk_start,
    count_chunk,
    has_number,
    is_listed_name,
    is_name_in_row,
    share_number,
)
from pipeline.extract.tolls.lean import LeanSentence

#: Tags of what stands before a subject with which a clause begins.
_OPENING = ";,CRSWA"
#: The longest phrase that "and" joins to a subject, in tokens.
_LONGEST_CONJUNCT = 6
#: How many prepositional phrases may tell of who is joined by "and".
_MOST_PHRASES = 4


def with_left_conjuncts(
    lean: LeanSentence, first: int, end: int, known: Victims | None = None
) -> Victims | None:
    """A phrase with those that "and" and commas join to it; ``known`` is what it counts."""
    alone = total = known or count_chunk(lean, first, end)
    nobody = _none_of(lean, first)
    if nobody is not None:
        return replace(nobody, last=end)
    while total is not None:
        added = None if _is_apart(lean, total.first) else _left_conjunct(lean, total.first)
        if added is None:
            break
        if total is not alone and _is_explained(lean, added, total):
            return replace(added, last=total.last)  # "three others, two men and a woman,"
        total = share_number(lean, added, total) or add_victims(added, total)
    return total


def _none_of(lean: LeanSentence, first: int) -> Victims | None:
    """Nobody, where "and" joins a phrase to others: "none of the four priests and 90 pupils"."""
    start = chunk_start(lean, first - 2)
    of = start - 1
    begin = chunk_start(lean, of - 1)
    is_joined = lean.tag(first - 1) + lean.tag(of) == "CO" and begin < of < first - 2
    head = count_chunk(lean, begin, of) if is_joined else None
    return head if head is not None and head.is_negated else None


def _is_explained(lean: LeanSentence, several: Victims, row: Victims) -> bool:
    """Whether a row tells who several are: as many behind a comma; "two adults, two boys" adds."""
    return (several.best or 0) > 1 and several.best == row.best and lean.tag(several.last) == ","


def _left_conjunct(lean: LeanSentence, first: int) -> Victims | None:
    """The phrase that "and" or a comma joins to the one that begins at ``first``."""
    last = first - 1
    while lean.tag(last) in ",C" and first - last <= 2:
        last -= 1
    joint = lean.tags[last + 1 : first]
    is_him = lean.is_cue(last, "object_pronoun") and lean.is_cue(last - 1, "leaving")
    # "he and another man", "left him and his daughters dead"
    if "C" in joint and (is_him or lean.is_cue(last, "subject_pronoun")):
        return Victims(1, 1, 1, last, last + 1, last)
    start, last = _named_before(lean, chunk_start(lean, last), last, joint)
    if not joint or not start <= last < start + _LONGEST_CONJUNCT:
        return None
    if "C" in joint and lean.tag(start - 1) in "PO":
        start, last = _modified(lean, start, last)
    if is_name_in_row(lean, start, last + 1, first):
        return Victims(1, 1, 1, start, last + 1, start)
    is_told = _is_told(lean, start, last, first)
    return count_chunk(lean, start, last + 1) if is_told else None


def _is_told(lean: LeanSentence, start: int, last: int, first: int) -> bool:
    """Whether a phrase from ``start`` to ``last`` names people as the one at ``first`` does."""
    is_left = any(lean.is_cue(n, "leaving") for n in range(start - 1, last))
    # not "six policemen laid down their lives and four others"
    if (lean.tag(start - 1) not in _OPENING and not is_left) or _ends_in_harm(
        lean, start, last + 1
    ):
        return False
    is_counted = has_number(lean, start, last + 1)
    # a comma alone joins in a row that "and" ends ("Ann, Bo and Cy"), and numbers ("3 men, 1 boy")
    is_title = lean.sentence.field == "title" and lean.tag(last) in "NL"
    is_row = is_title or "C" in lean.tags[last + 1 : first + LONGEST_ROW]
    if not is_row and not (is_counted and has_number(lean, first, first + 1)):
        return False
    return is_counted or lean.tag(last) in "NLZ" or is_listed_name(lean, start, last + 1)


def _ends_in_harm(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase ends in several words that say what came of who is named before them."""
    matches = (lean.lexicon.match(lean.words, n) for n in range(start + 1, end - 1))
    return any(match is not None and match[0] == end for match in matches)


def _is_apart(lean: LeanSentence, first: int) -> bool:
    """Whether what stands before a phrase is none of those that it goes on to count."""
    last = first - 1
    while lean.tag(last) in ",C" and first - last <= 2:
        last -= 1
    # "Elsewhere, two men" opens a sentence with a word that names nobody
    is_alone = last == 0 and lean.tag(0) == "Z" and "C" not in lean.tags[1:first]
    is_opening = is_alone and lean.word(0) not in lean.lexicon.given_names
    return is_opening or _ends_parts(lean, last, first)


def _ends_parts(lean: LeanSentence, last: int, first: int) -> bool:
    """Whether who is named last are parts of those before: "two, including Ann Lee, and 9 hurt"."""
    if not has_number(lean, first, first + 1):
        return False
    for position in range(last, max(-1, last - LONGEST_ROW), -1):
        if lean.tag(position) in "K;":
            return False
        if lean.tag(position) == "I":
            return True
    return False


def _named_before(
    lean: LeanSentence, start: int, last: int, joint: Sequence[str]
) -> tuple[int, int]:
    """The name that a phrase between commas says something of: "Ann Lee, a nurse, and"."""
    is_between = lean.tag(start - 1) == "," and "," in joint and "C" in joint and start > 1
    article = lean.quantities.get(start)
    if not is_between or article is None or not article.is_article or lean.tag(last) != "N":
        return start, last
    name = lean.tokens[start - 2].start - lean.sentence.start
    is_noun = lean.in_capitals and lean.tag(start - 2) in "NL"  # "A JUDGE, A PRIEST, AND A NUN"
    is_named = lean.sentence.text[name].isupper() and not is_noun
    return (chunk_start(lean, start - 2), start - 2) if is_named else (start, last)


def _modified(lean: LeanSentence, start: int, last: int) -> tuple[int, int]:
    """The people that "from ..." or "of ..." tells of: "a nurse from Gao" in "... and two men"."""
    first, end = start, last
    for _ in range(_MOST_PHRASES):
        if lean.tag(first - 1) not in "PO":
            break
        end = first - 2
        first = chunk_start(lean, end)
        if first <= end and lean.tag(end) in "NL" and lean.tag(first - 1) in _OPENING:
            return first, end
    return start, last
