"""Verbs of violence that stand for something else: "fired the coach", "killed by the heat"."""

from __future__ import annotations

from pipeline.lexicon.other_objects import other_doers, other_objects
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import PEOPLE_KINDS, TriggerWord, Words
from pipeline.text import Sentence

#: An object stands at most so many words behind its verb, or before a passive one.
_REACH, _PASSIVE_REACH = 4, 3
#: The person of whom it is a part ends so many words behind it: "a Fox News cameraman".
_PERSON_REACH = 2
#: What does it is the first or second word behind "by": "by a wild elephant".
_HEAD_REACH = 2
#: Kinds of function words that stand in a noun phrase.
_OF_NOUNS = frozenset({"det", "adv"})
#: Kinds of those that may stand between a subject and its verb.
_BESIDE_VERBS = frozenset({"aux", "adv"})
#: Scenes of what is fired or flown at people.
_ARMS = frozenset({"arms", "gun", "drone"})


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
    gerund = tuple(words.grammar.gerund)
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
    if at is None or (at > 0 and phrase[at - 1] in load_place_words().given_names):
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


def is_nobodys_doing(tokens: tuple[int, int], sentence: Sentence, words: Words) -> bool:
    """Whether nature or a thing that falls does what a verb at ``tokens`` (first, last) says.

    The last word of the subject says so, or the first two behind "by": "killed by a rockfall". An
    armed group may be named for a beast ("the Tigers"), and weapons come as weather does.
    """
    (first, last), doers, forms = tokens, other_doers(words.language), sentence.forms
    if forms[last : last + 1] and forms[last] in words.grammar.by:
        return _names_first(forms[last + 1 : last + 1 + _REACH], doers, words)
    subject = first - 1
    while subject >= 0 and words.function_words.get(forms[subject]) in _BESIDE_VERBS:
        subject -= 1
    is_passive = not words.grammar.passive.isdisjoint(forms[subject + 1 : first])
    if subject < 0 or is_passive or forms[subject] not in doers:
        return False
    if _is_name_of_many(sentence, subject, words):
        return False
    return not words.actors.find(forms[max(0, subject - _PERSON_REACH) : subject + 1])


def _is_name_of_many(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a group is named for a beast: "the Tigers", not "tigers" nor "a Tiger"."""
    before = words.function_words.get(sentence.forms[at - 1]) if at else None
    is_plural = sentence.words[at].endswith("s")
    return before == "det" and is_plural and sentence.words[at][0].isupper()


def _names_first(near: tuple[str, ...], doers: frozenset[str], words: Words) -> bool:
    """Whether a phrase has one of these nouns first, or behind one word, and names no person."""
    plain = tuple(form for form in near if words.function_words.get(form) != "det")
    named = plain[:_HEAD_REACH]
    at = next((n for n, form in enumerate(named) if form in doers), None)
    if at is None or _is_of_weapons(plain[at + 1 :], words):
        return False
    is_person = any(noun.entry.kind in PEOPLE_KINDS for noun in words.nouns.find(named))
    return not (is_person or words.actors.find(named))


def _is_of_weapons(behind: tuple[str, ...], words: Words) -> bool:
    """Whether weapons follow a word: "a hail of bullets", "a train bomb"."""
    rest = behind[1:] if not words.grammar.of.isdisjoint(behind[:1]) else behind
    return any(m.first == 0 for m in words.weapons.find(rest)) or any(
        m.first == 0 and not m.entry.isdisjoint(_ARMS) for m in words.scenes.find(rest)
    )
