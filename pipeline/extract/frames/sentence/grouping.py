"""Which triggers of a sentence tell one incident."""

from __future__ import annotations

from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.event_types import are_one_clause, family, more_specific
from pipeline.lexicon.grammar import Grammar

#: "Another" and its noun stand at most so far apart.
ANOTHER_REACH = 3
#: What a protest is about stands at most so far behind a word that leads to it.
_REASON_REACH = 5
#: "And" stands at most so far before the next of several deeds: "and to the murder of".
_LIST_REACH = 5
#: The comma behind the place that opens a sentence stands at most so far in it.
_OPENING_REACH = 6
#: Families whose incidents a sentence may tell one after another.
_COUNTED = frozenset({"strike", "bombing"})
#: Families of what is one where a place is taken and its defenders die.
_TAKEN_BY_FORCE = {"violence", "territory"}


def group_triggers(telling: Telling, grammar: Grammar) -> list[tuple[list[Trigger], bool]]:
    """The triggers of a sentence by incident; True for one that another event answers."""
    groups: list[tuple[list[Trigger], bool]] = []
    for trigger in telling.triggers:
        if groups and not _is_apart(telling, groups[-1][0], trigger, grammar):
            groups[-1][0].append(trigger)
        else:
            is_linked = bool(groups) and _has_link(telling, groups[-1][0], trigger, grammar)
            groups.append(([trigger], is_linked))
    return groups


def _is_apart(telling: Telling, group: list[Trigger], trigger: Trigger, grammar: Grammar) -> bool:
    if group[0].word.event_type == "interception" and trigger.status == "thwarted":
        return False  # "foiled a plot to bomb"
    if not are_one_clause(type_of(group), trigger.word.event_type):
        return not _is_at_once(telling, group, trigger, grammar)
    is_faint = trigger.word.strength == "weak" and family(trigger.word.event_type) == "clash"
    if is_faint and family(group[0].word.event_type) == "protest":
        return True  # "protests over a man who has been fighting deportation"
    if _has_link(telling, group, trigger, grammar) or is_another(telling, group, trigger):
        return True
    if is_listed(telling, group, trigger, grammar) or is_elsewhere(
        telling, group, trigger, grammar
    ):
        return True
    return group[-1].status != trigger.status and "occurred" in (group[-1].status, trigger.status)


def _is_at_once(telling: Telling, group: list[Trigger], trigger: Trigger, grammar: Grammar) -> bool:
    """Whether people are killed in the taking itself: "40 died when rebels overran the base"."""
    kinds = {family(type_of(group)), family(trigger.word.event_type)}
    between = telling.forms[group[-1].last : trigger.first]
    is_when = kinds == _TAKEN_BY_FORCE and not grammar.at_once.isdisjoint(between)
    return is_when and "," not in between


def is_elsewhere(
    telling: Telling, group: list[Trigger], trigger: Trigger, grammar: Grammar
) -> bool:
    """Whether a place opens what is told next: "shot dead in Leeds, and in York, gunmen"."""
    if trigger.is_definite:
        return False
    together, forms = grammar.together, telling.forms
    between = range(group[-1].last, trigger.first - 2)
    return any(forms[n] in together and _names_place(telling, n + 1, grammar) for n in between)


def opens_elsewhere(telling: Telling, grammar: Grammar) -> bool:
    """Whether a name opens a sentence as its place, listed or not: "In the Cape Flats, three"."""
    behind = telling.forms[:_OPENING_REACH]
    return "," in behind and _names_place(telling, 0, grammar)


def _names_place(telling: Telling, at: int, grammar: Grammar) -> bool:
    """Whether "in" and a name stand at a token, no day or month; in capitals none is known."""
    forms, words = telling.forms, telling.sentence.words
    if len(words) <= at + 2 or forms[at] not in grammar.placing or words[at].isupper():
        return False
    name = at + 1 + (forms[at + 1] in grammar.determiner)
    dates = date_grammar(grammar.language).values
    is_day = forms[name] in dates["month"] or forms[name] in dates["weekday"]
    return words[name][0].isupper() and not is_day


def is_another(telling: Telling, group: list[Trigger], trigger: Trigger) -> bool:
    """Whether a strong word tells of one more: "and more rockets landed near a second base"."""
    if trigger.word.strength != "strong" or family(trigger.word.event_type) not in _COUNTED:
        return False
    return any(
        "further" in m.scenes
        and group[-1].last <= m.first
        and 0 <= trigger.first - m.last < ANOTHER_REACH
        for m in telling.matches
    )


def is_listed(telling: Telling, group: list[Trigger], trigger: Trigger, grammar: Grammar) -> bool:
    """Whether two deeds are told side by side, each by a noun with its own object.

    "The murder of a judge and the kidnapping of a mayor", "after the bombing of X, and following
    the murder of Y".
    """
    if trigger.word.strength != "strong" or not _has_own_object(telling, trigger, grammar):
        return False
    is_murder = trigger.is_murder and trigger.is_definite and family(type_of(group)) in _COUNTED
    if not (is_murder or any(_has_own_object(telling, t, grammar) for t in group)):
        return False
    before = telling.forms[max(group[-1].last, trigger.first - _LIST_REACH) : trigger.first]
    return not grammar.side_by_side.isdisjoint(before)


def _has_own_object(telling: Telling, trigger: Trigger, grammar: Grammar) -> bool:
    """Whether a noun says itself whom it hit: "the murder of", "attack on"."""
    behind = telling.forms[trigger.last - 1 : trigger.last + 1]
    is_noun = trigger.word.pos == "n" or (trigger.word.pos == "p" and behind[0] in grammar.of_deed)
    return is_noun and not grammar.of_deed.isdisjoint(behind)


def _has_link(telling: Telling, group: list[Trigger], trigger: Trigger, grammar: Grammar) -> bool:
    between = telling.forms[group[-1].last : trigger.first]
    is_protest = family(group[-1].word.event_type) == "protest" and trigger.word.pos == "n"
    if is_protest and not grammar.reason.isdisjoint(between[-_REASON_REACH:]):
        return True
    return any(
        "link" in m.scenes and group[-1].last <= m.first and m.last <= trigger.first
        for m in telling.matches
    )


def head_of(group: list[Trigger]) -> Trigger:
    """The trigger that tells most: a strong one before a weak one, a fine type before a coarse."""
    best = type_of(group)
    ranks = {"strong": 0, "weak": 1, "generic": 2}
    return min(group, key=lambda t: (t.word.event_type != best, ranks[t.word.strength], t.first))


def type_of(group: list[Trigger]) -> str:
    """The finest type that the triggers name, or that of a bomb's or missile's interception."""
    event_type = group[0].word.event_type
    if is_disrupted(group):
        return event_type  # "foiled a car bomb attack"
    for trigger in group[1:]:
        event_type = more_specific(event_type, trigger.word.event_type)
    return event_type


def is_disrupted(group: list[Trigger]) -> bool:
    """Whether a group tells of a bomb or a missile that was stopped."""
    return group[0].word.event_type == "interception" and any(
        t.status == "thwarted" and family(t.word.event_type) in _COUNTED for t in group
    )
