"""Who died before people marched: "burned tyres over the death of a cleric" has no toll."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar

#: What crowds do about a death.
_OF_CROWDS = frozenset({"protest", "riot"})
#: "After" stands so many tokens before a death at most: "after news of the death of".
_REACH = 5


def is_reason(claim: CasualtyMention, frame: Frame, telling: Telling, grammar: Grammar) -> bool:
    """Whether a toll behind the words of a protest is what it is about."""
    if family(frame.event_type) not in _OF_CROWDS and frame.event_type != "arson":
        return False
    told = [t for t in frame.triggers if not claim.start <= t.start < claim.end]
    before = [t.end for t in told if t.end <= claim.start]
    if not before or len(before) < len(told):
        return False
    between = telling.forms[telling.sentence.between(max(before), claim.start)]
    return not grammar.reason.isdisjoint(between[-_REACH:])
