"""Read who was hit: by bullets, or in a part of the body; not by luck, nor a wall."""

from __future__ import annotations

from pipeline.extract.tolls.chunks import Victims
from pipeline.extract.tolls.clauses import dying
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.nouns import Claim, HarmWord, make_claim
from pipeline.extract.tolls.objects import victims_after

#: A part of the body stands so close behind who is hit, in tokens: "in the left arm".
_BODY_REACH = 5
#: What hit somebody stands so close behind "by", or before the verb, in tokens.
_BY_REACH, _SHOT_REACH = 5, 14


def striking(word: HarmWord) -> Claim | None:
    """Read "fired at a crowd, striking five people"; not "striking workers", "hitting a wall"."""
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or lean.tag(word.begin - 1) not in ",C":
        return None
    tags = lean.tags[victims.first : victims.last]
    is_of_people = "N" in tags or (victims.is_counted and "L" in tags)
    return make_claim(word, victims) if is_of_people else None


def blow(word: HarmWord) -> Claim | None:
    """Read "the bullet struck the father in the arm", "she was hit in the face"."""
    lean = word.lean
    if lean.tag(word.begin - 1) in "BA":
        return _passive(word)
    victims = victims_after(lean, word.last)
    if victims is None or not _is_person(lean, victims):
        return None
    before = lean.words[max(0, word.first - _SHOT_REACH) : word.first]
    is_shot = not lean.lexicon.cues["missile"].isdisjoint(before)
    return make_claim(word, victims) if is_shot or _is_wound(lean, victims.last) else None


def _passive(word: HarmWord) -> Claim | None:
    """Read "was hit in the face", "a man was hit.", "struck twice"; not "the house was hit"."""
    lean, claim = word.lean, dying(word)
    if claim is None or _is_wound(lean, word.last):
        return claim
    is_whole = lean.tag(word.last) in ";,CS" or word.last - word.first > 1 or _is_by_shot(word)
    is_hurt = lean.is_cue(claim.victims.first, "subject_pronoun") or _is_person(lean, claim.victims)
    return claim if is_whole and is_hurt else None


def struck_by(word: HarmWord) -> Claim | None:
    """Read "was hit by five bullets"; not "by a car"."""
    return dying(word) if _is_by_shot(word) else None


def _is_by_shot(word: HarmWord) -> bool:
    """Whether it is told right behind that bullets did it: "were hit with several bullets"."""
    behind = word.lean.words[word.last : word.last + _BY_REACH]
    return not word.lean.lexicon.cues["missile"].isdisjoint(behind)


def _is_wound(lean: LeanSentence, position: int) -> bool:
    """Whether a part of the body follows: "in the left arm"."""
    if lean.tag(position) != "P":
        return False
    behind = lean.words[position + 1 : position + _BODY_REACH]
    return not lean.lexicon.cues["body_part"].isdisjoint(behind)


def _is_person(lean: LeanSentence, victims: Victims) -> bool:
    tags = lean.tags[victims.first : victims.last]
    return "N" in tags or (victims.is_counted and "L" in tags)
