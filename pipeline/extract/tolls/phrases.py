"""The noun phrases of victims beside a word of harm, and how many people each names."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import (
    NOMINAL,
    Victims,
    add_victims,
    chunk_start,
    count_chunk,
    count_number,
    has_number,
)
from pipeline.extract.tolls.lean import LeanSentence

#: Tags of what ends a phrase to the left of a subject: prepositions and dates.
_LEADING = "PME"
#: Kinds of words of harm that end a noun phrase.
_ENDING = frozenset(("verb", "hit", "state", "fatally", "participle", "dying", "intransitive"))
#: How many prepositional phrases may stand between a subject and its verb.
_MOST_PHRASES = 4
#: The longest clause between commas that a subject reaches over, in tokens.
_LONGEST_INSERTION = 14
#: The longest phrase that "and" joins to a subject, in tokens.
_LONGEST_CONJUNCT = 6
#: How far the "and" of a row of names may stand, in tokens.
_LONGEST_ROW = 16
#: The longest relative clause that a subject reaches over, in tokens.
_LONGEST_RELATIVE = 12


def victims_after(lean: LeanSentence, start: int) -> Victims | None:
    """The victims named from a lean token on: the object of a verb, with what "and" adds."""
    position = start
    while lean.tag(position) == "A":
        position += 1
    first = total = _conjunct(lean, position)
    if first is None or total is None:
        return None
    while (added := _next_conjunct(lean, first, total)) is not None:
        total = add_victims(total, added)
    is_apposition = lean.tag(first.last) == "," and first.best not in (None, 1)
    if is_apposition and total.best == 2 * (first.best or 0):
        return replace(first, last=total.last)  # "three others, two men and a woman"
    return total


def _next_conjunct(lean: LeanSentence, begin: Victims, total: Victims) -> Victims | None:
    """What a comma or "and" adds to the victims before it, if it begins no new clause."""
    after = total.last
    while lean.tag(after) in ",C" and after - total.last < 2:
        after += 1
    if after == total.last or lean.tag(after) not in "QDZNL":
        return None
    is_row = total is not begin and begin.best == 1
    if lean.tag(after - 1) == "," and not is_row and _is_apposition(lean, total, after):
        return None
    if lean.tag(after) == "Z" and _is_unfinished(lean, total):
        return None  # "an Immigration and Customs Enforcement agent"
    found = _conjunct(lean, after)
    if found is None or lean.tag(found.last) in "BHRKW":
        return None
    is_closed = lean.tag(after - 1) == "C" or _is_row(lean, found.last)
    return found if is_closed and not _is_harm(lean, found.last) else None


def _is_apposition(lean: LeanSentence, total: Victims, after: int) -> bool:
    """Whether a comma explains: "three victims, Ann Lee ...", "his son, Bo,"."""
    if (total.best or 2) > 1:
        return lean.tag(after) != "Q"
    return lean.tag(after) == "Z" and lean.tag(total.last - 1) == "N"


def _is_row(lean: LeanSentence, position: int) -> bool:
    """Whether "and" goes on, at once or after one more comma."""
    if lean.tag(position) == "C":
        return True
    return lean.tag(position) == "," and "C" in lean.tags[position : position + _LONGEST_ROW]


def _is_unfinished(lean: LeanSentence, victims: Victims) -> bool:
    """Whether a phrase is an article before a name without a noun, as names with "and" begin."""
    tags = lean.tags[victims.first : victims.last]
    return not victims.is_counted and tags[0] in "QD" and set(tags[1:]) <= {"Z"}


def _is_harm(lean: LeanSentence, position: int) -> bool:
    while lean.tag(position) == "A":
        position += 1
    return position < len(lean.words) and lean.lexicon.match(lean.words, position) is not None


def _conjunct(lean: LeanSentence, start: int, depth: int = 0) -> Victims | None:
    """One noun phrase that begins at a lean token."""
    end = start
    while lean.tag(end) in NOMINAL:
        if end > start and (_begins_phrase(lean, end) or _is_harm_verb(lean, end)):
            break
        if _ends_name(lean, start, end):
            break
        end += 1
    if end == start:
        return None
    found = count_chunk(lean, start, end)
    if found is None and lean.tag(end - 1) + lean.tag(end) == "GO":
        return _group(lean, start, end, depth)
    if found is None or lean.tag(end) != "O" or depth > _MOST_PHRASES:
        return found
    if lean.is_cue(end + 1, "of_pronoun"):
        return replace(found, last=end + 2)
    return _with_complement(lean, found, end, depth) if lean.tag(end + 1) in NOMINAL else found


def _group(lean: LeanSentence, start: int, of: int, depth: int) -> Victims | None:
    """Read "a family of five": the group counts as many as it is of."""
    inner = _conjunct(lean, of + 1, depth + 1) if depth <= _MOST_PHRASES else None
    return replace(inner, first=start) if inner is not None and inner.is_counted else None


def _is_harm_verb(lean: LeanSentence, position: int) -> bool:
    match = lean.lexicon.match(lean.words, position)
    return match is not None and match[1][0].kind in _ENDING


def _ends_name(lean: LeanSentence, start: int, position: int) -> bool:
    """Whether a name ends before a plain word: "the death of Ann Lee occurred", "... last week"."""
    if position - start < 2 or lean.tag(position) != "0":
        return False
    return lean.tag(start) in "NZ" and set(lean.tags[start + 1 : position]) == {"Z"}


def _begins_phrase(lean: LeanSentence, position: int) -> bool:
    """Whether a new noun phrase begins inside a row of nominal tokens."""
    if lean.tag(position) == "D":
        return True
    if lean.word(position - 1).endswith(("'s", "’s")):  # "his wife's two daughters"
        return False
    return lean.starts_quantity(position) and lean.tag(position - 1) != "D"


def _with_complement(lean: LeanSentence, head: Victims, of: int, depth: int) -> Victims:
    """Add "of ..." to a head: "ten members of the brigade", "a family of five"."""
    inner = _conjunct(lean, of + 1, depth + 1)
    if inner is None:
        end = of + 1
        while lean.tag(end) in NOMINAL:
            end += 1
        return replace(head, last=end)
    if lean.tag(of - 1) == "G" and not inner.is_definite and inner.best not in (None, 1):
        return replace(inner, first=head.first)
    return replace(head, last=inner.last)


def victims_before(lean: LeanSentence, end: int) -> Victims | None:
    """The subject that ends before a lean token, over what stands between, with its "and"s."""
    position = end - 1
    while lean.tag(position) in "PM":  # "five people walked in with wounds"
        position -= 1
    is_relative = lean.tag(position) == "W"
    for _ in range(_MOST_PHRASES):
        position = _skip_back(lean, position)
        if lean.is_cue(position, "of_pronoun") and lean.tag(position - 1) == "O":
            return _of_head(lean, position, position + 1)
        first = chunk_start(lean, position)
        if first > position or _is_age(lean, first, position):
            return None
        before = lean.tag(first - 1)
        if before == "O":
            return _of_head(lean, first, position + 1)
        if before not in _LEADING or is_relative:
            return _all_before(lean, first, position + 1)
        position = first - 1
        while lean.tag(position) in _LEADING:
            position -= 1
        position = _before_relative(lean, position)
    return None


def _all_before(lean: LeanSentence, first: int, end: int) -> Victims | None:
    """A phrase with its "and"s, or those of whom it is part: "four men, including Lee, died"."""
    last = first - 2 - (lean.tag(first - 2) == ",")
    start = chunk_start(lean, last)
    if lean.tag(first - 1) != "I" or start > last:  # "a baby was among the 12 wounded"
        return _with_left_conjuncts(lean, first, end)
    return _with_left_conjuncts(lean, start, last + 1)


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
            position -= 1
        if lean.tag(position) != ",":
            return position
        if is_relative:  # "Ann Lee, who was killed"
            return position - 1
        opening = position - 1
        while opening >= max(0, position - _LONGEST_INSERTION) and lean.tag(opening) not in ",;":
            opening -= 1
        is_inserted = lean.tag(opening) == "," and opening >= position - _LONGEST_INSERTION
        position = (opening if is_inserted else position) - 1


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
        is_chain = lean.tag(start - 1) == "O" and depth < _MOST_PHRASES
        return _of_head(lean, start, of, depth + 1) if is_chain else None
    return _with_left_conjuncts(lean, start, of, replace(head, last=end))


def _with_left_conjuncts(
    lean: LeanSentence, first: int, end: int, known: Victims | None = None
) -> Victims | None:
    total = known or count_chunk(lean, first, end)
    while total is not None:
        added = _left_conjunct(lean, total.first)
        if added is None:
            break
        if (
            added.best is not None
            and added.best > 1
            and added.best == total.best
            and lean.tag(added.last) == ","
        ):
            return replace(added, last=total.last)  # "three others, two men and a woman,"
        total = add_victims(added, total)
    return total


def _left_conjunct(lean: LeanSentence, first: int) -> Victims | None:
    """The phrase that "and" or a comma joins to the one that begins at ``first``."""
    last = first - 1
    while lean.tag(last) in ",C" and first - last <= 2:
        last -= 1
    joint = lean.tags[last + 1 : first]
    start = chunk_start(lean, last)
    if not joint or not start <= last < start + _LONGEST_CONJUNCT:
        return None
    is_counted = has_number(lean, start, last + 1)
    if lean.tag(start - 1) not in ";,CRSWA" and not lean.is_cue(start - 1, "leaving"):
        return None
    if not (is_counted or lean.tag(last) in "NLZ"):
        return None
    # a comma alone joins in a row that "and" ends ("Ann, Bo and Cy"), and numbers ("3 men, 1 boy")
    is_title = lean.sentence.field == "title" and lean.tag(last) in "NL"
    is_row = is_title or "C" in joint or "C" in lean.tags[first : first + _LONGEST_ROW]
    if not is_row and not (is_counted and has_number(lean, first, first + 1)):
        return None
    return count_chunk(lean, start, last + 1)


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
        return _of_head(lean, first, end)
    found = _all_before(lean, first, end)
    is_place = lean.tag(first - 1) in _LEADING and (found is None or not found.is_counted)
    return None if is_place else found
