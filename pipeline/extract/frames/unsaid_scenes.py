"""Words of a scene that say nothing of what happened: denied, only carried, only telling of it."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.triggers.scenes import SceneMatch
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.words import Words

#: What somebody carries stands at most so many tokens behind the word that says so.
_CARRIED_REACH = 5
#: The longest words between a verb and the aircraft that it hits: "an army".
_OBJECT_REACH = 2
#: A denial stands at most so many tokens before what it denies.
_DENIAL_REACH = 5
#: "Said" stands at most so many tokens behind who tells something: "police chief Ann Lee said".
_TELLER_REACH = 2


def is_unsaid(match: SceneMatch, frame: Frame, telling: Telling, words: Words) -> bool:
    """Whether a word of a scene sets none for a frame of its sentence."""
    return (
        _is_denied(match, telling, words.grammar)
        or _is_carried(match, telling, words.grammar)
        or _is_teller(match, telling, words.grammar)
        or _is_aircraft_hit(match, frame, telling, words)
    )


def _is_denied(match: SceneMatch, telling: Telling, grammar: Grammar) -> bool:
    """Whether it is said that nobody was taken away: "no one had been arrested"."""
    before = telling.forms[max(0, match.first - _DENIAL_REACH) : match.first]
    return "in_hands" in match.scenes and not grammar.nobody.isdisjoint(before)


def _is_teller(match: SceneMatch, telling: Telling, grammar: Grammar) -> bool:
    """Whether police only tell of it: "shot dead at a rally, police said"."""
    behind = telling.forms[match.last : match.last + _TELLER_REACH]
    return "police" in match.scenes and not grammar.saying.isdisjoint(behind)


def _is_carried(match: SceneMatch, telling: Telling, grammar: Grammar) -> bool:
    """Whether grenades are only carried: "men who carried rifles and grenades shot four"."""
    before = telling.forms[max(0, match.first - _CARRIED_REACH) : match.first]
    return "grenade" in match.scenes and not grammar.carrying.isdisjoint(before)


def _is_aircraft_hit(match: SceneMatch, frame: Frame, telling: Telling, words: Words) -> bool:
    """Whether an aircraft is what is hit: "gunmen attacked a helicopter" is no air strike."""
    if "plane" not in match.scenes:
        return False
    verbs = (t for t in frame.triggers if t.sentence == telling.sentence.index)
    between = (telling.forms[t.last : match.first] for t in verbs if t.word.pos == "v")
    kinds = ([words.function_words.get(form) for form in row] for row in between if row)
    return any(
        row[0] == "det" and len(row) <= _OBJECT_REACH and {"det", None}.issuperset(row)
        for row in kinds
    )
