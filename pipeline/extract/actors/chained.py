"""Who does a deed last of all that a sentence tells of him.

"The driver got out and opened fire", "a man walked into a store, pulled a gun and shot the clerk":
the subject stands before its first verb, and "and" leads the one of the deed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.inflection.irregular import irregular_forms

Kinds = Sequence[str | None]
#: What has a deed done by nobody else: a subject, and where the verb of the deed starts.
Chain = tuple[NounPhrase, int]

_ABLE = frozenset({"person", "name", "attacker", "force"})
#: From a subject to the deed, in tokens.
_REACH = 18


def find_chains(
    telling: Telling, kinds: Kinds, phrases: Sequence[NounPhrase], grammar: Grammar
) -> Iterator[Chain]:
    """The subject of each deed that "and" joins to what its subject did before."""
    forms = telling.forms
    for trigger in telling.triggers:
        joint = trigger.first - 1
        joint -= joint > 0 and forms[joint] in grammar.then
        is_act = trigger.word.pos == "v" or trigger.word.form in grammar.firing
        if not is_act or joint < 2 or forms[joint] not in grammar.together:
            continue
        if not _has_object(forms, trigger, kinds, phrases, grammar):
            continue
        subject = _subject_of(telling, joint, kinds, phrases, grammar)
        if subject is not None:
            yield subject, trigger.first


def _has_object(
    forms: Sequence[str],
    trigger: Trigger,
    kinds: Kinds,
    phrases: Sequence[NounPhrase],
    grammar: Grammar,
) -> bool:
    """Whether a verb is in the active voice: whom it hits stands right behind it."""
    if trigger.word.form in grammar.firing:
        return True
    is_led = forms[trigger.last : trigger.last + 1] != () and (
        forms[trigger.last] in grammar.after_verb or kinds[trigger.last] == "det"
    )
    return (is_led and forms[trigger.last] not in grammar.by) or any(
        phrase.first == trigger.last for phrase in phrases
    )


def _subject_of(
    telling: Telling, joint: int, kinds: Kinds, phrases: Sequence[NounPhrase], grammar: Grammar
) -> NounPhrase | None:
    """The first one before a deed who stands right before a verb, in the clause of the deed."""
    forms, told = telling.forms, {t.first for t in telling.triggers}
    for phrase in phrases:
        verb = _behind_age(forms, phrase.last, grammar)
        if phrase.kind not in _ABLE or not 0 < joint - verb <= _REACH:
            continue
        verb += kinds[verb] == "adv" or forms[verb] in grammar.perfect
        if not _is_own_act(forms[verb], kinds[verb], grammar) or verb in told:
            continue
        is_whole = not any(
            kinds[n] == "pron" or forms[n] in grammar.far_clause for n in range(verb, joint)
        )
        return phrase if is_whole else None
    return None


def _behind_age(forms: Sequence[str], at: int, grammar: Grammar) -> int:
    """What follows an age that says more of a subject: "a boy of 14", "a boy, 14,"."""
    led = forms[at : at + 3]
    is_old = (
        len(led) == 3 and led[1].isdigit() and (led[0] in grammar.of or led[0] == led[2] == ",")
    )
    return at + 2 + (led[0] == ",") if is_old else at


def _is_own_act(form: str, kind: str | None, grammar: Grammar) -> bool:
    """Whether a word tells what somebody did who does no more than that: not "said", "found"."""
    is_verb = kind == "verb" or form.endswith(grammar.participle)
    is_verb |= form in irregular_forms(grammar.language)
    return is_verb and form not in grammar.saying and form not in grammar.inquiring
