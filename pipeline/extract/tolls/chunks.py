"""A noun phrase of victims: where it begins, and how many people it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.tolls.lean import LeanSentence

#: So many words a name in capitals has at most behind a title.
_LONGEST_NAME = 5
#: From this number on it counts both nouns that "and" joins; of two soldiers and civilians it may
#: count the soldiers alone.
_LEAST_SHARED = 3
#: Tags of words that may stand in a noun phrase.
NOMINAL = "NLG0ZDQT"
#: Tags of nouns for people.
_PEOPLE = "NLG"
#: How far the "and" of a row of names may stand, in tokens.
LONGEST_ROW = 16


@dataclass(frozen=True, slots=True)
class Victims:
    """A noun phrase of victims: how many (best None is unknown) and which lean tokens."""

    low: int
    best: int | None
    high: int | None
    first: int
    last: int
    who_first: int
    is_definite: bool = False
    is_negated: bool = False
    is_vague: bool = False
    is_counted: bool = False


def add_victims(first: Victims, second: Victims) -> Victims:
    """Victims that "and" or a comma joins; unknown numbers stay unknown."""
    best = None if first.best is None or second.best is None else first.best + second.best
    high = None if first.high is None or second.high is None else first.high + second.high
    return Victims(
        first.low + second.low,
        best,
        high,
        first.first,
        second.last,
        first.who_first if first.who_first == first.first or first.best == 1 else first.first,
        is_definite=first.is_definite and second.is_definite,
        is_vague=first.is_vague or second.is_vague,
        is_counted=True,
    )


def is_thing(lean: LeanSentence, victims: Victims) -> bool:
    """Whether "shot a Volvo" may name no person: an article with neither a person nor a name."""
    tags = lean.tags[victims.first : victims.last]
    return tags[0] == "Q" and not victims.is_counted and not ("N" in tags or "L" in tags)


def names_things(lean: LeanSentence, victims: Victims) -> bool:
    """Whether the head of a phrase is a thing that is attacked: "50 drones", "a Yemeni dhow".

    Not "eight rangers of the park". Telegrams in capitals say too little of what is a name.
    """
    if lean.in_capitals:
        return False
    tags = lean.tags[victims.first : victims.last]
    head = victims.first + (tags.index("O") if "O" in tags else len(tags)) - 1
    return lean.tag(head) not in _PEOPLE and lean.word(head) in lean.lexicon.things


def share_number(lean: LeanSentence, first: Victims, second: Victims) -> Victims | None:
    """Victims of two nouns under one number: "twelve children and teenagers"."""
    is_bare = second.best is None and lean.tag(second.first) == "L"
    is_joined = first.is_counted and lean.tags[first.last : second.first] == ["C"]
    if not is_bare or not is_joined or first.best is None or first.best < _LEAST_SHARED:
        return None
    return replace(first, last=second.last)


def count_chunk(lean: LeanSentence, start: int, end: int) -> Victims | None:
    """How many people a noun phrase names; None when it names none that can be counted."""
    start = _behind_both(lean, _behind_leaving(lean, start, end), end)
    start = _name_start(lean, start, end)
    head, is_definite = lean.tag(end - 1), lean.is_cue(start, "definite")
    quantities = [lean.quantities[n] for n in range(start, end) if n in lean.quantities]
    quantity = quantities[0] if quantities else None
    if head == "T" or (head == "D" and quantity is None) or _is_street(lean, start, end):
        return None
    if quantity is not None and lean.tag(quantity.last) == "T" and head not in "NL":
        return None  # "50 miles south", not "a truck driver"
    if quantity is not None and not quantity.is_article:
        return Victims(
            quantity.low,
            quantity.best,
            quantity.high,
            start,
            end,
            min(end, quantity.last),
            is_definite=is_definite or lean.is_cue(quantity.first, "definite"),
            is_negated=quantity.is_negated,
            is_vague=quantity.is_vague,
            is_counted=True,
        )
    is_couple = head == "G" and lean.is_cue(end - 1, "couple")
    if head == "L" or is_couple:
        best = 2 if is_couple else None
        return Victims(
            2, best, best, start, end, start, is_definite=is_definite, is_counted=is_couple
        )
    is_one = head == "N" or _is_name(lean, start, end)
    if head != "G" and (is_one or (quantity and not lean.is_plural(end - 1))):
        return Victims(1, 1, 1, start, end, start, is_definite=is_definite)
    return None


def _is_street(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a name is that of a street: "a shooting at 20 Carter Road", no Ann Street."""
    is_person = lean.word(start) in lean.lexicon.given_names or lean.in_capitals
    is_street = lean.is_cue(end - 1, "street") and lean.tag(end - 1) == "Z"
    return is_street and end - start > 1 and not is_person


def _behind_leaving(lean: LeanSentence, start: int, end: int) -> int:
    """Where those left begin: "double shooting leaves man dead" tells of one man."""
    left = (n + 1 for n in range(start, end - 1) if lean.is_cue(n, "leaving"))
    return max(left, default=start)


