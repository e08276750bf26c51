"""Read one word of death or harm with the phrase that it is about, by the kind of word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.tolls.blows import blow, striking, struck_by
from pipeline.extract.tolls.captives import burned, captured, held, seized
from pipeline.extract.tolls.chunks import NOMINAL, Victims, is_thing
from pipeline.extract.tolls.clauses import (
    before_adverbs,
    dying,
    goes_on_from_passive,
    subject_end,
    subject_of,
)
from pipeline.extract.tolls.hospital import carried, comes_to_work, sent, suffered, taken, treated
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.extract.tolls.nouns import (
    Claim,
    HarmWord,
    body_claim,
    count_claim,
    has_object,
    make_claim,
    multiple_claim,
    no_claim,
    nominal_claim,
    one_death_claim,
    part_claim,
    row_claim,
    suicide_claim,
    toll_claim,
)
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.participles import attributive, hurt_before, inverted, is_adjective
from pipeline.extract.tolls.subjects import adjacent_before

#: Before a form in -ing these make it a noun: "a drive-by shooting", "the killing".
_NOUN_BEFORE = "DNLGZ0QT"

#: From "survived" to "unhurt", in tokens.
_UNHURT_REACH = 6
#: From "lined up" to "shot".
_LED_OFF_REACH = 14


def _verb(word: HarmWord) -> Claim | None:
    """Read a verb or its participle."""
    end = subject_end(word)
    if end is None:
        return None
    if is_adjective(word):
        return attributive(word)
    return inverted(word) or _in_clause(word, end[0])


def _hit(word: HarmWord) -> Claim | None:
    """Read "were shot"; several who were led off or lined up first were put to death."""
    claim, before = _verb(word), range(max(0, word.begin - _LED_OFF_REACH), word.begin)
    is_several = claim is not None and (claim.victims.best or 0) > 1
    if claim is None or not (is_several and any(word.lean.is_cue(n, "led_off") for n in before)):
        return claim
    return replace(claim, outcome="killed", is_hit=False)


def _in_clause(word: HarmWord, end: int) -> Claim | None:
    """Read a verb behind its subject: its object when active, the subject when passive."""
    before, is_past = _tag_before(word), word.harm.form in ("past", "both")
    if is_past and (before == "B" or (goes_on_from_passive(word) and not has_object(word))):
        return make_claim(word, subject_of(word.lean, end))
    if _is_counted_list(word):
        return make_claim(word, hurt_before(word))
    victims = _object(word)
    if victims is not None and _is_object(word, victims, before):
        return _of_object(word, victims)
    if is_past and before != "H" and not has_object(word):
        return _found_hurt(word, make_claim(word, hurt_before(word)))
    return None


def _found_hurt(word: HarmWord, claim: Claim | None) -> Claim | None:
    """Read those "found wounded" as hit: some of them may have died of it."""
    is_found = claim is not None and word.lean.is_cue(claim.victims.first - 1, "finding")
    return replace(claim, is_hit=claim.outcome == "injured") if claim and is_found else claim


def _of_object(word: HarmWord, victims: Victims) -> Claim | None:
    claim = make_claim(word, victims)
    end = max(victims.last, word.last + word.lean.is_cue(word.last, "plural_object"))
    if claim is not None and _is_to_death(word.lean, end):
        claim = replace(claim, outcome="killed", is_hit=False)
    is_reflexive = word.lean.is_cue(victims.first, "reflexive")
    return claim and replace(claim, is_reflexive=is_reflexive, is_active=True)


def _is_to_death(lean: LeanSentence, position: int) -> bool:
    """Whether those hit died of it: "stabbed his wife to death", "shot two men dead"."""
    position += lean.tag(position) == "M"
    return lean.is_cue(position, "deadly")


def _is_counted_list(word: HarmWord) -> bool:
    """Whether a number of others follows: "one killed three injured", without a comma."""
    lean, position = word.lean, word.last
    if word.harm.form == "ing" or lean.tag(word.begin - 1) != "Q" or lean.tag(position) != "Q":
        return False
    quantity = lean.quantities.get(position)
    return quantity is not None and _is_harm(lean, quantity.last)


def _is_harm(lean: LeanSentence, position: int) -> bool:
    return position < len(lean.words) and lean.lexicon.match(lean.words, position) is not None


def _is_object(word: HarmWord, victims: Victims, before: str) -> bool:
    """Whether a phrase after a verb is its object, not what follows a noun ("a shooting")."""
    is_him = word.lean.is_cue(victims.first, "object_pronoun")
    if word.harm.form == "ing" and before in _NOUN_BEFORE and not (victims.is_counted or is_him):
        return False
    return word.harm.kind != "hit" or not is_thing(word.lean, victims)


def _active(word: HarmWord) -> Claim | None:
    """Read a listed form of a verb whose victims stand after it, or before when nobody does."""
    if subject_end(word) is None:
        return None
    victims = victims_after(word.lean, word.last)
    claim = make_claim(word, victims)
    return replace(claim, is_active=True) if claim else dying(word)


def _tag_before(word: HarmWord) -> str:
    position = before_adverbs(word.lean, word.begin - 1)
    if word.lean.tag(position) == "R" and word.lean.tag(position - 1) == "B":
        return "B"  # "were reported killed"
    return word.lean.tag(position)


def _object(word: HarmWord) -> Victims | None:
    lean, position = word.lean, word.last
    if lean.is_cue(position, "reflexive"):
        is_one = lean.word(position).endswith("self")
        best = 1 if is_one else None
        return Victims(1 if is_one else 2, best, best, position, position + 1, position)
    if lean.is_cue(position, "object_pronoun") and lean.tag(position + 1) not in NOMINAL:
        return Victims(1, 1, 1, position, position + 1, position, is_definite=True)
    if lean.is_cue(position, "plural_object"):
        return _meant(word)
    return victims_after(lean, position)


def _meant(word: HarmWord) -> Victims | None:
    """The counted people told last before "them": "took nine men off and shot them"."""
    lean = word.lean
    for start in sorted(lean.quantities, reverse=True):
        found = victims_after(lean, start) if start < word.begin else None
        if found is not None and found.is_counted and found.last < word.begin:
            is_told_on = "C" in lean.tags[found.last : word.begin]
            return found if is_told_on and not is_thing(lean, found) else None
    return None


def _unsaved(word: HarmWord) -> Claim | None:
    """Read "doctors were not able to save her"."""
    return make_claim(word, _object(word))


def _intransitive(word: HarmWord) -> Claim | None:
    if word.harm.form == "ing":
        return None
    return dying(word)


def _living(word: HarmWord) -> Claim | None:
    """Read "survived", but not "survived unhurt"."""
    behind = range(word.last, word.last + _UNHURT_REACH)
    return None if any(word.lean.is_cue(n, "unhurt") for n in behind) else dying(word)


def _state(word: HarmWord) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) in "NLG0TZ" and lean.is_cue(word.first, "departed"):
        return attributive(word)  # "the dead man"
    end = subject_end(word)
    if end is None:
        return None
    victims = subject_of(lean, end[0]) if end[1] else adjacent_before(lean, word.begin)
    is_in_hospital = not lean.lexicon.cues["hospital"].isdisjoint(
        lean.words[word.first : word.last]
    )
    if victims is not None and is_in_hospital and comes_to_work(word, victims):
        return None  # "a doctor at the hospital"
    if victims is not None and lean.tag(word.first - 1) == "D" and not victims.is_counted:
        return None  # "most of the dead were women"
    claim = make_claim(word, victims)
    return replace(claim, is_hit=True) if claim is not None and _is_bygone(word) else claim


def _is_bygone(word: HarmWord) -> bool:
    """Whether somebody lay in hospital until he died, or did not: "had been on life support"."""
    lean, been = word.lean, before_adverbs(word.lean, word.begin - 1)
    return lean.tag(been) == "B" and lean.is_cue(been - 1, "bygone")


_READERS: dict[str, Callable[[HarmWord], Claim | None]] = {
    "verb": _verb,
    "taking": lambda word: seized(word, _verb),
    "burning": lambda word: burned(word, _verb),
    "capturing": lambda word: captured(word, _verb),
    "holding": lambda word: held(word, _verb),
    "active": _active,
    "bullet": _active,
    "striking": striking,
    "hit": _hit,
    "participle": _verb,
    "struck": dying,
    "struck_by": struck_by,
    "blow": blow,
    "taken": taken,
    "carried": carried,
    "intransitive": _intransitive,
    "dying": dying,
    "treated": treated,
    "living": _living,
    "state": _state,
    "count": count_claim,
    "nominal": nominal_claim,
    "one_death": one_death_claim,
    "unsaved": _unsaved,
    "body": body_claim,
    "toll": toll_claim,
    "suicide": suicide_claim,
    "murder_suicide": suicide_claim,
    "sent": sent,
    "suffered": suffered,
    "multiple": multiple_claim,
    "row": row_claim,
    "nothing": no_claim,
    "fatally": part_claim,
    "gravely": part_claim,
}


def read_word(word: HarmWord) -> Claim | None:
    """The claim that a word of harm makes, None when it makes none that can be read."""
    if word.harm.outcome == "killed" and word.lean.is_cue(word.first - 1, "attempted"):
        return None
    return _READERS[word.harm.kind](word)
