"""How a word stands in its sentence: as a noun or a verb, as told before, as one or as many."""

from __future__ import annotations

from pipeline.lexicon.event_types import GENERIC, family
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.place_words import load_place_words
from pipeline.lexicon.words import TriggerWord
from pipeline.text import Sentence

#: So many fights at once are a count of a day along a front.
_MANY = 10
#: Words between a determiner and its noun, at most this many.
_REACH = 4
#: Words of so many letters are written small but in names and headlines.
_LONG = 4
#: In a sentence that is no headline at least one in so many of these is written small.
_LEAST_SMALL = 4


def reads_as_verb(sentence: Sentence, first: int, last: int, grammar: Grammar) -> bool:
    """Whether a form that can be a noun or a verb is a verb at tokens ``first:last``.

    The word before it decides, then its ending and the word behind it.
    """
    forms = sentence.forms
    form = forms[first]
    before = forms[first - 1] if first else ""
    after = forms[last] if last < len(forms) else ""
    if form.endswith(grammar.gerund):
        return _gerund_is_verb(before, after, grammar)
    if before in grammar.aim and form.endswith(grammar.plural):
        return False  # "in response to attacks"
    if before in grammar.before_verb and before not in grammar.before_noun:
        return True
    is_head = not first and sentence.field == "title"  # "Fire at mill": nobody does it
    if is_head or before in grammar.before_noun or after in grammar.after_noun:
        return False
    if after in grammar.after_verb or after[:1].isdigit():
        return True
    return _is_headline_verb(sentence, first, last, grammar)


def _gerund_is_verb(before: str, after: str, grammar: Grammar) -> bool:
    if before in grammar.before_gerund:
        return after not in grammar.behind_noun_gerund
    if before in grammar.determiner or after in grammar.after_noun:
        return False
    return after in grammar.after_verb or after[:1].isdigit() or before == ","


def _is_headline_verb(sentence: Sentence, first: int, last: int, grammar: Grammar) -> bool:
    """For "Israel strikes Gaza": a name before, a name behind, and a verb's -s."""
    words = sentence.words
    is_third = sentence.lowers[first].endswith(grammar.third_person)
    if not first or last >= len(words) or not is_third:
        return False
    return words[first - 1][0].isupper() and words[last][0].isupper()


def is_definite(forms: tuple[str, ...], first: int, grammar: Grammar) -> bool:
    """Whether a noun at token ``first`` is one told before: "the deadly attack"."""
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        form = forms[index]
        if form in grammar.indefinite:
            return False
        if form in grammar.definite:
            return True
        if not form[0].isalpha() or form in grammar.noun_link:
            return False
    return False


def is_many(forms: tuple[str, ...], first: int, last: int, grammar: Grammar) -> bool:
    """Whether a noun stands for an untold number of incidents: "a wave of attacks"."""
    window = forms[max(0, first - 4) : first]
    if not grammar.of.isdisjoint(window) and any(form in grammar.many for form in window):
        return True
    is_plural = forms[last - 1].endswith(grammar.plural)
    return is_plural and bool(window) and window[-1] in grammar.kinds


def is_tally(
    forms: tuple[str, ...], first: int, last: int, word: TriggerWord, grammar: Grammar
) -> bool:
    """Whether a number counts a day's fights along a front: "repelled 41 assaults"."""
    is_fight = word.event_type in GENERIC or family(word.event_type) == "clash"
    before = forms[first - 1] if first else ""
    is_plural = forms[last - 1].endswith(grammar.plural)  # "the April 22 attack" is one
    return is_fight and is_plural and before.isdigit() and int(before) >= _MANY


def is_month(forms: tuple[str, ...], first: int, grammar: Grammar) -> bool:
    """Whether a word like "march" is the month: beside a number or after a word of time."""
    if forms[first] not in grammar.month:
        return False
    before = forms[first - 1] if first else ""
    after = forms[first + 1] if first + 1 < len(forms) else ""
    if before[:1].isdigit() or after[:1].isdigit():
        return True
    return before in grammar.before_month


def is_plain_noun(sentence: Sentence, first: int, base: str, grammar: Grammar) -> bool:
    """Whether a word that is listed as a verb stands as a noun: "the fire", "its ice shell"."""
    forms = sentence.forms
    before = forms[first - 1] if first else ""
    if before in grammar.article:
        # "accused of murdering a judge"
        is_gerund = forms[first].endswith(grammar.gerund) and before in grammar.of
        return not is_gerund or not grammar.of.isdisjoint(forms[first + 1 : first + 2])
    is_bare = forms[first] == base or any(
        forms[first] == base + ending for ending in grammar.third_person
    )
    if not is_bare or base in grammar.same_past:
        return False
    return not reads_as_verb(sentence, first, first + 1, grammar)


def is_surname(sentence: Sentence, first: int, grammar: Grammar) -> bool:
    """Whether a word of violence is a person's name: "Marcus Vigil", but "MARCUS SHOOTING"."""
    word, before = sentence.words[first], sentence.words[first - 1 : first]
    is_written_so = word.istitle() and before != () and before[0].istitle()
    if not is_written_so or sentence.field == "title":
        return False
    return before[0].lower() in load_place_words(grammar.language).given_names


def is_in_name(sentence: Sentence, first: int, grammar: Grammar) -> bool:
    """Whether a word of violence is written as part of a name: "Shooting Creek", "The Bombing".

    Beside another capital, not at the head of a sentence, and not where most words are written so;
    police write "a Drive-By Shooting".
    """
    words = sentence.words
    if first == 0 or sentence.field == "title" or not words[first].istitle():
        return False
    before, behind = words[first - 1], "".join(words[first + 1 : first + 2])
    if not (before.istitle() or behind.istitle()) or behind == ":" or not before[0].isalnum():
        return False
    if not grammar.indefinite.isdisjoint(sentence.forms[max(0, first - 2) : first]):
        return False
    long = [word for word in words if len(word) >= _LONG and word.isalpha()]
    return _LEAST_SMALL * sum(word.islower() for word in long) >= len(long)
