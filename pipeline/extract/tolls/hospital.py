"""Read who was taken to a hospital, was found with wounds or suffered them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.tolls.chunks import Victims
from pipeline.extract.tolls.clauses import (
    before_adverbs,
    dying,
    goes_on_from_passive,
    subject_of,
    subject_start,
)
from pipeline.extract.tolls.nouns import Claim, HarmWord, make_claim
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.participles import hurt_before
from pipeline.extract.tolls.subjects import adjacent_before

#: How far after "suffered" the wound may stand, in tokens.
_WOUND_REACH = 7
#: How far behind "taken" or "sent" it may stand to where, and behind "taken by", in tokens.
_GOAL_REACH, _FAR_GOAL_REACH = 5, 10
#: How far before a wound "was found" may stand, in tokens.
_FOUND_REACH = 7


def taken(word: HarmWord) -> Claim | None:
    """Read "was taken to hospital", in the passive only; not "taken to the county jail"."""
    goal = word.lean.words[word.last : word.last + _GOAL_REACH]
    if not word.lean.lexicon.cues["custody"].isdisjoint(goal):
        return None
    position = before_adverbs(word.lean, word.begin - 1)
    if word.lean.tag(position) == "B" or goes_on_from_passive(word):
        claim = dying(word)
        return None if claim is not None and comes_to_work(word, claim.victims) else claim
    # "one of five people hospitalized after a shooting"
    victims = hurt_before(word) if word.last - word.first == 1 else None
    return make_claim(word, victims) if victims is not None and victims.is_counted else None


def comes_to_work(word: HarmWord, sent: Victims) -> bool:
    """Whether those sent to a hospital are police, troops or doctors, none of them counted."""
    return not sent.is_counted and any(
        word.lean.is_cue(n, "responder") for n in range(sent.first, sent.last)
    )


def carried(word: HarmWord) -> Claim | None:
    """Read "was taken by private car to a hospital"."""
    lean, reach = word.lean, range(word.first, word.last + _FAR_GOAL_REACH)
    # "taken by gunmen from a hospital" is no way to one
    to = next((n for n in reach if lean.is_cue(n, "goal")), reach.stop)
    goal = lean.words[to : reach.stop]
    return None if lean.lexicon.cues["hospital"].isdisjoint(goal) else taken(word)


def treated(word: HarmWord) -> Claim | None:
    """Read "arrived at a hospital with a bullet wound" and "was found on the floor with ..."."""
    lean = word.lean
    for position in range(word.begin - 1, max(0, word.begin - _FOUND_REACH), -1):
        if lean.tag(position) in ",;CSW":
            break
        is_found = lean.is_cue(position, "leaving") and lean.tag(position - 1) in "BA"
        if is_found or lean.is_cue(position, "coming"):
            return make_claim(word, subject_of(lean, subject_start(lean, position)))
    return dying(word)


def sent(word: HarmWord) -> Claim | None:
    """Read "sent four people to the hospital"."""
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or not lean.is_cue(victims.last, "goal"):
        return None
    goal = lean.words[victims.last : victims.last + _GOAL_REACH]
    claim = None if lean.lexicon.cues["hospital"].isdisjoint(goal) else make_claim(word, victims)
    return claim and replace(claim, is_hit=True)


def _suffering(word: HarmWord) -> Claim | None:
    """Read the number right before "suffering": "resulted in four people suffering wounds"."""
    victims = adjacent_before(word.lean, word.begin) if word.harm.form == "ing" else None
    return make_claim(word, victims) if victims is not None and victims.is_counted else None


def suffered(word: HarmWord) -> Claim | None:
    """Read "suffered gunshot wounds", and "suffered a fatal wound" as a death."""
    reach = word.lean.words[word.last : word.last + _WOUND_REACH]
    if word.lean.lexicon.cues["wound"].isdisjoint(reach):
        return None
    claim = dying(word) or _suffering(word)
    if claim is None or (word.harm.form == "base" and not claim.victims.is_counted):
        return None
    if not word.lean.lexicon.cues["fatal"].isdisjoint(reach):
        return replace(claim, outcome="killed")
    return replace(claim, is_hit=True)
