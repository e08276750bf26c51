"""Who died before: "burned tyres over the death of a cleric" has no toll.

Nor has "a bomb went off, hours after a helicopter was brought down, killing 12".
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar

#: What crowds do about a death.
_OF_CROWDS = frozenset({"protest", "riot"})
#: "After" stands so many tokens before a death at most: "after news of the death of".
_REACH = 5
#: From a comma to the unit of "less than 24 hours after".
_TIME_REACH = 5


def is_reason(claim: CasualtyMention, frame: Frame, telling: Telling, grammar: Grammar) -> bool:
    """Whether a toll behind all words of an incident is what that is about, or long before it."""
    told = [t for t in frame.triggers if not claim.start <= t.start < claim.end]
    before = [t.end for t in told if t.end <= claim.start]
    if not before or len(before) < len(told):
        return False
    between = telling.forms[telling.sentence.between(max(before), claim.start)]
    if family(frame.event_type) in _OF_CROWDS or frame.event_type == "arson":
        return not grammar.reason.isdisjoint(between[-_REACH:])
    if telling.sentence.text.isupper():
        return False
    between = telling.forms[telling.sentence.between(max(before), claim.trigger_start)]
    return _has_time_passed(between, grammar)


def _has_time_passed(between: Sequence[str], grammar: Grammar) -> bool:
    """Whether a comma and "just hours after" somebody else stand in some tokens."""
    return any(
        after in grammar.passing
        and unit in grammar.time_unit
        and "," in between[max(0, n - _TIME_REACH) : n]
        and who not in grammar.pronoun
        and not who.endswith(grammar.gerund)
        for n, (unit, after, who) in enumerate(zip(between, between[1:], between[2:], strict=False))
    )
