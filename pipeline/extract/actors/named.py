"""The victims that tolls name, the doers that words of a deed name, and weapons of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.words import Words
from pipeline.records import Participant, Weapon
from pipeline.text import Document, Sentence


def find_victims(claim: CasualtyMention, telling: Telling, words: Words) -> list[Participant]:
    """The victims that a toll names, under the words of its claim."""
    start, end = claim.who_start, claim.who_end
    if claim.is_perpetrator or claim.part_of or start is None or end is None or not claim.who:
        return []
    if claim.who.lower() in words.grammar.no_name:
        return []
    sentence = telling.sentence
    nouns = words.nouns.find(telling.forms[: sentence.between(sentence.start, end).stop])
    inside = [m.entry.type for m in nouns if sentence.starts[m.first] >= start]
    armed = [kind for kind in inside if kind in ("military", "armed_group", "police")]
    kind = next(iter(armed or inside[-1:]), "civilian")
    return [Participant("victim", claim.who, None, kind, None, claim.field, start, end)]


def find_named_doer(
    triggers: Sequence[Trigger], document: Document, words: Words
) -> Participant | None:
    """Who did it by the words that tell the deed: "suicide bombers killed nine", "a mob killed"."""
    for trigger in triggers:
        forms = tuple(trigger.word.form.split())
        led = (n for n in range(len(forms), 0, -1) if " ".join(forms[:n]) in words.grammar.doer)
        length = next(led, None)
        if length is None:
            continue
        told = document.field_text(trigger.field)[trigger.start : trigger.end]
        name = " ".join(told.split()[:length])
        noun = words.nouns.find(forms[:length])
        kind = noun[-1].entry.type if noun else "armed_group"
        place = (trigger.field, trigger.start, trigger.start + len(name))
        return Participant("perpetrator", name, None, kind, None, *place)
    return None


def find_weapons(sentence: Sentence, forms: tuple[str, ...], words: Words) -> list[Weapon]:
    """The weapons that a sentence names."""
    found = []
    for match in words.weapons.find(forms):
        start, end = sentence.starts[match.first], sentence.end_of(match.last - 1)
        name = sentence.text[start - sentence.start : end - sentence.start]
        found.append(Weapon(name, sentence.field, start, end))
    return found


def distinct_weapons(found: Sequence[Weapon]) -> tuple[Weapon, ...]:
    """Each weapon once, under the longest of the names that contain each other."""
    kept: list[Weapon] = []
    for weapon in sorted(found, key=lambda w: -len(w.name)):
        name = weapon.name.lower().rstrip("s")
        if not any(name in k.name.lower() for k in kept):
            kept.append(weapon)
    return tuple(sorted(kept, key=lambda w: (w.field or "", w.start or 0)))
