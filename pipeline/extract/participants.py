"""Who did what to whom: roles by voice and by the words around a trigger."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.casualties import CasualtyMention
from pipeline.extract.noun_phrases import NounPhrase
from pipeline.extract.triggers import Telling, Trigger
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


def find_victims(claim: CasualtyMention, telling: Telling, words: Words) -> list[Participant]:
    """The victims that a toll names, under the words of its claim."""
    start, end = claim.who_start, claim.who_end
    if claim.is_perpetrator or claim.part_of or start is None or end is None or not claim.who:
        return []
    last = [i for i, token in enumerate(telling.sentence.tokens) if token.end == end]
    nouns = words.nouns.find(telling.forms[: last[0] + 1]) if last else ()
    inside = [m.entry.type for m in nouns if telling.sentence.tokens[m.first].start >= start]
    armed = [kind for kind in inside if kind in ("military", "armed_group", "police")]
    kind = next(iter(armed or inside[-1:]), "civilian")
    return [Participant("victim", claim.who, None, kind, None, claim.field, start, end)]


def distinct_participants(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Each participant once in each role, under the longest of the names that contain each other."""
    kept: list[Participant] = []
    for person in sorted(found, key=lambda p: -len(p.name)):
        if not any(k.role == person.role and _names(k, person) for k in kept):
            kept.append(person)
    return tuple(sorted(kept, key=lambda p: (p.field or "", p.start or 0, p.role)))


def distinct_weapons(found: Sequence[Weapon]) -> tuple[Weapon, ...]:
    """Each weapon once, under the longest of the names that contain each other."""
    kept: list[Weapon] = []
    for weapon in sorted(found, key=lambda w: -len(w.name)):
        name = weapon.name.lower().rstrip("s")
        if not any(name in k.name.lower() for k in kept):
            kept.append(weapon)
    return tuple(sorted(kept, key=lambda w: (w.field or "", w.start or 0)))


def _names(longer: Participant, shorter: Participant) -> bool:
    """Whether two names are of the same: the shorter one's words end or fill the longer one."""
    if shorter.actor_id and shorter.actor_id == longer.actor_id:
        return True
    a, b = longer.name.lower().split(), shorter.name.lower().split()
    return set(b) <= set(a) or a[-1].rstrip("s") == b[-1].rstrip("s") and len(b) == 1


def find_weapons(sentence: Sentence, forms: tuple[str, ...], words: Words) -> list[Weapon]:
    """The weapons that a sentence names."""
    found = []
    for match in words.weapons.find(forms):
        start, end = sentence.tokens[match.first].start, sentence.tokens[match.last - 1].end
        name = sentence.text[start - sentence.start : end - sentence.start]
        found.append(Weapon(name, sentence.field, start, end))
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
    if before and before[-1].last >= trigger.first - 1 and _is_possessor(forms, before[-1]):
        pairs.append(("perpetrator", before[-1]))
    for phrase in after[:4]:
        marker = _marker(forms, phrase, trigger.last)
        if marker == "by" and phrase.kind in _DOERS:
            pairs.append(("perpetrator", phrase))
        elif marker in _TOWARDS:
            pairs.append((_harmed(phrase), phrase))
    return pairs


def _is_possessor(forms: tuple[str, ...], phrase: NounPhrase) -> bool:
    """Whether a phrase before a noun says whose: "Taliban attacks", but not "terrorist attacks"."""
    if phrase.kind == "actor":
        return True
    return phrase.kind in _DOERS and phrase.last - phrase.first > 1


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
