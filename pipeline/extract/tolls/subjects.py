"""The noun phrases of victims before a word of harm, and how many people each names."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import (
    Victims,
    chunk_start,
    count_chunk,
    count_number,
)
from pipeline.extract.tolls.conjuncts import with_left_conjuncts
from pipeline.extract.tolls.dashes import before_dashes
from pipeline.extract.tolls.lean import LeanSentence

#: Tags of what ends a phrase to the left of a subject: prepositions and dates.
_LEADING = "PME"
#: How many prepositional phrases may stand between a subject and its verb.
_MOST_PHRASES = 4
#: The longest clause between commas that a subject reaches over, in tokens.
_LONGEST_INSERTION = 14
#: The same for one that begins with "who".
_LONGEST_TELLING = 24
#: The longest words of what people are accused of, in tokens, and tags of what is none of them.
_LONGEST_CHARGE, _ENDING_CHARGE = 8, ";,BHRSW"
#: The longest relative clause that a subject reaches over, in tokens.
_LONGEST_RELATIVE = 12


def victims_before(lean: LeanSentence, end: int) -> Victims | None:
    """The subject that ends before a lean token, over what stands between, with its "and"s."""
    position = _over_charge(lean, _last_of_subject(lean, end))
    is_relative = lean.tag(position) == "W"
    is_human = lean.is_cue(position, "human_relative")
    for _ in range(_MOST_PHRASES):
        if lean.is_cue(position, "of_pronoun") and lean.tag(position - 1) == "O":
            return _of_head(lean, position, position + 1)  # "two of whom died"
        position = _over_deed(lean, _skip_back(lean, position))
        if lean.is_cue(position, "of_pronoun") and lean.tag(position - 1) == "O":
            return _of_head(lean, position, position + 1)
        first = chunk_start(lean, position)
        if first > position or _is_age(lean, first, position):
            return None
        before = lean.tag(first - 1)
        if before == "O":
            found = _of_head(lean, first, position + 1)
            # "the name of the teenager who was shot"
            return found or (_people_of(lean, first, position + 1) if is_human else None)
        if before not in _LEADING or is_relative:
            return _all_before(lean, first, position + 1)
        position = first - 1
        while lean.tag(position) in _LEADING:
            position -= 1
        position = _before_relative(lean, position)
    return None


def _over_charge(lean: LeanSentence, position: int) -> int:
    """Step over what people are accused of: "a man suspected of theft", "men wanted for murder"."""
    for place in range(position, max(0, position - _LONGEST_CHARGE), -1):
        if lean.is_cue(place, "charged") and lean.tag(place - 1) in "NL":
            return place - 1
        is_to_be = lean.tag(place - 1) + lean.tag(place) == "MB"
        if lean.tag(place) in _ENDING_CHARGE and not is_to_be:
            break
    return position


def _over_deed(lean: LeanSentence, position: int) -> int:
    """Step over what people do to the people: "two men riding a motorcycle"."""
    doing = chunk_start(lean, position) - 1
    is_doing = lean.tag(doing) == "0" and lean.word(doing).endswith(lean.lexicon.grammar.gerund)
    return doing - 1 if is_doing and lean.tag(doing - 1) in "NL" else position


def _last_of_subject(lean: LeanSentence, end: int) -> int:
    """The token that may end a subject before ``end``."""
    position = end - 1
    while lean.tag(position) in "PM":  # "five people walked in with wounds"
        position -= 1
    if lean.tag(position) == "X" and lean.tag(position - 1) == "P":  # "who worked with them"
        return _before_relative(lean, position)
    return position


def _all_before(lean: LeanSentence, first: int, end: int) -> Victims | None:
    """A phrase with its "and"s, or those of whom it is part: "four men, including Lee, died"."""
    last = first - 2 - (lean.tag(first - 2) == ",")
    start = chunk_start(lean, last)
    is_part = lean.is_cue(first - 1, "among")  # "a child among 12 wounded"
    if lean.tag(first - 1) != "I" or is_part or start > last:
        return with_left_conjuncts(lean, first, end)
    return with_left_conjuncts(lean, start, last + 1)


def _is_age(lean: LeanSentence, first: int, last: int) -> bool:
    """Whether a bare number is an age: "Ann Lee, whom police said was 16, died"."""
    return lean.tag(first - 1) == "B" and set(lean.tags[first : last + 1]) == {"Q"}


def _before_relative(lean: LeanSentence, position: int) -> int:
    """Step over "who was sitting" to the phrase that it tells of."""
    for place in range(position, max(-1, position - _LONGEST_RELATIVE), -1):
        tag = lean.tag(place)
        if tag == "W":
            return place - 1 if lean.tag(place + 1) in "BHAK0" else position
        if tag in ";,CSR":
            break
    return position


def _skip_back(lean: LeanSentence, position: int) -> int:
    """Step left over adverbs, relative pronouns and clauses between commas."""
    while True:
        is_relative = False
        while lean.tag(position) in "AW-":
            is_relative = is_relative or lean.tag(position) == "W"
            position = before_dashes(lean, position) - 1
        if lean.tag(position) != ",":
            return position
        if is_relative:  # "Ann Lee, who was killed"
            return position - 1
        position = (_opening_of_insertion(lean, position) or position) - 1


def _opening_of_insertion(lean: LeanSentence, closing: int) -> int:
    """The comma that opens the clause that a comma closes, 0 when none is near enough."""
    opening = closing - 1
    while opening >= max(0, closing - _LONGEST_TELLING) and lean.tag(opening) not in ",;":
        opening -= 1
    if lean.tag(opening + 1) == "C":
        return 0  # the end of a row: "Ann, Bo, and Cy, were"
    longest = _LONGEST_TELLING if lean.tag(opening + 1) == "W" else _LONGEST_INSERTION
    return opening if lean.tag(opening) == "," and opening >= closing - longest else 0


def _of_head(lean: LeanSentence, first: int, end: int, depth: int = 0) -> Victims | None:
    """Read the head of "ten members of the brigade were killed"."""
    of = first - 1
    start = chunk_start(lean, of - 1)
    if start > of - 1:
        return None
    head, inner = count_chunk(lean, start, of), count_chunk(lean, first, end)
    if lean.tag(of - 1) == "G" and inner is not None and inner.best not in (None, 1):
        return replace(inner, first=start)
    if head is None:
        if lean.tag(start - 1) == "P" and lean.tag(of - 1) == "0":
            return victims_before(lean, start)  # "the mayor of X in the Mexican state of Y"
        is_chain = lean.tag(start - 1) == "O" and depth < _MOST_PHRASES
        return _of_head(lean, start, of, depth + 1) if is_chain else None
    return with_left_conjuncts(lean, start, of, replace(head, last=end))


def _people_of(lean: LeanSentence, first: int, end: int) -> Victims | None:
    """The people of whom something is told: "the identity of a man shot to death"."""
    is_of_people = lean.tag(end - 1) in "NL" and lean.tag(first - 2) not in "NLG"
    return with_left_conjuncts(lean, first, end) if is_of_people else None


def adjacent_before(lean: LeanSentence, end: int, needs_number: bool = False) -> Victims | None:
    """The noun phrase that touches a word of harm from the left: "12 dead", "two men shot"."""
    while lean.tag(end - 1) == "A":
        end -= 1
    first = chunk_start(lean, end - 1)
    if first >= end:
        return None
    if needs_number:
        quantity = lean.quantities.get(first, lean.quantities.get(first + 1))
        if quantity is None or quantity.is_article:
            return None
        return replace(count_number(lean, first), last=end, who_first=end)
    if lean.tag(first - 1) == "O":
        is_told = lean.is_cue(first - 2, "speaking")  # "residents speak of eleven dead"
        told = count_chunk(lean, first, end) if is_told else None
        return told or _of_head(lean, first, end) or _people_of(lean, first, end)
    found = _all_before(lean, first, end)
    # "ended with a woman stabbed to death", not "under guard in hospital"
    is_person = lean.tag(end - 1) == "N" and lean.starts_quantity(first)
    is_place = lean.tag(first - 1) in _LEADING and not is_person
    return None if is_place and (found is None or not found.is_counted) else found
