"""What is known of a frame, and of the text around it, that tells borrowed words from news.

Words of worlds and where they stand, who did it and what came of it. Of items of a feed, which
have few words, it is also asked in what clause they tell it, and all that confidence asks.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted import confidence
from pipeline.extract.reading import Reading
from pipeline.lexicon.event_types import family

#: A text of no more sentences, the title among them, is an item of a feed: each word weighs more.
ITEM = 3
#: What kind of text it is shows in so many sentences.
_SENTENCES = 12
#: So many sentences, the title among them, are its head.
_HEAD = 2
#: So many words of one world say that a text is of it.
_FIRM = 2
#: What stands so early in its sentence is what the sentence is about.
_EARLY = 4
#: Worlds to which these families of types belong: lawmakers who march borrow no words.
_CIVIC_WORLDS = frozenset({"politics", "labour", "diplomacy"})
_CIVIC_FAMILIES = frozenset({"protest", "agreement", "arrest"})
#: Those who do violence as their trade.
_ARMED = frozenset({"armed_group", "military", "police", "criminal"})

#: Of each sentence of the start of an article: its words of worlds, each with its worlds.
Worlds = tuple[tuple[tuple[str, frozenset[str]], ...], ...]


def worlds_of(reading: Reading) -> Worlds:
    """The words of worlds in each of the first sentences."""
    table = reading.words.worlds
    return tuple(
        tuple(
            (" ".join(s.forms[m.first : m.last]), m.entry)
            for m in table.find(s.forms)
            if not _is_calling(s.forms[m.last : m.last + 1], reading)
        )
        for s in reading.document.sentences[:_SENTENCES]
    )


def _is_calling(behind: tuple[str, ...], reading: Reading) -> bool:
    """Whether a word only says what somebody is: "film director", "football fans"."""
    return any(noun.entry.kind == "person" for noun in reading.words.nouns.find(behind))


def features(frame: Frame, reading: Reading, worlds: Worlds) -> Iterator[tuple[str, float]]:
    """What is known of a frame and of the text around it, as named numbers."""
    is_civic = family(frame.event_type) in _CIVIC_FAMILIES
    yield from _of_worlds(frame, _without_civic(worlds) if is_civic else worlds)
    yield from _of_deed(frame)
    yield from _of_words(frame, reading)
    if is_item(reading):
        yield from _of_clauses(frame, reading)
        known = (*confidence.features(frame, reading), *confidence.features_of_text(reading))
        yield from ((f"news_{name}", value) for name, value in known)


def is_item(reading: Reading) -> bool:
    """Whether a text is as short as an item of a feed is."""
    return len(reading.document.sentences) <= ITEM


def _of_worlds(frame: Frame, worlds: Worlds) -> Iterator[tuple[str, float]]:
    """How much the text is of one world, and which; and how much of any."""
    words = {pair for sentence in worlds for pair in sentence}
    yield "words", math.log1p(len(words))
    yield "dense", len(words) / max(1, len(worlds))
    yield "foreign_head", math.log1p(sum(len(sentence) for sentence in worlds[:_HEAD]))
    told = {trigger.sentence for trigger in frame.triggers}
    yield "foreign_told", math.log1p(sum(len(s) for n, s in enumerate(worlds) if n in told))
    top = top_world(worlds)
    if top is None:
        yield "plain", 1.0
        return
    size = sum(top in named for _, named in words)
    yield "top_words", math.log1p(size)
    here = [n for n, s in enumerate(worlds) if any(top in named for _, named in s)]
    yield "top_share", len(here) / len(worlds)
    yield "top_head", float(here[0] < _HEAD)
    yield "top_told", float(not told.isdisjoint(here))
    if size >= _FIRM:
        yield f"of_{top}", 1.0


def _without_civic(worlds: Worlds) -> Worlds:
    return tuple(
        tuple((form, named) for form, named in sentence if not named <= _CIVIC_WORLDS)
        for sentence in worlds
    )


def top_world(worlds: Worlds) -> str | None:
    """The world that most different words of a text are of, if any is."""
    words = {pair for sentence in worlds for pair in sentence}
    count = Counter(world for _, named in words for world in named)
    return min(count, key=lambda world: (-count[world], world), default=None)


def _of_deed(frame: Frame) -> Iterator[tuple[str, float]]:
    hurt = [c for c in frame.claims if c.outcome in ("killed", "injured") and c.best]
    yield "killed", float(bool(frame.killed()))
    yield "hurt", float(bool(hurt))
    yield "weapons", float(bool(frame.weapons))
    yield "sides", float(confidence.has_sides(frame))
    doers = [p for p in frame.sides if p.role == "perpetrator"]
    yield "doer", float(bool(doers))
    yield "armed_doer", float(any(p.type in _ARMED for p in doers))
    yield "named_victim", float(any(p.role == "victim" for p in frame.sides))
    yield f"family_{family(frame.event_type)}", 1.0
    yield "pinned", float(frame.is_pinned)
    yield "clause_day", float(frame.has_clause_day)
    yield "placed", float(frame.own_place is not None)


def _of_words(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    strong = [t for t in frame.triggers if t.word.strength == "strong"]
    yield "strong", float(bool(strong))
    yield "reference", float(frame.is_reference)
    yield "plural", float(frame.is_plural)
    yield f"status_{frame.status}", 1.0
    yield "told_often", float(len({t.sentence for t in frame.triggers}) > 1)
    yield "late", float(frame.first_sentence > _HEAD)
    yield "titled", float(any(t.field == "title" for t in frame.triggers))
    yield "short", float(len(reading.document.sentences) <= _SENTENCES)
    yield "confidence", frame.confidence or 0.0


def _of_clauses(frame: Frame, reading: Reading) -> Iterator[tuple[str, float]]:
    """Where in their sentences its words stand: what is only recalled is told in a clause."""
    grammar = reading.words.grammar
    before, behind = set[str](), set[str]()
    for trigger in frame.triggers:
        forms = reading.document.sentences[trigger.sentence].forms
        before.update(forms[: trigger.first])
        behind.update(forms[trigger.last :])
    yield "in_relative", float(not before.isdisjoint(grammar.relative))
    yield "in_clause", float(not before.isdisjoint(grammar.far_clause))
    yield "said_before", float(not before.isdisjoint(grammar.saying))
    yield "said_behind", float(not behind.isdisjoint(grammar.saying))
    yield "told_early", float(any(trigger.first < _EARLY for trigger in frame.triggers))
