"""Who did it by sentences that only describe him: "The suspect, a 16-year-old pupil, was held"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.actors.noun_phrases import DOERS, NounPhrase
from pipeline.lexicon.grammar import Grammar

#: From "the suspect" to who that is: ", a 16-year-old", "is described as a".
_WHO_REACH = 6
#: From who it is to "in custody", or to "responsible": "aged 16 has been taken into".
_HELD_REACH, _AUTHOR_REACH = 7, 2
#: From "said" to who is held: "said that a 35-year-old".
_TOLD_REACH = 7
#: From "arrested" to who was: "a 29-year-old".
_TAKEN_REACH = 5
#: A subject begins within so many tokens: "A 16-year-old", "Police say the".
_OPENING = 4
_PERSONS = frozenset({"person", "force", "attacker"})


def find_described(
    forms: tuple[str, ...], phrases: Sequence[NounPhrase], grammar: Grammar
) -> Iterator[NounPhrase]:
    """The phrases of a sentence that say who did what was told before it."""
    for phrase in phrases:
        if (
            (phrase.kind in _PERSONS and _is_the_suspect(forms, phrase, grammar))
            or (_may_be_held(phrase) and _is_in_custody(forms, phrase, grammar))
            or (phrase.kind in DOERS and _is_author(forms, phrase, grammar))
        ):
            yield phrase


def _may_be_held(phrase: NounPhrase) -> bool:
    return phrase.kind in ("person", "force") and phrase.type != "police"


def _is_the_suspect(forms: tuple[str, ...], phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether it says who "the suspect" is: behind a comma, or as what he is or was."""
    before = range(max(0, phrase.first - _WHO_REACH), phrase.first)
    suspect = next((n for n in reversed(before) if forms[n] in grammar.suspect), None)
    head = forms[phrase.last - 1]
    if suspect is None or head in grammar.anonymous | grammar.membership | grammar.suspect:
        return False
    link, rest = forms[suspect + 1 : suspect + 2], forms[suspect + 2 : phrase.first]
    is_link = link == (",",) or (link[:1] and link[0] in grammar.being)
    return bool(is_link) and all(_leads(form, grammar) for form in rest)


def _leads(form: str, grammar: Grammar) -> bool:
    """Whether a word only leads a description: "a", "16", "-", "described as"."""
    described = grammar.identified | grammar.alias | grammar.article | grammar.one
    return form == "-" or form[0].isdigit() or form in described | grammar.age


def _is_in_custody(forms: tuple[str, ...], phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether who a sentence is about is held, or whom police took: "arrested a woman of 29"."""
    behind = forms[phrase.last : phrase.last + _HELD_REACH]
    if not grammar.saying.isdisjoint(behind[:1]):
        return False
    # "The driver, a doctor, was held", "police said that a man of 35 was held"
    if phrase.first <= _OPENING or _is_told_of(forms, phrase, grammar):
        return "," not in behind[1:] and not grammar.in_custody.isdisjoint(behind)
    return not grammar.in_custody.isdisjoint(forms[phrase.first - _TAKEN_REACH : phrase.first])


def _is_told_of(forms: tuple[str, ...], phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether a phrase begins what somebody says: "police said that a 35-year-old man"."""
    before = range(max(0, phrase.first - _TOLD_REACH), phrase.first)
    said = next((n for n in reversed(before) if forms[n] in grammar.saying), None)
    if said is None:
        return False
    return all(_leads(f, grammar) or f in grammar.pointing for f in forms[said + 1 : phrase.first])


def _is_author(forms: tuple[str, ...], phrase: NounPhrase, grammar: Grammar) -> bool:
    """Whether somebody is said to be behind it: "Officials say the Taliban were responsible"."""
    being = forms[phrase.last : phrase.last + 1]
    behind = forms[phrase.last + 1 : phrase.last + 1 + _AUTHOR_REACH]
    is_said = not grammar.auxiliary.isdisjoint(being) and not grammar.authorship.isdisjoint(behind)
    return is_said and grammar.nobody.isdisjoint(forms[max(0, phrase.first - 2) : phrase.first])
