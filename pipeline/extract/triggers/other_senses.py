"""Verbs of violence that stand for something else: "fired the coach", "attacked her record"."""

from __future__ import annotations

from pipeline.lexicon.other_objects import other_objects
from pipeline.lexicon.words import TriggerWord, Words

#: An object stands at most so many words behind its verb, or before a passive one.
_REACH, _PASSIVE_REACH = 4, 3
#: Nouns that take objects as their verbs do: "fighting an outbreak".
_GERUND = "ing"
#: Kinds of function words that stand in a noun phrase.
_OF_NOUNS = frozenset({"det", "adv"})


def has_other_sense(
    word: TriggerWord, tokens: tuple[int, int], forms: tuple[str, ...], words: Words
) -> bool:
    """Whether words of a verb at ``tokens`` (first, last) is done to what gives it another sense.

    What stands behind a preposition is not what is done to: "fired at the coach"; but a noun's
    adversary is: "a battle with critics".
    """
    objects = other_objects(words.language).get(word.form)
    if not objects:
        return False
    first, last = tokens
    if word.pos == "n" and not word.form.endswith(_GERUND):
        is_with = forms[last : last + 1] != () and forms[last] in words.grammar.adversary
        near = _phrase_of(forms[last + 1 : last + 1 + _REACH], words)
        return is_with and not objects.isdisjoint(near)
    is_gerund = forms[first].endswith(_GERUND)
    for at in range(first - 1, max(-1, first - 3), -1):
        if forms[at] in words.grammar.passive and not is_gerund:
            before = forms[max(0, at - _PASSIVE_REACH) : at][::-1]
            return not objects.isdisjoint(_phrase_of(before, words))
    return not objects.isdisjoint(_phrase_of(forms[last : last + _REACH], words))


def _phrase_of(near: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """The words next to a verb up to a mark or a word that bounds their phrase."""
    for n, form in enumerate(near):
        kind = words.function_words.get(form)
        if not form[0].isalnum() or (kind is not None and kind not in _OF_NOUNS):
            return near[:n]
    return near
