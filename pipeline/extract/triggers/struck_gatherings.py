"""Gatherings that are struck: "a bomb exploded at a rally" tells of a bomb, and of no rally."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.words import Words

#: What strikes a gathering from outside it.
_STRIKING = frozenset({"strike", "bombing", "violence"})
#: The word that leads to what is struck stands at most so far before it, and the blow before that.
_LEAD_REACH, _BLOW_REACH = 5, 4
#: Who attacks stands so close before the verb.
_DOER_REACH = 2
#: The longest words between a verb and the gathering that it strikes: "an election campaign".
_OBJECT_REACH = 3
#: Kinds of function words before the gathering: "a night vigil".
_OF_NOUNS = frozenset({"det", "adv", None})
#: "Drove" stands at most so far before the gathering that a car is driven into.
_DRIVE_REACH = 12
#: "Sidelines" stands at most so far before the gathering.
_FRINGE_REACH = 4


def without_struck(
    triggers: Sequence[Trigger], forms: tuple[str, ...], words: Words
) -> tuple[Trigger, ...]:
    """The triggers of a sentence but the nouns for gatherings that another of them strikes."""
    return tuple(t for t in triggers if not _is_struck(t, triggers, forms, words))


def _is_struck(
    gathering: Trigger, triggers: Sequence[Trigger], forms: tuple[str, ...], words: Words
) -> bool:
    if family(gathering.word.event_type) != "protest" or gathering.word.pos == "v":
        return False
    before = forms[max(0, gathering.first - _DRIVE_REACH) : gathering.first]
    if _is_driven_into(before, words.grammar) or _is_fringe(before, words.grammar):
        return True
    if not words.grammar.witnessing.isdisjoint(before[-_FRINGE_REACH:]):
        return any(family(t.word.event_type) in _STRIKING for t in triggers)
    is_when = not words.grammar.meanwhile.isdisjoint(before[-_FRINGE_REACH:])
    return any(
        _is_hit(t, gathering, forms, words)
        or (
            _is_blow(t, forms, words)
            and (
                _leads_to(forms[t.last - 1 : gathering.first], words.grammar)
                or (is_when and _is_by_attacker(t, forms, words))
            )
        )
        for t in triggers
        if t.first < gathering.first and _is_violent(t)
    )


def _is_blow(trigger: Trigger, forms: tuple[str, ...], words: Words) -> bool:
    """Whether a violent trigger strikes.

    That people were hurt may be of the gathering's own doing, unless "a gunman wounded" them.
    """
    return not trigger.is_bare_harm or _is_by_attacker(trigger, forms, words)


def _is_violent(trigger: Trigger) -> bool:
    return family(trigger.word.event_type) in _STRIKING and trigger.status == "occurred"


def _is_hit(trigger: Trigger, gathering: Trigger, forms: tuple[str, ...], words: Words) -> bool:
    """Whether a gathering is right behind what strikes it: "gunmen attacked a rally".

    Police who attack one are part of what it tells.
    """
    between = forms[trigger.last : gathering.first]
    kinds = [words.function_words.get(form) for form in between if form[0].isalnum()]
    is_next = len(kinds) == len(between) <= _OBJECT_REACH and _OF_NOUNS.issuperset(kinds)
    before = forms[max(0, trigger.first - _DOER_REACH) : trigger.first]
    is_by_weapon = bool(words.weapons.find(before))
    return is_next and (is_by_weapon or _is_by_attacker(trigger, forms, words))


def _is_by_attacker(trigger: Trigger, forms: tuple[str, ...], words: Words) -> bool:
    """Whether an attacker does it by the words before the verb.

    "Rebels attacked a church during a vigil": that only says when.
    """
    before = forms[max(0, trigger.first - _DOER_REACH) : trigger.first]
    return any(match.entry.kind == "attacker" for match in words.nouns.find(before))


def _leads_to(between: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether words lead from a blow to what it hits: "tore through a", "on an election"."""
    if not all(form[0].isalnum() for form in between):
        return False
    leads = [n for n, form in enumerate(between) if form in grammar.striking]
    return bool(leads) and leads[0] <= _BLOW_REACH and len(between) - leads[-1] <= _LEAD_REACH


def _is_driven_into(before: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether a car is driven into a gathering by the words before it: "drove a van into a"."""
    driven = [n for n, form in enumerate(before) if form in grammar.steering]
    between = before[driven[-1] + 1 :] if driven else ()
    leads = [n for n, form in enumerate(between) if form in grammar.steered_to]
    is_plain = all(form[0].isalnum() for form in between)
    return bool(leads) and is_plain and len(between) - leads[-1] <= _LEAD_REACH


def _is_fringe(before: tuple[str, ...], grammar: Grammar) -> bool:
    """Whether a gathering only says where something was: "on the sidelines of a march"."""
    return not grammar.fringe.isdisjoint(before[-_FRINGE_REACH:])
