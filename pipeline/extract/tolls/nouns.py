"""Words of harm that are nouns or stand beside a number: "12 deaths", "the killing of two men"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.tolls.chunks import (
    NOMINAL,
    Victims,
    chunk_start,
    count_number,
    is_thing,
    names_things,
)
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.subjects import adjacent_before
from pipeline.extract.tolls.words import Harm
from pipeline.lexicon.numbers import Quantity
from pipeline.records import Outcome
from pipeline.text import POSSESSIVES

#: Kinds of words whose victims may have died of it.
_HITS = frozenset(
    ("hit", "struck", "taken", "treated", "bullet", "striking", "blow", "struck_by", "carried")
)
#: How far after "death toll" its figure may stand, in tokens.
_TOLL_REACH = 12
#: So far behind the figure of a toll it is said that it is one of the wounded.
_WOUNDED_REACH = 3
#: "A man's body with multiple gunshot wounds": so far behind the body they may stand.
_WOUND_REACH = 5
#: So many words before a word of harm its denial may stand.
_DENIAL_REACH = 5
#: A day or a place between a killing and whose it was is so long.
_PHRASE_REACH = 3
#: Tags of words that go on with a phrase.
_NAMING = "NLGZ0"
#: "The toll of Friday's attack on a hall in X, outside Y, has risen to 137": as far away the verb
#: may stand, and the figure behind it.
_RISING_REACH, _RISEN_REACH = 30, 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A toll in one phrase: victims, and the lean tokens of the word of harm."""

    outcome: Outcome
    victims: Victims
    first: int
    last: int
    is_hit: bool = False
    is_total: bool = False
    is_reflexive: bool = False
    is_active: bool = False
    is_row: bool = False
    is_murder_suicide: bool = False
    part_of: Outcome | None = None


@dataclass(frozen=True, slots=True)
class HarmWord:
    """A word of harm in its sentence; ``begin`` is where a compound ("shot and killed") begins."""

    lean: LeanSentence
    begin: int
    first: int
    last: int
    harm: Harm


def make_claim(word: HarmWord, victims: Victims | None, is_total: bool = False) -> Claim | None:
    """The claim that a word of harm makes about victims, None where it names none: "50 drones"."""
    if victims is None or names_things(word.lean, victims):
        return None
    outcome: Outcome = word.harm.outcome  # type: ignore[assignment]
    return Claim(
        outcome, victims, word.first, word.last, is_hit=_is_hit(word.harm), is_total=is_total
    )


def _is_hit(harm: Harm) -> bool:
    return harm.kind in _HITS or (harm.kind == "nominal" and harm.outcome == "injured")


def has_object(word: HarmWord) -> bool:
    """Whether a noun phrase or pronoun follows the word."""
    return word.lean.tag(word.last) in NOMINAL + "X"


def count_claim(word: HarmWord) -> Claim | None:
    """Read "12 deaths", "no casualties", "three confirmed deaths", "two charred bodies"."""
    lean, first = word.lean, word.first
    is_word_on = lean.is_cue(first - 1, "saying") or lean.tag(first - 1) == "K"
    is_told = is_word_on and lean.tag(first - 2) == "Q"
    victims = adjacent_before(lean, first - is_told, needs_number=True) or _denied(word)
    if victims is None or lean.is_cue(victims.first - 1, "spared"):
        return None
    return make_claim(word, victims)


def _denied(word: HarmWord) -> Victims | None:
    """Nobody, where a denial is of several things or of a cause.

    "No damage or casualties", "neither deaths nor injuries", "without causing casualties".
    """
    lean, first = word.lean, word.first - 1
    is_listed = lean.is_cue(first, "alternative") or lean.is_cue(first, "causing")
    for start in range(first, max(-1, first - _DENIAL_REACH), -1):
        if lean.is_cue(start, "denying"):
            return Victims(0, 0, 0, start, word.last, start, is_negated=True, is_counted=True)
        if not is_listed or lean.tag(start) not in NOMINAL + "C,":
            return None
    return None


def multiple_claim(word: HarmWord) -> Claim | None:
    """Read "double homicide" and "triple shooting"."""
    if not word.lean.is_cue(word.first - 1, "multiple"):
        return None
    claim = make_claim(word, adjacent_before(word.lean, word.first, needs_number=True))
    return claim and replace(claim, is_hit=claim.outcome == "injured")


def suicide_claim(word: HarmWord) -> Claim | None:
    """Read "turned the gun on himself" and "murder-suicide"."""
    victims = Victims(1, 1, 1, word.first, word.last, word.last)
    claim = make_claim(word, victims)
    is_murder_suicide = word.harm.kind == "murder_suicide"
    return claim and replace(claim, is_reflexive=True, is_murder_suicide=is_murder_suicide)


def row_claim(word: HarmWord) -> Claim | None:
    """Read "the victims are Ann Lee and Bo Roe"; that they "are women" counts none."""
    victims = victims_after(word.lean, word.last)
    if victims is None or victims.best is None:
        return None
    claim = make_claim(word, victims)
    if claim is not None and word.lean.is_cue(word.first - 2, "among"):
        return replace(claim, part_of=claim.outcome)  # "among the dead were two boys"
    first = chunk_start(word.lean, word.first - 1)  # "the other two victims are"
    return claim and replace(claim, first=first, is_hit=claim.outcome == "injured", is_row=True)


