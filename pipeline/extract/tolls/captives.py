"""Read who was taken, held or burned: people, not towns, goods and huts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.tolls.chunks import Victims, chunk_start
from pipeline.extract.tolls.nouns import Claim, HarmWord, make_claim
from pipeline.extract.tolls.objects import victims_after

#: Tags of nouns for one person and for several.
_PEOPLE = frozenset("NL")
#: Tags of words that name nobody.
_PLAIN = frozenset("0T")


def seized(word: HarmWord, verb: Callable[[HarmWord], Claim | None]) -> Claim | None:
    """Read "seized 12 pupils", "three women were snatched"; not "seized 40 rifles".

    ``verb``: how a verb and its participle are read.
    """
    claim = verb(word)
    return claim if claim is not None and _is_of_people(word, claim) else None


def burned(word: HarmWord, verb: Callable[[HarmWord], Claim | None]) -> Claim | None:
    """Read "burned two men", "four were burned"; not "burned 12 huts"."""
    claim = verb(word)
    if claim is None or _is_of_people(word, claim):
        return claim
    told = word.lean.tags[claim.victims.who_first : claim.victims.last]
    return claim if _PLAIN.isdisjoint(told) else None


def captured(word: HarmWord, verb: Callable[[HarmWord], Claim | None]) -> Claim | None:
    """Read "captured 20 soldiers"; not "captured three villages".

    Whether a name that is captured is a man's or a town's is told by what else is told.
    """
    claim = verb(word)
    is_whole = claim is not None and (not claim.victims.is_counted or _is_of_people(word, claim))
    return claim if is_whole else None


def _is_of_people(word: HarmWord, claim: Claim) -> bool:
    return not _PEOPLE.isdisjoint(word.lean.tags[claim.victims.first : claim.victims.last])


def held(word: HarmWord, verb: Callable[[HarmWord], Claim | None]) -> Claim | None:
    """Read "took 12 pupils hostage", "held 30 villagers captive", "bandits took 12 men from".

    Whom nobody is said to keep captive was arrested: "43 people were held".
    """
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or not victims.is_counted:
        claim = seized(word, verb) if lean.is_cue(word.first, "held") else None
        return claim and replace(claim, outcome="arrested")  # type: ignore[arg-type]
    if lean.is_cue(victims.last - 1, "captive"):  # the noun ends the phrase
        return make_claim(word, replace(victims, last=victims.last - 1))
    is_captive = lean.is_cue(victims.last, "captive") or _is_carried_off(word, victims)
    return make_claim(word, victims) if is_captive else None


def _is_carried_off(word: HarmWord, victims: Victims) -> bool:
    """Whether captors take people from somewhere; an ambulance does so, too."""
    lean = word.lean
    is_from = lean.is_cue(victims.last, "whence") and lean.tag(victims.last - 1) in _PEOPLE
    before = range(chunk_start(lean, word.begin - 1), word.begin)
    return is_from and any(lean.is_cue(n, "captor") for n in before)
