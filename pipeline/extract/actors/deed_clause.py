"""A word of a deed with the phrases around it, and its voice."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.words import VEHICLE

#: From a speaker to words that tell of himself: "said on Monday it".
_SAID_REACH = 5
#: What people shoot at, and do not stand at when they are shot.
_SHOT_AT = DOERS | {"person", "name"}


class Clause(NamedTuple):
    """A trigger with the phrases before and after it, and the small words of the language."""

    forms: tuple[str, ...]
    grammar: Grammar
    trigger: Trigger
    before: list[NounPhrase]
    after: list[NounPhrase]


def is_passive(clause: Clause) -> bool:
    """Whether what stands before a trigger has it done to it."""
    forms, trigger, grammar = clause.forms, clause.trigger, clause.grammar
    if not grammar.auxiliary.isdisjoint(forms[max(0, trigger.first - 3) : trigger.first]):
        return True
    if not grammar.enduring.isdisjoint(forms[trigger.first : trigger.last]):
        return True  # "came under fire"
    is_by = not grammar.by.isdisjoint(forms[trigger.last : trigger.last + 1])
    return is_by or _is_shot_there(clause)


def _is_shot_there(clause: Clause) -> bool:
    """Whether a headline tells where people were shot, not at whom: "two teens shot at a park".

    Also "son killed at car meet".
    """
    trigger = clause.trigger
    at = range(trigger.last - 1, min(trigger.last + 1, len(clause.forms)))
    if trigger.field != "title" or not any(clause.forms[n] in clause.grammar.site for n in at):
        return False
    subject = clause.before[-1:] and clause.before[-1].kind
    is_aimed = trigger.word.form in clause.grammar.shooting and any(
        p.kind in _SHOT_AT or p.type == VEHICLE for p in clause.after[:1]
    )
    return subject in ("person", "name") and not is_aimed


def speaks_of_others(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether somebody says what others did: "police said the man shot", not "said it shot"."""
    behind = clause.forms[phrase.last : phrase.last + _SAID_REACH]
    return (
        behind[:1] != ()
        and behind[0] in clause.grammar.saying
        and not clause.grammar.said_of.issuperset(behind[1:2])
        and clause.grammar.speaker_itself.isdisjoint(behind[1:])
        and clause.grammar.speaker_subject.isdisjoint(behind[1:])
        and any(p.first > phrase.last for p in clause.before)
    )
