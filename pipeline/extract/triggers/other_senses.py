"""Verbs of violence that stand for something else: "fired the coach"."""

from __future__ import annotations

from pipeline.lexicon.other_objects import other_objects, other_subjects
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import PEOPLE_KINDS, TriggerWord, Words

#: An object stands at most so many words behind its verb, or before a passive one.
_REACH, _PASSIVE_REACH = 4, 3
#: The person of whom it is a part ends so many words behind it: "a Fox News cameraman".
_PERSON_REACH = 2
#: What somebody is bombarded with stands at most so far behind the verb.
_WITH_REACH = 5
#: Who attacks with words is named by so many words behind "by".
_DOER_REACH = 3
#: Kinds of people who do violence, or to whom it is done as to nobody else.
_ARMED = frozenset({"attacker", "force"})
#: Kinds of function words that stand in a noun phrase.
_OF_NOUNS = frozenset({"det", "adv"})
#: Those that may stand between a subject and its verb.
_BESIDE_VERBS = frozenset({"aux", "adv"})


def has_other_sense(
    word: TriggerWord, tokens: tuple[int, int], forms: tuple[str, ...], words: Words
) -> bool:
    """Whether a verb at ``tokens`` (first, last) is done to, or by, what gives it another sense."""
    return (
        _is_done_to_other(word, tokens, forms, words)
        or _is_done_with_other(word, tokens[1], forms, words)
        or _is_done_by_other(word, tokens, forms, words)
    )


def _is_done_with_other(word: TriggerWord, last: int, forms: tuple[str, ...], words: Words) -> bool:
    """Whether words are all that is thrown at somebody: "bombarded them with questions"."""
    known = other_objects(words.language)
    return any(
        _is_of(forms[at + 1 :], objects, words)
        for at in range(last, min(len(forms), last + _WITH_REACH))
        if (objects := known.get(f"{word.form} {forms[at]}"))
    )


def _is_done_by_other(
    word: TriggerWord, tokens: tuple[int, int], forms: tuple[str, ...], words: Words
) -> bool:
    """Whether those who do it have only words for it: "ministers clashed over pensions".

    Not where a weapon, somebody hurt or an armed man is told of: "lawmakers clashed with police".
    """
    doers = other_subjects(words.language).get(word.form)
    if not doers or not words.grammar.lethal.isdisjoint(forms) or words.weapons.find(forms):
        return False
    first, last = tokens
    if not words.grammar.by.isdisjoint(forms[last : last + 1]):
        named = _phrase_of(forms[last + 1 : last + 1 + _DOER_REACH], words)
        is_other = not doers.isdisjoint(named)
    else:
        is_passive = not words.grammar.passive.isdisjoint(forms[max(0, first - 2) : first])
        subject = first - 1
        while subject >= 0 and words.function_words.get(forms[subject]) in _BESIDE_VERBS:
            subject -= 1
        is_other = not is_passive and subject >= 0 and forms[subject] in doers
    return is_other and not any(noun.entry.kind in _ARMED for noun in words.nouns.find(forms))


def _is_done_to_other(
    word: TriggerWord, tokens: tuple[int, int], forms: tuple[str, ...], words: Words
) -> bool:
    """Whether a verb at ``tokens`` (first, last) is done to what gives it another sense.

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
    behind = _up_to_of(phrase[at + 1 :], words)
    return not any(
        noun.entry.kind in PEOPLE_KINDS and objects.isdisjoint(behind[noun.first :])
        for noun in words.nouns.find(behind)
    )


def _up_to_of(phrase: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """A phrase without what it is of: "a video" of the victims is no victim."""
    end = next((n for n, form in enumerate(phrase) if form in words.grammar.of), len(phrase))
    return phrase[:end]


def _phrase_of(near: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """The words next to a verb up to a mark or a word that bounds their phrase."""
    for n, form in enumerate(near):
        kind = words.function_words.get(form)
        if not form[0].isalnum() or (kind is not None and kind not in _OF_NOUNS):
            return near[:n]
    return near
