"""Who is said to have done it: "Russia accused Ukraine of a strike", "a blast blamed on Kyiv".

Who accuses is no part of the deed, and who is accused did it, as far as is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar

#: "Accused" and whom it is of stand at most so far apart: "blamed the Tajik border guards".
_OBJECT_REACH = 4
#: From "of" or "for" to the words of the deed at most so far: "for a second big drone strike".
_DEED_REACH = 8
#: From the words of the deed to "blamed on": "the strike, which Moscow blamed on Kyiv".
_BLAME_REACH = 14
#: Kinds of phrases for somebody or some group.
_WHO = frozenset({"attacker", "force", "person", "actor", "name"})


class Accusation(NamedTuple):
    """Who accuses whom of a deed; either may be unsaid."""

    accuser: NounPhrase | None
    accused: NounPhrase | None


def find_accusations(
    forms: tuple[str, ...], trigger: Trigger, phrases: Sequence[NounPhrase], grammar: Grammar
) -> Iterator[Accusation]:
    """Who is accused of the deed of a trigger, and by whom."""
    if trigger.word.event_type == "arrest":
        return  # "a man accused of shooting two was arrested"
    for verb, form in enumerate(forms):
        if form not in grammar.accusing and form not in grammar.handiwork:
            continue
        before = [p for p in phrases if p.last <= verb]
        subject = before[-1] if before else None
        behind = next((p for p in phrases if p.first > verb), None)
        if _is_blamed_on(forms, verb, trigger, grammar):
            yield Accusation(_active(forms, verb, subject, grammar), _somebody(behind))
        elif form in grammar.handiwork:
            continue
        elif (laid_on := _laid_on(forms, verb, trigger, phrases, grammar)) is not None:
            yield Accusation(subject, _somebody(laid_on))
        elif verb < trigger.first and behind is not None:
            yield from _accused_of(forms, verb, trigger, (subject, behind), grammar)


def _laid_on(
    forms: tuple[str, ...],
    verb: int,
    trigger: Trigger,
    phrases: Sequence[NounPhrase],
    grammar: Grammar,
) -> NounPhrase | None:
    """At whose door a deed is laid: "blamed the attack on X", "attributed it to X"."""
    behind = forms[trigger.last : trigger.last + 1]
    if not 0 < trigger.first - verb <= _OBJECT_REACH or grammar.blamed_on.isdisjoint(behind):
        return None
    return next((p for p in phrases if p.first > trigger.last), None)


def _accused_of(
    forms: tuple[str, ...],
    verb: int,
    trigger: Trigger,
    around: tuple[NounPhrase | None, NounPhrase],
    grammar: Grammar,
) -> Iterator[Accusation]:
    """For "X accused Y of" and "Y was accused of" before the words of the deed."""
    subject, behind = around
    span = range(verb + 1, trigger.first)
    of = next((i for i in span if forms[i] in grammar.matter), None)
    if of is None or trigger.first - of > _DEED_REACH:
        return
    if _is_of_another_deed(forms, of + 1, trigger, grammar):
        yield Accusation(subject, None)
        if behind.last <= of:  # nor did it who is accused of "sheltering the men who killed 26"
            yield Accusation(behind, None)
    elif _is_other_clause(forms, of, trigger, grammar):
        return
    elif behind.last <= of and behind.first - verb <= _OBJECT_REACH:
        yield Accusation(subject, _somebody(behind))
    elif of == verb + 1:  # "a man accused of shooting two"
        yield Accusation(None, subject)


def _is_other_clause(forms: tuple[str, ...], of: int, trigger: Trigger, grammar: Grammar) -> bool:
    """Whether another clause tells the deed than that of which somebody is accused.

    "Accused the mayor of neglect after gunmen shot", "a man who blamed the state for his debts,
    shot at".
    """
    between = forms[of : trigger.first]
    is_verb = trigger.word.pos == "v" and not forms[trigger.first].endswith(grammar.gerund)
    return not grammar.cue_break.isdisjoint(between) or (is_verb and "," in between)


def _somebody(accused: NounPhrase | None) -> NounPhrase | None:
    """Who is accused, if somebody is: a killing is blamed on a land dispute, too."""
    return accused if accused is not None and accused.kind in _WHO else None


def _is_of_another_deed(
    forms: tuple[str, ...], first: int, trigger: Trigger, grammar: Grammar
) -> bool:
    """Whether they are accused of something about the deed: "of covering up the murder"."""
    is_gerund = forms[first].endswith(grammar.gerund) and first < trigger.first
    return is_gerund and forms[first] not in grammar.authoring


def _is_passive(forms: tuple[str, ...], verb: int, grammar: Grammar) -> bool:
    """For "were accused" and "a soldier, accused"."""
    before = forms[max(0, verb - 2) : verb]
    return before[-1:] == (",",) or not grammar.auxiliary.isdisjoint(before)


def _is_blamed_on(forms: tuple[str, ...], verb: int, trigger: Trigger, grammar: Grammar) -> bool:
    """Whether a deed told before is laid at somebody's door: "blamed on Kyiv", "the work of"."""
    marks = grammar.of if forms[verb] in grammar.handiwork else grammar.blamed_on
    is_on = not marks.isdisjoint(forms[verb + 1 : verb + 2])
    return is_on and 0 <= verb - trigger.last <= _BLAME_REACH


def _active(
    forms: tuple[str, ...], verb: int, subject: NounPhrase | None, grammar: Grammar
) -> NounPhrase | None:
    """The subject of "Moscow blamed on"; a blast that "was blamed on" has none."""
    if subject is None or verb - subject.last > 1:
        return None
    return None if _is_passive(forms, verb, grammar) else subject
