"""Verbs of violence that stand for something else: "fired the coach"."""

from __future__ import annotations

from pipeline.lexicon.other_objects import other_objects
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import PEOPLE_KINDS, TriggerWord, Words

#: An object stands at most so many words behind its verb, or before a passive one.
_REACH, _PASSIVE_REACH = 4, 3
#: The person of whom it is a part ends so many words behind it: "a Fox News cameraman".
_PERSON_REACH = 2
#: Kinds of function words that stand in a noun phrase.
_OF_NOUNS = frozenset({"det", "adv"})


def has_other_sense(
    word: TriggerWord, tokens: tuple[int, int], forms: tuple[str, ...], words: Words
) -> bool:
    """Whether words of a verb at ``tokens`` (first, last) is done to what gives it another sense.

    What stands behind a preposition is not what is done to: "fired at the coach"; but of a noun it
    is: "a battle with critics", "an explosion in sales".
    """
    objects = other_objects(words.language).get(word.form)
    if not objects:
        return False
    first, last = tokens
    gerund = words.grammar.gerund
    if word.pos == "n" and not word.form.endswith(gerund):  # "fighting an outbreak"
        links = words.grammar.adversary | words.grammar.placing
        return not links.isdisjoint(forms[last : last + 1]) and _is_of(
            forms[last + 1 :], objects, words
        )
    is_gerund = forms[first].endswith(gerund)
    for at in range(first - 1, max(-1, first - 3), -1):
        is_passive = forms[at] in words.grammar.passive - words.grammar.perfect
        if is_passive and not is_gerund:
            before = forms[max(0, at - _PASSIVE_REACH) : at][::-1]
            return _is_of(_phrase_of(before, words)[::-1], objects, words)
    return _is_of(forms[last:], objects, words)


def _is_of(near: tuple[str, ...], objects: frozenset[str], words: Words) -> bool:
    """Whether a phrase begins with an object that is no part of what names a person.

    "Two goats", not "two goat herders" nor "David Fox".
    """
    phrase = _phrase_of(near[: _REACH + _PERSON_REACH], words)
    at = next((n for n, form in enumerate(phrase[:_REACH]) if form in objects), None)
    if at is None or (at > 0 and phrase[at - 1] in load_place_words(words.language).given_names):
        return False
    behind = words.nouns.find(phrase[at + 1 :])
    return not any(
        noun.entry.kind in PEOPLE_KINDS and objects.isdisjoint(phrase[at + 1 + noun.first :])
        for noun in behind
    )


def _phrase_of(near: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """The words next to a verb up to a mark or a word that bounds their phrase."""
    for n, form in enumerate(near):
        kind = words.function_words.get(form)
        if not form[0].isalnum() or (kind is not None and kind not in _OF_NOUNS):
            return near[:n]
    return near