def no_claim(word: HarmWord) -> Claim | None:
    """Read "death penalty": words of harm that tell none."""
    return None


def one_death_claim(word: HarmWord) -> Claim | None:
    """Read "a shooting death": of somebody, when nobody is named."""
    told = nominal_claim(word)
    if told is not None:
        return told
    is_definite = word.lean.is_cue(word.first - 1, "definite")
    alone = Victims(1, 1, 1, word.first, word.last, word.last, is_definite=is_definite)
    return make_claim(word, alone)


def nominal_claim(word: HarmWord) -> Claim | None:
    """Read "the killing of two men" and "his death"."""
    lean = word.lean
    of = of_behind(lean, word.last)
    if lean.tag(of) == "O":
        return make_claim(word, victims_after(lean, of + 1))
    owner = word.first - 1
    is_owned = lean.word(owner).endswith(POSSESSIVES) or lean.is_cue(owner, "owner")
    if is_owned and not has_object(word):
        return make_claim(word, Victims(1, 1, 1, owner, owner + 1, owner, is_definite=True))
    return None


def of_behind(lean: LeanSentence, position: int) -> int:
    """Where "of" stands behind a day or a place: "the assassination in Lima of two judges".

    The of of a phrase with an article is its own: "the killing in the town of Huanta".
    """
    if lean.tag(position) in "AE" and lean.tag(position + 1) == "O":
        return position + 1
    if lean.tag(position) != "P":
        return position
    for of in range(position + 2, position + 2 + _PHRASE_REACH):
        if lean.tag(of) == "O":
            return of
        if lean.tag(of) not in "0ZEQ" or lean.tag(of - 1) not in "0ZEQ":
            break
    return position


def body_claim(word: HarmWord) -> Claim | None:
    """Read "the bodies of 12 people"."""
    lean = word.lean
    if lean.tag(word.last) == "O":
        victims = victims_after(lean, word.last + 1)
        if victims is not None and is_thing(lean, victims):
            # "the remains of a spree", but "the body of a slain Prince George's County officer"
            return make_claim(word, victims) if lean.tag(victims.last) in _NAMING else None
        return make_claim(word, victims)
    owner = word.first - 1
    is_wounded = lean.tag(word.last) == "P" and not lean.lexicon.cues["wound"].isdisjoint(
        lean.words[word.last : word.last + _WOUND_REACH]
    )
    is_told = is_wounded or lean.tag(word.last) == "B"
    if lean.word(owner).endswith(POSSESSIVES) and is_told:
        first = chunk_start(lean, owner)
        return make_claim(word, Victims(1, 1, 1, first, owner + 1, owner, is_definite=True))
    return None


def toll_claim(word: HarmWord) -> Claim | None:
    """Read the last figure after "death toll": "rose from 12 to 15"."""
    lean = word.lean
    found = _last_figure(lean, word.last, _TOLL_REACH) or _risen_figure(word)
    if found is None or _is_of_wounded(word, found.last):
        return None
    low = best = found.best
    if found.high is not None and lean.is_cue(found.first - 1, "rising_from"):
        low = best = found.high
    high = None if found.high is None else best
    victims = Victims(low, best, high, found.first, found.last, found.last, is_counted=True)
    return make_claim(word, victims, is_total=True)


def _is_of_wounded(word: HarmWord, last: int) -> bool:
    """Whether a number is of those who live: "a toll of one person wounded"."""
    lean = word.lean
    if word.last - word.first > 1:
        return False  # a "death toll" is one of the dead
    for position in range(last, min(len(lean.words), last + _WOUNDED_REACH)):
        match = lean.lexicon.match(lean.words, position)
        if match is not None:
            return all(harm.outcome == "injured" for harm in match[1])
    return False


def _last_figure(lean: LeanSentence, first: int, reach: int) -> Quantity | None:
    """The last number before the clause ends."""
    found = None
    for position in range(first, min(len(lean.words), first + reach)):
        if lean.tag(position) in ",;SWK":
            break
        quantity = lean.quantities.get(position)
        if quantity is not None and not quantity.is_article:
            found = quantity
    return found


def _risen_figure(word: HarmWord) -> Quantity | None:
    """The number behind the verb that a toll of many words has: "has risen to 137"."""
    lean = word.lean
    for position in range(word.last, min(len(lean.words), word.last + _RISING_REACH)):
        if lean.is_cue(position, "rising"):
            return _last_figure(lean, position + 1, _RISEN_REACH)
    return None


def part_claim(word: HarmWord) -> Claim | None:
    """Read "one fatally", "three of them critically": a part of those told before."""
    lean, position = word.lean, word.first - 1
    if lean.tag(word.last) in NOMINAL or lean.word(word.last) in lean.lexicon.phrases:
        return None
    if lean.is_cue(position, "of_pronoun") and lean.tag(position - 1) == "O":
        position -= 2
    quantity = lean.quantities.get(position)
    if quantity is None or quantity.is_article:
        return None
    victims = count_number(lean, quantity.first)
    claim = make_claim(word, victims)
    if claim is None or word.harm.kind == "fatally":
        return claim
    return replace(claim, part_of="injured")