def _behind_both(lean: LeanSentence, start: int, end: int) -> int:
    """Where the first of two begins: "both Ann Lee and her son" counts one and one."""
    is_first = start + 1 < end and lean.tag(end - 1) in "NZ" and lean.tag(end) == "C"
    return start + 1 if is_first and is_pair(lean, start) else start


def _name_start(lean: LeanSentence, start: int, end: int) -> int:
    """Where a name begins after a verb in lower case: "found Ann Lee" is Ann Lee."""
    if lean.in_capitals or lean.tag(end - 1) != "Z" or lean.tag(start) != "0":
        return start
    first = end
    while first > start and lean.tag(first - 1) in "ZN":
        first -= 1
    return first


def _is_name(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase without an article is the name of one person."""
    tags = lean.tags[start:end]
    if lean.in_capitals:
        if has_title(lean, start, end) or _is_first_of_many(lean, start, end):
            return True
        is_listed = not lean.lexicon.given_names.isdisjoint(lean.words[start : end - 1])
        is_plural = lean.is_plural(end - 1) and not is_listed  # "Maria Rojas" is one
        return end - start >= 2 and set(tags) <= {"0", "N"} and not is_plural
    return tags[-1] == "Z" and ("N" in tags or set(tags) == {"Z"})


def has_title(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a title stands before a name in capitals: "the police inspector Eulogio Flores".

    Behind the last noun for a person stand two words or more that are none, or one that is no
    plural.
    """
    tags = lean.tags[start:end]
    name = _behind_title(tags)
    if not 1 <= name <= _LONGEST_NAME or not set(tags[-name:]) <= {"0"}:
        return False
    return name > 1 or not lean.is_plural(end - 1)


def _is_first_of_many(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a listed name stands behind the title of several: "LEADERS PEDRO RUIZ AND ...".

    "And" or a comma goes on with the next of them.
    """
    tags = lean.tags[start:end]
    name = next((n for n, tag in enumerate(reversed(tags)) if tag == "L"), 0)
    if lean.tag(end) not in ",C" or not 1 <= name <= _LONGEST_NAME or set(tags[-name:]) != {"0"}:
        return False
    return lean.word(end - name) in lean.lexicon.given_names


def is_office(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase in capitals is an office without a name or an article: "LEADER OF"."""
    return lean.in_capitals and lean.tag(end - 1) == "N" and lean.tag(start) not in "DQ"


def is_listed_name(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase in capitals is a name, by a title or a listed given name."""
    if not lean.in_capitals or not _is_name(lean, start, end):
        return False
    given = lean.lexicon.given_names
    return has_title(lean, start, end) or not given.isdisjoint(lean.words[start : end - 1])


def is_name_in_row(lean: LeanSentence, start: int, end: int, after: int) -> bool:
    """Whether a phrase in capitals is a name before another: "JOSE MONTES, AND ARNO LEHM WERE".

    Nothing but plain words on both sides of a comma or "and" names people, whatever they end in.
    """
    is_plain = 2 <= end - start <= _LONGEST_NAME and set(lean.tags[start:end]) == {"0"}
    if not lean.in_capitals or not is_plain or lean.tag(start - 1) not in ";,C":
        return False
    further = after
    while lean.tag(further) == "0":
        further += 1
    return further - after >= 2 and lean.tag(further) not in NOMINAL


def _behind_title(tags: Sequence[str]) -> int:
    """How many words stand behind the last singular noun for a person; 0 without one."""
    return next((n for n, tag in enumerate(reversed(tags)) if tag == "N"), 0)


def chunk_start(lean: LeanSentence, last: int) -> int:
    """The first token of the noun phrase that ends at ``last``, ``last + 1`` when there is none."""
    first = last + 1
    while first > 0 and lean.tag(first - 1) in NOMINAL:
        first -= 1
        if lean.tag(first) == "D" or lean.starts_quantity(first):
            break
    is_both = lean.tag(first) == "D" and is_pair(lean, first - 1)
    if is_both or (lean.tag(first - 1) == "D" and lean.tag(first) == "Q"):
        first -= 1
    return first


def is_pair(lean: LeanSentence, position: int) -> bool:
    """Whether a word counts two that are known: "both"."""
    return lean.is_cue(position, "definite") and lean.starts_quantity(position)


def has_number(lean: LeanSentence, start: int, end: int) -> bool:
    """Whether a phrase counts with more than an article."""
    return any(
        n in lean.quantities and not lean.quantities[n].is_article for n in range(start, end)
    )


def count_number(lean: LeanSentence, first: int) -> Victims:
    """The quantity at the beginning of a phrase, whatever it counts."""
    quantity = lean.quantities.get(first) or lean.quantities[first + 1]
    return Victims(
        quantity.low,
        quantity.best,
        quantity.high,
        first,
        quantity.last,
        quantity.last,
        is_definite=lean.is_cue(first, "definite"),
        is_negated=quantity.is_negated,
        is_vague=quantity.is_vague,
        is_counted=True,
    )
