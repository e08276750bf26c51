"""Who did what to whom: roles by voice and by the words around a trigger."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.noun_phrases import NounPhrase
from pipeline.extract.triggers import Trigger
from pipeline.records import Participant, Role, Weapon
from pipeline.lexicon.words import Words
from pipeline.text import Sentence

_PASSIVE_AUX = frozenset("is are was were be been being got get gets".split())
_TOWARDS = frozenset("on against at targeting upon of".split())
#: Only these kinds do things; the others have things done to them.
_DOERS = frozenset({"attacker", "force", "actor"})


def find_participants(
    sentence: Sentence, forms: tuple[str, ...], trigger: Trigger, phrases: Sequence[NounPhrase]
) -> list[Participant]:
    """The participants that a trigger names in its own sentence."""
    before = [p for p in phrases if p.last <= trigger.first]
    after = [p for p in phrases if p.first >= trigger.last]
    if trigger.word.pos == "n":
        pairs = _around_noun(forms, trigger, before, after)
    elif _is_passive(forms, trigger):
        pairs = _around_passive(forms, trigger, before, after)
    else:
        pairs = _around_active(forms, trigger, before, after)
    return [_participant(sentence, role, phrase) for role, phrase in pairs]


def find_weapons(
    sentence: Sentence, forms: tuple[str, ...], words: Words
) -> list[tuple[Weapon, str]]:
    """The weapons a sentence names, each with the event type that it suggests."""
    found = []
    for match in words.weapons.find(forms):
        start, end = sentence.tokens[match.first].start, sentence.tokens[match.last - 1].end
        name = sentence.text[start - sentence.start : end - sentence.start]
        found.append((Weapon(name, sentence.field, start, end), match.entry))
    return found


def _is_passive(forms: tuple[str, ...], trigger: Trigger) -> bool:
    if any(form in _PASSIVE_AUX for form in forms[max(0, trigger.first - 3) : trigger.first]):
        return True
    return forms[trigger.last : trigger.last + 1] == ("by",)


def _around_noun(
    forms: tuple[str, ...],
    trigger: Trigger,
    before: list[NounPhrase],
    after: list[NounPhrase],
) -> list[tuple[Role, NounPhrase]]:
    pairs: list[tuple[Role, NounPhrase]] = []
    if before and before[-1].last >= trigger.first - 1 and before[-1].kind in _DOERS:
        pairs.append(("perpetrator", before[-1]))
    for phrase in after[:4]:
        marker = _marker(forms, phrase, trigger.last)
        if marker == "by" and phrase.kind in _DOERS:
            pairs.append(("perpetrator", phrase))
        elif marker in _TOWARDS:
            pairs.append((_harmed(phrase), phrase))
    return pairs


def _around_passive(
    forms: tuple[str, ...],
    trigger: Trigger,
    before: list[NounPhrase],
    after: list[NounPhrase],
) -> list[tuple[Role, NounPhrase]]:
    pairs: list[tuple[Role, NounPhrase]] = [(_harmed(p), p) for p in before[-1:]]
    for phrase in after[:3]:
        if _marker(forms, phrase, trigger.last) == "by":
            pairs.append(("perpetrator", phrase))
    return pairs


def _around_active(
    forms: tuple[str, ...],
    trigger: Trigger,
    before: list[NounPhrase],
    after: list[NounPhrase],
) -> list[tuple[Role, NounPhrase]]:
    pairs: list[tuple[Role, NounPhrase]] = []
    doers = [p for p in before if p.kind in _DOERS]
    if doers:
        pairs.append(("perpetrator", doers[-1]))
    for phrase in after[:2]:
        if phrase.first - trigger.last <= 4 and _marker(forms, phrase, trigger.last) in (
            "",
            *_TOWARDS,
        ):
            pairs.append((_harmed(phrase), phrase))
    return pairs


def _marker(forms: tuple[str, ...], phrase: NounPhrase, floor: int) -> str:
    """The preposition that leads a phrase, if any; determiners and numbers are skipped."""
    for index in range(phrase.first - 1, max(floor, phrase.first - 5) - 1, -1):
        form = forms[index]
        if form == "by" or form in _TOWARDS:
            return form
        if form in ("in", "near", "from", "to", "with", "and", ","):
            return form
    return ""


def _harmed(phrase: NounPhrase) -> Role:
    return "target" if phrase.kind in ("target", "actor") else "victim"


def _participant(sentence: Sentence, role: Role, phrase: NounPhrase) -> Participant:
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end
    name = sentence.text[start - sentence.start : end - sentence.start]
    return Participant(
        role, name, phrase.actor_id, phrase.type, phrase.country, sentence.field, start, end
    )
