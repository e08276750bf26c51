"""Read one word of death or harm with the phrase that it is about, by the kind of word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.tolls.chunks import NOMINAL, Victims
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
    part_claim,
    row_claim,
    suicide_claim,
    toll_claim,
)
from pipeline.extract.tolls.objects import victims_after
from pipeline.extract.tolls.subjects import adjacent_before, victims_before

#: How far after "suffered" the wound may stand, in tokens.
_WOUND_REACH = 7
#: How far behind "taken" or "sent" it may stand to where, in tokens.
_GOAL_REACH = 5
#: The longest predicate that "and" goes on from ("was taken to a hospital and died"), in tokens.
_LONGEST_PREDICATE = 14
#: Before a form in -ing these make it a noun: "a drive-by shooting", "the killing".
_NOUN_BEFORE = "DNLGZ0QT"


def _subject_end(word: HarmWord) -> tuple[int, bool] | None:
    """Where the subject of a verb ends, and whether an auxiliary stands between.

    None when the verb is negated or only possible.
    """
    lean, position, seen = word.lean, word.begin - 1, ""
    while lean.tag(position) in "AHB!-":
        seen += lean.tag(position)
        position -= 1
    if "!" in seen:
        return None
    is_possible = lean.tag(position) == "M" and word.harm.form != "ing"
    if is_possible and not (lean.word(position) == "to" and "H" in seen):
        return None
    while lean.tag(position) in "MR":  # "is believed to have been"
        position -= 1
        while lean.tag(position) in "AHB":
            position -= 1
    return position + 1, "B" in seen or "H" in seen


def _verb(word: HarmWord) -> Claim | None:
    """Read a verb: its object when active, its subject when passive."""
    end, before = _subject_end(word), _tag_before(word)
    if end is None or _is_adjective(word):
        return None
    is_passive = before == "B" or (_goes_on_from_passive(word) and not has_object(word))
    if word.harm.form in ("past", "both") and is_passive:
        return make_claim(word, _subject(word.lean, end[0]))
    if _is_counted_list(word):
        return make_claim(word, _hurt_before(word))
    victims = _object(word)
    if victims is not None and _is_object(word, victims, before):
        claim = make_claim(word, victims)
        if claim is not None and _is_to_death(word.lean, victims.last):
            claim = replace(claim, outcome="killed", is_hit=False)
        is_reflexive = word.lean.is_cue(victims.first, "reflexive")
        return claim and replace(claim, is_reflexive=is_reflexive, is_active=True)
    if word.harm.form in ("past", "both") and before != "H" and not has_object(word):
        return make_claim(word, _hurt_before(word))
    return None


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
    if word.harm.form == "ing" and before in _NOUN_BEFORE and not victims.is_counted:
        return False
    return word.harm.kind != "hit" or not _is_thing(word.lean, victims)


def _is_thing(lean: LeanSentence, victims: Victims) -> bool:
    """Whether "shot a Volvo" may name no person: an article with neither a person nor a name."""
    tags = lean.tags[victims.first : victims.last]
    return tags[0] == "Q" and not victims.is_counted and not ("N" in tags or "L" in tags)


def _active(word: HarmWord) -> Claim | None:
    """Read a listed form of a verb whose victims stand after it, or before when nobody does."""
    if _subject_end(word) is None:
        return None
    victims = victims_after(word.lean, word.last)
    return _dying(word) if victims is None else make_claim(word, victims)


def _striking(word: HarmWord) -> Claim | None:
    """Read "fired at a crowd, striking five people"; not "striking workers", "hitting a wall"."""
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or lean.tag(word.begin - 1) not in ",C":
        return None
    tags = lean.tags[victims.first : victims.last]
    is_of_people = "N" in tags or (victims.is_counted and "L" in tags)
    return make_claim(word, victims) if is_of_people else None


def _before_adverbs(lean: LeanSentence, position: int) -> int:
    while lean.tag(position) == "A":
        position -= 1
    return position


def _goes_on_from_passive(word: HarmWord) -> bool:
    """Whether "and" joins a verb to one right behind an auxiliary: "was attacked and wounded"."""
    lean, joint = word.lean, _before_adverbs(word.lean, word.begin - 1)
    if lean.tag(joint) != "C" or lean.tag(joint - 1) not in "0K":
        return False
    return lean.tag(_before_adverbs(lean, joint - 2)) == "B"


def _tag_before(word: HarmWord) -> str:
    position = _before_adverbs(word.lean, word.begin - 1)
    if word.lean.tag(position) == "R" and word.lean.tag(position - 1) == "B":
        return "B"  # "were reported killed"
    return word.lean.tag(position)


def _is_adjective(word: HarmWord) -> bool:
    """Whether a participle stands before its noun: "the wounded officers"."""
    lean = word.lean
    if word.harm.form not in ("past", "both") or word.begin != word.first:
        return False
    return lean.tag(word.begin - 1) in "DQ" and lean.tag(word.last) in "NL"


def _object(word: HarmWord) -> Victims | None:
    lean, position = word.lean, word.last
    if lean.is_cue(position, "reflexive"):
        is_one = lean.word(position).endswith("self")
        best = 1 if is_one else None
        return Victims(1 if is_one else 2, best, best, position, position + 1, position)
    if lean.is_cue(position, "object_pronoun") and lean.tag(position + 1) not in NOMINAL:
        return Victims(1, 1, 1, position, position + 1, position, is_definite=True)
    return victims_after(lean, position)


def _hurt_before(word: HarmWord) -> Victims | None:
    """The phrase before a participle without auxiliary: "two men shot", not "fired one shot"."""
    lean, victims = word.lean, adjacent_before(word.lean, word.begin)
    if victims is None or lean.is_cue(victims.first - 1, "fired"):
        return None
    # "Roe shot at officers" and "four shot at bar"
    is_shooter = word.harm.kind == "hit" and lean.is_cue(word.last, "at") and not victims.is_counted
    return None if is_shooter else victims


def _subject(lean: LeanSentence, end: int) -> Victims | None:
    """The subject that ends at a token; "and died" has that of the verb before it."""
    if lean.tag(end - 1) == "C":
        end = _verb_before(lean, end - 1)
    victims = victims_before(lean, end) if end else None
    if victims is None and lean.is_cue(end - 1, "subject_pronoun"):
        return Victims(1, 1, 1, end - 1, end, end - 1, is_definite=True)
    return victims


def _verb_before(lean: LeanSentence, position: int) -> int:
    """Where the verb group begins that "and" goes on from, 0 when there is none near."""
    for place in range(position - 1, max(0, position - _LONGEST_PREDICATE), -1):
        tag = lean.tag(place)
        if tag in ";SC":
            return 0
        if tag in "BHK":
            first = place
            while lean.tag(first - 1) in "ABH":
                first -= 1
            return first
    return 0


def _intransitive(word: HarmWord) -> Claim | None:
    if word.harm.form == "ing":
        return None
    return _dying(word)


def _taken(word: HarmWord) -> Claim | None:
    """Read "was taken to hospital", in the passive only; not "taken to the county jail"."""
    goal = word.lean.words[word.last : word.last + _GOAL_REACH]
    if not word.lean.lexicon.cues["custody"].isdisjoint(goal):
        return None
    position = _before_adverbs(word.lean, word.begin - 1)
    is_passive = word.lean.tag(position) == "B" or _goes_on_from_passive(word)
    return _dying(word) if is_passive else None


def _dying(word: HarmWord) -> Claim | None:
    end = _subject_end(word)
    return None if end is None else make_claim(word, _subject(word.lean, end[0]))


def _state(word: HarmWord) -> Claim | None:
    lean = word.lean
    if lean.tag(word.last) in "NLG0TZ" and lean.words[word.first] in (
        "dead",
        "missing",
        "deceased",
    ):
        return None  # "the dead man"
    end = _subject_end(word)
    if end is None:
        return None
    if end[1]:
        return make_claim(word, _subject(lean, end[0]))
    return make_claim(word, adjacent_before(lean, word.begin))


def _sent(word: HarmWord) -> Claim | None:
    """Read "sent four people to the hospital"."""
    lean, victims = word.lean, victims_after(word.lean, word.last)
    if victims is None or lean.word(victims.last) != "to":
        return None
    goal = lean.words[victims.last : victims.last + _GOAL_REACH]
    claim = None if lean.lexicon.cues["hospital"].isdisjoint(goal) else make_claim(word, victims)
    return claim and replace(claim, is_hit=True)


def _suffered(word: HarmWord) -> Claim | None:
    """Read "suffered gunshot wounds"."""
    reach = word.lean.words[word.last : word.last + _WOUND_REACH]
    if word.lean.lexicon.cues["wound"].isdisjoint(reach) or word.harm.form == "base":
        return None
    claim = _dying(word)
    return claim and replace(claim, is_hit=True)


_READERS: dict[str, Callable[[HarmWord], Claim | None]] = {
    "verb": _verb,
    "active": _active,
    "bullet": _active,
    "striking": _striking,
    "hit": _verb,
    "participle": _verb,
    "struck": _dying,
    "taken": _taken,
    "intransitive": _intransitive,
    "dying": _dying,
    "treated": _dying,
    "living": _dying,
    "state": _state,
    "count": count_claim,
    "nominal": nominal_claim,
    "body": body_claim,
    "toll": toll_claim,
    "suicide": suicide_claim,
    "sent": _sent,
    "suffered": _suffered,
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
