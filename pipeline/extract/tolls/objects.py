"""The noun phrases of victims behind a word of harm, and how many people each names."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import (
    LONGEST_ROW,
    NOMINAL,
    Victims,
    add_victims,
    count_chunk,
    has_title,
    is_office,
    is_pair,
    share_number,
)
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.rows import add_row
from pipeline.text import POSSESSIVES

#: Kinds of words of harm that end a noun phrase.
_ENDING = frozenset(("verb", "hit", "state", "fatally", "participle", "dying", "intransitive"))
#: How many phrases with "of" may hang on one another.
_MOST_PHRASES = 4


def victims_after(lean: LeanSentence, start: int) -> Victims | None:
    """The victims named from a lean token on: the object of a verb, with what "and" adds."""
    position = start
    while lean.tag(position) == "A":
        position += 1
    first = total = _one_of_two_offices(lean, _conjunct(lean, position))
    if first is None or total is None:
        return None
    while (added := _next_conjunct(lean, first, total)) is not None:
        total = share_number(lean, total, added) or add_victims(total, added)
    is_apposition = lean.tag(first.last) == "," and first.best not in (None, 1)
    if is_apposition and total.best == 2 * (first.best or 0):
        return replace(first, last=total.last)  # "three others, two men and a woman"
    return add_row(lean, total, _conjunct)


def _one_of_two_offices(lean: LeanSentence, found: Victims | None) -> Victims | None:
    """One person by two offices in capitals: "SENATOR AND CANDIDATE LUIS GALAN"."""
    if found is None or not is_office(lean, found.first, found.last):
        return found
    named = _conjunct(lean, found.last + 1) if lean.tag(found.last) == "C" else None
    is_one = named is not None and named.best == 1 and has_title(lean, named.first, named.last)
    return replace(named, first=found.first) if named is not None and is_one else found


def _next_conjunct(lean: LeanSentence, begin: Victims, total: Victims) -> Victims | None:
    """What a comma or "and" adds to the victims before it, if it begins no new clause."""
    after = total.last
    while lean.tag(after) in ",C" and after - total.last < 2:
        after += 1
    if after == total.last or not _may_begin_conjunct(lean, after):
        return None
    is_row = total is not begin and begin.best == 1
    is_office = _is_office(lean, after) or (total is begin and _says_who(lean, total, after))
    if lean.tag(after - 1) == "," and is_office:
        explained = _conjunct(lean, after) or total
        is_further = lean.tag(explained.last) == "," and lean.tag(explained.last + 1) == "C"
        return (
            _next_conjunct(lean, begin, replace(total, last=explained.last)) if is_further else None
        )
    if lean.tag(after - 1) == "," and not is_row and _is_apposition(lean, total, after):
        return _behind_name(lean, begin, total, after)
    if lean.tag(after) == "Z" and _is_unfinished(lean, total):
        return None  # "an Immigration and Customs Enforcement agent"
    found = _one_of_two_offices(lean, _conjunct(lean, after))
    is_of = lean.tag(begin.first - 1) == "O"  # "the murders of Ann Lee and Bo Roe were"
    is_subject = found is not None and lean.tag(_end_of_row(lean, found, after)) in "BHRKW"
    if found is None or (is_subject and not is_of):
        return None
    is_closed = lean.tag(after - 1) == "C" or _is_row(lean, found.last) or _is_listed(lean, found)
    return found if is_closed and not _is_harm(lean, found.last) else None


def _end_of_row(lean: LeanSentence, found: Victims, start: int) -> int:
    """Where a row behind a comma ends: "and hurting eight, a doctor and two residents said"."""
    last = found.last
    while lean.tag(start - 1) == "," and lean.tag(last) == "C":
        further = _conjunct(lean, last + 1)
        if further is None:
            break
        last = further.last
    return last


def _may_begin_conjunct(lean: LeanSentence, position: int) -> bool:
    """Whether a noun phrase may begin; in capitals a given name of the list, or a title, tells."""
    if lean.tag(position) in "QDZNL":
        return True
    if not lean.in_capitals:
        return False
    end = position
    while lean.tag(end) in NOMINAL:
        end += 1
    return lean.word(position) in lean.lexicon.given_names or has_title(lean, position, end)


def _behind_name(lean: LeanSentence, begin: Victims, total: Victims, after: int) -> Victims | None:
    """What goes on behind a name that explains: "his wife, Ann Lee, and their son"."""
    named = _conjunct(lean, after) if total.best == 1 else None
    if named is None:
        return None
    joint = named.last + (lean.tag(named.last) == ",")
    if lean.tag(joint) + lean.tag(joint + 1) != "CD":
        return None
    return _next_conjunct(lean, begin, replace(total, last=named.last))


def _is_apposition(lean: LeanSentence, total: Victims, after: int) -> bool:
    """Whether a comma explains: "three victims, Ann Lee ...", "his son, Bo,".

    "Six boys, his wife and" goes on; whether it explains after all, the numbers say.
    """
    if (total.best or 2) > 1:
        return lean.tag(after) != "Q" and not lean.is_cue(after, "owner")
    return lean.tag(after) == "Z" and lean.tag(total.last - 1) == "N"


def _is_office(lean: LeanSentence, after: int) -> bool:
    """Whether in capitals a comma explains who somebody is: "HECTOR OQUELI, LEADER OF"."""
    end = after
    while lean.tag(end) in NOMINAL:
        end += 1
    return lean.tag(after) == "N" and is_office(lean, after, end)


def _says_who(lean: LeanSentence, named: Victims, after: int) -> bool:
    """Whether a comma explains a name: "Ann Lee, a nurse, and her son" are two.

    So are "Ann Lee, the mayor, and her son", and "Ann Lee, Ghana's envoy, and her son".
    """
    said = _conjunct(lean, after)
    if said is None or said.best != 1 or named.best != 1:
        return False
    article = lean.quantities.get(after)
    is_known = lean.is_cue(after, "definite") or lean.word(after).endswith(POSSESSIVES)
    if not is_known and (article is None or not article.is_article):
        return False
    is_closed = lean.tag(said.last) == "," and lean.tag(said.last + 1) == "C"
    is_of_one = "N" in lean.tags[said.first : said.last]
    is_name = lean.tag(named.last - 1) in ("0Z" if lean.in_capitals else "Z")
    return is_closed and is_name and is_of_one


def _is_row(lean: LeanSentence, position: int) -> bool:
    """Whether "and" goes on, at once or after one more comma."""
    if lean.tag(position) == "C":
        return True
    return lean.tag(position) == "," and "C" in lean.tags[position : position + LONGEST_ROW]


def _is_listed(lean: LeanSentence, found: Victims) -> bool:
    """Whether a headline lists without "and": "kills woman, her son, himself"."""
    is_counted = found.best is not None and lean.tag(found.last - 1) in "NL"
    return is_counted and lean.sentence.field == "title" and not _is_harm(lean, found.first)


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
    is_owner = lean.word(start).endswith(POSSESSIVES)  # "the commander of Iran's Quds force"
    if is_owner or position - start < 2 or lean.tag(position) != "0":
        return False
    return lean.tag(start) in "NZ" and set(lean.tags[start + 1 : position]) == {"Z"}


def _begins_phrase(lean: LeanSentence, position: int) -> bool:
    """Whether a new noun phrase begins inside a row of nominal tokens."""
    if lean.tag(position) == "D":
        return not is_pair(lean, position - 1)
    if lean.word(position - 1).endswith(POSSESSIVES):  # "his wife's two daughters"
        return False
    return lean.starts_quantity(position) and lean.tag(position - 1) != "D"


def _with_complement(lean: LeanSentence, head: Victims, of: int, depth: int) -> Victims:
    """Add "of ..." to a head: "ten members of the brigade", "a family of five"."""
    inner = _conjunct(lean, of + 1, depth + 1)
    if inner is None:
        end = of + 1
        while lean.tag(end) in NOMINAL or (lean.tag(end) == "O" and lean.in_capitals):
            end += 1
        return replace(head, last=end)
    is_group = lean.tag(of - 1) == "G" or (head.best is None and _is_number(lean, inner))
    if is_group and not inner.is_definite and inner.best not in (None, 1):
        return replace(inner, first=head.first)
    return replace(head, last=inner.last)


def _is_number(lean: LeanSentence, victims: Victims) -> bool:
    """Whether a number stands alone: "its crew of four"."""
    return victims.is_counted and victims.last - victims.first == 1
