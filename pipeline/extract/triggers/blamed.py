"""What those who are hit are said to have done: it is why, and no incident beside what they suffer.

"Villagers killed a man accused of raping a child", "troops shot dead a boy who threw stones"; a man
"wanted for robbery" tells of none, whatever befell him.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar

#: Who is hit stands between the blow and his deed, in so many tokens at most.
_VICTIM_REACH = 10
#: From "wanted for" to what for.
_SOUGHT_REACH = 5
_BLOWS = frozenset({"violence", "riot", "clash"})
#: What one man does among many: the stones that he threw are no riot of their own.
_OF_MANY = "riot"


def without_blamed(
    triggers: Sequence[Trigger], forms: tuple[str, ...], grammar: Grammar
) -> list[Trigger]:
    """The triggers of a sentence but those of which another one's victims are accused."""
    triggers = [t for t in triggers if not _is_attribute(t, triggers, forms, grammar)]
    if len(triggers) < 2:
        return triggers
    return [t for t in triggers if not _is_blamed(t, triggers, forms, grammar)]


def _is_blamed(
    deed: Trigger, triggers: Sequence[Trigger], forms: tuple[str, ...], grammar: Grammar
) -> bool:
    start = _start_of_blame(deed, forms, grammar)
    return start is not None and any(
        t.word.pos != "n"
        and family(t.word.event_type) in _BLOWS
        and 0 < start - t.last <= _VICTIM_REACH
        and not any(form in ",;:" for form in forms[t.last : start])
        for t in triggers
    )


def _is_attribute(
    deed: Trigger, triggers: Sequence[Trigger], forms: tuple[str, ...], grammar: Grammar
) -> bool:
    """Whether a deed says who somebody is: "wanted for robbery", "for two murders, was shot"."""
    if deed.word.pos != "n" or grammar.wanted.isdisjoint(forms[: deed.first]):
        return False
    start = max(0, deed.first - _SOUGHT_REACH)
    sought = next(
        (
            n + 2
            for n in range(start, deed.first - 1)
            if forms[n] in grammar.wanted and forms[n + 1] in grammar.matter
        ),
        None,
    )
    is_hit = any(t is not deed and family(t.word.event_type) in _BLOWS for t in triggers)
    return sought == deed.first or (sought is not None and is_hit)


def _start_of_blame(deed: Trigger, forms: tuple[str, ...], grammar: Grammar) -> int | None:
    """Where "accused of" or "who" stands right before a deed; None where neither does."""
    before = forms[max(0, deed.first - 2) : deed.first]
    if len(before) == 2 and before[0] in grammar.blamed and before[1] in grammar.of:
        return deed.first - 2
    is_of_many = deed.word.event_type == _OF_MANY
    if is_of_many and before and before[-1] in grammar.relative:
        return deed.first - 1
    return None
