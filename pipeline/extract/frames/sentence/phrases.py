"""The noun phrases of a telling: who and what may have a part in what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.group_names import name_groups
from pipeline.extract.actors.noun_phrases import NounPhrase, find_noun_phrases
from pipeline.extract.finds import tokens_of
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Telling


def phrases_of(reading: Reading, telling: Telling) -> list[NounPhrase]:
    """The noun phrases of a telling."""
    taken = not_names(reading, telling)
    borders = frozenset(i for t in telling.triggers for i in range(t.first, t.last))
    sentence = telling.sentence
    phrases = find_noun_phrases(sentence, reading.words, reading.document, taken, borders)
    phrases = name_groups(phrases, telling.forms, reading.words.grammar)
    written_in = tokens_of(sentence, [p for p in reading.places if p.is_dateline])
    return [p for p in phrases if p.first not in written_in]


def not_names(reading: Reading, telling: Telling) -> frozenset[int]:
    """The tokens of a telling that are places, days, weapons or triggers, so no persons."""
    taken = tokens_of(telling.sentence, reading.places, reading.days.within(telling.sentence.index))
    taken |= {i for t in telling.triggers for i in range(t.first, t.last)}
    return frozenset(taken | weapons_in(reading, telling))


def weapons_in(reading: Reading, telling: Telling) -> frozenset[int]:
    """The tokens of a telling that are weapons."""
    found = reading.words.weapons.find(telling.forms)
    return frozenset(i for match in found for i in range(match.first, match.last))


def nobodies(
    reading: Reading, telling: Telling, phrases: Sequence[NounPhrase]
) -> frozenset[NounPhrase]:
    """The unlisted phrases that only name a place or weapons: "Kyiv", "a barrage of rockets"."""
    taken, weapons = not_names(reading, telling), weapons_in(reading, telling)
    return frozenset(
        phrase
        for phrase in phrases
        if phrase.kind == "unknown"
        and (phrase.last - 1 in weapons or taken.issuperset(range(phrase.first, phrase.last)))
    )
