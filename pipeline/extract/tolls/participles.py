"""Participles without an auxiliary: "two men shot", "the three injured men", "wounded were two"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import NOMINAL, Victims, chunk_start, count_chunk, count_number
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.nouns import Claim, HarmWord, make_claim
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.subjects import adjacent_before

#: The longest phrase between a participle that opens a sentence and its verb, in tokens.
_LONGEST_OPENING = 10


def hurt_before(word: HarmWord) -> Victims | None:
    """The phrase before a participle without auxiliary: "two men shot", not "fired one shot"."""
    lean = word.lean
    victims = _all_of(lean, word.begin) or adjacent_before(lean, word.begin)
    if victims is None or _is_of_shots(word, victims):
        return None
    # "Roe shot at officers", "two masked men shot at a villa" and "four shot at bar"
    may_shoot = not victims.is_counted or _is_armed(lean, victims)
    is_shooter = word.harm.kind == "hit" and lean.is_cue(word.last, "at") and may_shoot
    return None if is_shooter else victims


def _is_of_shots(word: HarmWord, victims: Victims) -> bool:
    """Whether a number counts shots: "fired one shot", "with one shot"; not "with 44 injured"."""
    lean, told = word.lean, word.lean.tags[victims.first : victims.last]
    is_number = "N" not in told and "L" not in told
    return word.harm.kind == "hit" and is_number and lean.is_cue(victims.first - 1, "fired")


def _is_armed(lean: LeanSentence, victims: Victims) -> bool:
    """Whether a phrase is of people who shoot: "two masked men", "three gunmen"."""
    return any(
        lean.is_cue(n, "armed") or lean.is_cue(n, "perpetrator")
        for n in range(victims.first, victims.last)
    )


def _all_of(lean: LeanSentence, end: int) -> Victims | None:
    """All those of whom one is told: of "one of the five men shot" five were shot."""
    first = chunk_start(lean, end - 1)
    if first >= end or lean.tag(first - 1) != "O" or lean.tag(first - 2) != "Q":
        return None
    found = count_chunk(lean, first, end)
    return found if found is not None and found.is_counted and (found.best or 0) > 1 else None


def is_adjective(word: HarmWord) -> bool:
    """Whether a participle stands before its noun: "the wounded officers"."""
    lean = word.lean
    if word.harm.form not in ("past", "both") or word.begin != word.first:
        return False
    return lean.tag(word.begin - 1) in "DQ" and lean.tag(word.last) in "NL"


def attributive(word: HarmWord) -> Claim | None:
    """Read a number of victims around its participle: "the three injured men", "four dead boys"."""
    lean, quantity = word.lean, word.lean.quantities.get(word.begin - 1)
    if quantity is None or quantity.last != word.begin:
        return None
    last = word.last
    while lean.tag(last) in NOMINAL and not lean.starts_quantity(last):
        last += 1
    if lean.tag(last - 1) not in "NL" or last == word.last:
        return None
    if quantity.is_article and lean.tag(last) + lean.tag(last + 1) != "B0":
        return None  # "an injured woman was found", not "a wounded man said"
    victims = count_number(lean, quantity.first)
    is_counted = not quantity.is_article
    whole = replace(victims, last=last, who_first=word.last, is_counted=is_counted)
    return make_claim(word, whole)


def inverted(word: HarmWord) -> Claim | None:
    """Read a participle that opens its sentence: "killed in the gunfire was a clerk"."""
    lean = word.lean
    is_first = not set(lean.tags[: word.begin]) - {"A"}  # "also injured were two men"
    if not is_first or word.harm.form not in ("past", "both"):
        return None
    for position in range(word.last, word.last + _LONGEST_OPENING):
        if lean.tag(position) == "B":
            return make_claim(word, victims_after(lean, position + 1))
        if lean.tag(position) in ",;CSWKHM":
            break
    return None
