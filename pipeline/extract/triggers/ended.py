"""What ends who attacked: "stabbed three before he was shot dead by police" is a stabbing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family
from pipeline.lexicon.words import Words
from pipeline.text import Sentence

#: The families of an attack by somebody, and the types of what police do to who attacked.
_ATTACKS = frozenset({"violence", "bombing"})
_ENDS = frozenset({"shooting", "attack", "armed_clash"})
#: Who is hit stands so close before a verb, and who did it so close behind it.
_VICTIM_REACH, _FORCE_REACH = 4, 5
#: Who dies in a fight stands so close before it.
_DEATH_REACH = 8


def without_ends(
    triggers: Sequence[Trigger], sentence: Sentence, words: Words
) -> tuple[Trigger, ...]:
    """The triggers of a sentence but those of how its attacker died, if another tells the attack.

    Telegrams in capitals are left as they are.
    """
    if len(triggers) < 2 or sentence.text.isupper():
        return tuple(triggers)
    told = [family(t.word.event_type) in _ATTACKS for t in triggers]
    attack = told.index(True) if True in told else len(told)
    behind = (t for t in triggers[attack + 1 :] if not _is_end(t, sentence.forms, words))
    return (*triggers[: attack + 1], *behind)


def _is_end(trigger: Trigger, forms: tuple[str, ...], words: Words) -> bool:
    """Whether police do it to him who is only pointed at, or he dies in fighting them."""
    if trigger.word.event_type not in _ENDS:
        return False
    grammar, before = words.grammar, _before(forms, trigger.first, _VICTIM_REACH)
    behind = forms[trigger.last : trigger.last + _FORCE_REACH]
    if trigger.word.pos == "n":
        is_with = not grammar.adversary.isdisjoint(behind) and _names_force(behind, words)
        return is_with and _is_dying(_before(forms, trigger.first, _DEATH_REACH), words)
    if grammar.passive.isdisjoint(before):
        near = forms[trigger.first - 1 : trigger.last + 1]
        return _names_force(before, words) and _is_pronoun(near, words)
    auxiliary = next(n for n, form in enumerate(before) if form in grammar.passive)
    joint = _before(forms, trigger.first - len(before) + auxiliary, 1)
    is_his = _is_pronoun(before, words) or not grammar.together.isdisjoint(joint)
    by = next((n for n, form in enumerate(behind) if form in grammar.by), len(behind))
    return is_his and _names_force(behind[by:], words)


def _before(forms: tuple[str, ...], end: int, reach: int) -> tuple[str, ...]:
    return forms[max(0, end - reach) : end]


def _is_dying(forms: tuple[str, ...], words: Words) -> bool:
    is_passive = not words.grammar.passive.isdisjoint(forms) and _is_pronoun(forms, words)
    return is_passive or not words.grammar.died.isdisjoint(forms)


def _is_pronoun(forms: Sequence[str], words: Words) -> bool:
    return any(words.function_words.get(form) == "pron" for form in forms)


def _names_force(forms: tuple[str, ...], words: Words) -> bool:
    return any(match.entry.kind == "force" for match in words.nouns.find(forms))
