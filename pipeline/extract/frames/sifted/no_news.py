"""What items of a feed tell without news of it: guns that went off, courts that heard, counts.

Longer texts say more of it, and other rules judge them by that.
"""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family

#: Types that a gun gives which nobody meant to fire, and the finding of one.
_BY_GUN = frozenset({"shooting", "attack", "bombing", "interception"})
#: A clause on who was hit opens at most so many words before what was done to him.
_CLAUSE_REACH = 3
#: From "charged" to what somebody is charged with: "charged in Leeds on Friday with".
_CHARGE_REACH = 8
#: Days that are none of the deed's: no day at all, or the day of the report.
_NO_DAYS = frozenset({"report", "story"})


def is_gun_mishap(frame: Frame, reading: Reading) -> bool:
    """Whether a gun went off by accident, or in the hands of who was hit: "shot himself"."""
    scenes = _scenes_of(reading)
    if frame.event_type not in _BY_GUN:
        return False
    if frame.event_type != "shooting" and "gun" not in scenes:
        return False
    if "unmeant" in scenes:
        return True
    if frame.event_type == "interception":
        found = (t for telling in reading.tellings for t in telling.triggers)
        return any(_is_at_oneself(trigger, reading) for trigger in found)
    if all(_is_at_oneself(trigger, reading) for trigger in frame.triggers):
        return True
    is_discharge = family(frame.event_type) == "bombing" and "device" not in frame.scenes
    return is_discharge and not any(side.role == "perpetrator" for side in frame.sides)


def _is_at_oneself(trigger: Trigger, reading: Reading) -> bool:
    """Whether who shoots is who is hit."""
    if trigger.word.event_type != "shooting":
        return False
    forms = reading.document.sentences[trigger.sentence].forms
    return not reading.words.grammar.reflexive.isdisjoint(
        forms[trigger.last - 1 : trigger.last + 1]
    )


def is_heard_in_court(frame: Frame, reading: Reading) -> bool:
    """Whether a court, an inquest or a jury is told of it: all that is new is the hearing.

    "A witness told the court how", "the widow of a man who was shot told an inquest".
    """
    first = min(frame.triggers, key=lambda t: (t.sentence, t.first))
    forms = reading.document.sentences[first.sentence].forms
    if all(_is_charge(trigger, reading) for trigger in frame.triggers):
        return True
    clause = forms[max(0, first.first - _CLAUSE_REACH) : first.first]
    is_recalled = not reading.words.grammar.relative.isdisjoint(clause)
    heard = [m for m in reading.scenes[first.sentence] if "hearing" in m.scenes]
    return any(is_recalled or match.first < first.first for match in heard)


def _is_charge(trigger: Trigger, reading: Reading) -> bool:
    """Whether a deed is only what somebody is charged with: "charged on Friday with stabbing"."""
    forms, grammar = reading.document.sentences[trigger.sentence].forms, reading.words.grammar
    charged = forms[max(0, trigger.first - _CHARGE_REACH) : trigger.first]
    is_deed = forms[trigger.first].endswith(grammar.gerund) and trigger.word.pos == "v"
    return is_deed and charged[-1:] == ("with",) and "charged" in charged


def is_count_since(frame: Frame, reading: Reading) -> bool:
    """Whether it is counted since a month or a beginning, and no day is told.

    What is counted below an incident of its own, told first, is not that incident.
    """
    if frame.date is not None and frame.date.source not in _NO_DAYS:
        return False
    told = {trigger.sentence for trigger in frame.triggers if trigger.field != "title"}
    return any("since_then" in m.scenes for m in reading.scenes[min(told, default=0)])


def _scenes_of(reading: Reading) -> frozenset[str]:
    return frozenset[str]().union(*(m.scenes for found in reading.scenes for m in found))
