"""What a sentence says about its tolls besides the figures: who claims them, over what time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.extract.tolls.chunks import NOMINAL, chunk_start
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.lexicon.tables import read_table
from pipeline.text import Sentence

_KINDS = ("aggregate", "span", "weeks", "accident", "comparison", "disaster")
#: The kinds that add up what happened over a time; telegrams in capitals name weeks in passing.
_SPANS = {False: ("span", "weeks"), True: ("span",)}
#: The longest name of a claimant, in tokens.
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a sentence's tolls.

    ``claimants`` are who says something in it, (first, last) of its lean tokens, under the token of
    the word of saying; "according to" comes before all.
    ``aggregates`` are the parts of the sentence, as offsets of the field, that add up more events
    than one: of "killed ten, bringing the number killed this month to 60" the second; ``spans``
    those of them that do so over a time ("this month").
    """

    sentence: Sentence
    aggregates: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]
    is_accident: bool
    claimants: tuple[tuple[int, tuple[int, int]], ...]
    breaks: tuple[tuple[int, int], ...]
    disaster: re.Pattern[str] | None = None

    def is_of_disaster(self, start: int, end: int) -> bool:
        """Whether the clause around offsets of the field, or one that tells on, names a disaster.

        "Nine died when a roof collapsed".
        """
        if self.disaster is None:
            return False
        first, last = (offset - self.sentence.start for offset in self.clause(start, end))
        text = self.sentence.text.lower()
        behind = text.find(";", last)
        return self.disaster.search(text, first, len(text) if behind < 0 else behind) is not None

    def is_aggregate(self, start: int) -> bool:
        """Whether the toll at an offset of the field is of more than one event."""
        return any(first <= start < last for first, last in self.aggregates)

    def is_over_time(self, start: int) -> bool:
        """Whether the toll at an offset of the field is of all events of some weeks or years."""
        return any(first <= start < last for first, last in self.spans)

    def claimant(self, token: int) -> tuple[int, int] | None:
        """Who says the toll at a token: who spoke last before it, else who speaks first.

        "The army said 20 were killed; residents said 11 had died."
        """
        before = [who for at, who in self.claimants if at < token]
        return before[-1] if before else next((who for _, who in self.claimants), None)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around offsets ``start`` to ``end`` of the field."""
        first, last = self.sentence.start, self.sentence.end
        for break_start, break_end in self.breaks:
            if break_end <= start:
                first = break_end
            elif break_start >= end:
                last = break_start
                break
        return first, last


@cache
def _patterns(language: str, in_capitals: bool) -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in read_table(f"lexicon/{language}/toll_context.tsv", ("pattern", "kind")):
        kind, pattern = row.one_of("kind", _KINDS), row["pattern"].replace(" ", r"\s+")
        found[kind].append(pattern)
        if kind in _SPANS[in_capitals]:
            found["aggregate"].append(pattern)
    found["span"] = [pattern for kind in _SPANS[in_capitals] for pattern in found[kind]]
    return {
        kind: re.compile(r"\b(?:" + "|".join(parts) + r")\b")
        for kind, parts in found.items()
        if parts
    }


def read_context(lean: LeanSentence, language: str) -> Context:
    """Read who claims a sentence's tolls, and whether they add up more than one event."""
    # caseless patterns would be tried letter by letter
    text, patterns = lean.sentence.text.lower(), _patterns(language, lean.in_capitals)
    breaks = tuple(
        (lean.tokens[n].start, lean.tokens[n].end) for n, tag in enumerate(lean.tags) if tag in ";S"
    )
    parts = [
        ((first, last), text[first - lean.sentence.start : last - lean.sentence.start])
        for first, last in pairwise(_edges(lean))
    ]
    return Context(
        lean.sentence,
        aggregates=tuple(at for at, part in parts if _adds_up(part, patterns, "aggregate")),
        spans=tuple(at for at, part in parts if _adds_up(part, patterns, "span")),
        is_accident="accident" in patterns and patterns["accident"].search(text) is not None,
        claimants=tuple(_claimants(lean)),
        breaks=breaks,
        disaster=patterns.get("disaster"),
    )


def _edges(lean: LeanSentence) -> list[int]:
    """Where the parts of a sentence begin, and its end: ", bringing the toll to" begins one."""
    begin = [
        lean.tokens[n].start
        for n in range(1, len(lean.words))
        if lean.tag(n - 1) == "," and lean.is_cue(n, "bringing")
    ]
    return [lean.sentence.start, *begin, lean.sentence.end]


def _adds_up(text: str, patterns: dict[str, re.Pattern[str]], kind: str) -> bool:
    """Whether a toll is of more than one event; "the worst attack since June" is one."""
    aggregate, comparison = patterns.get(kind), patterns.get("comparison")
    if aggregate is None or aggregate.search(text) is None:
        return False
    return comparison is None or aggregate.search(comparison.sub(" ", text)) is not None


def _claimants(lean: LeanSentence) -> Iterator[tuple[int, tuple[int, int]]]:
    """Who says it: the phrase after "according to", else those before the verbs of saying."""
    cues = lean.lexicon.cues
    for position, word in enumerate(lean.words):
        if word in cues["according"]:
            found = _name_after(lean, position + 1)
            if found is not None:
                yield position, found
            return
    for position, word in enumerate(lean.words):
        found = _name_before(lean, position) if word in cues["saying"] else None
        if found is not None:
            yield position, found


def _name_after(lean: LeanSentence, first: int) -> tuple[int, int] | None:
    while lean.tag(first) in "MP":  # "according to"
        first += 1
    last = first
    while lean.tag(last) in NOMINAL or (lean.is_cue(last, "name_link") and last > first):
        last += 1
    return (first, last) if first < last <= first + _LONGEST_NAME else None


def _name_before(lean: LeanSentence, verb: int) -> tuple[int, int] | None:
    last = verb
    while lean.tag(last - 1) in "AH":
        last -= 1
    if lean.tag(last - 1) == "B":  # "were reported"
        return None
    first = chunk_start(lean, last - 1)
    if first >= last:
        return None
    while lean.is_cue(first - 1, "name_link") and lean.tag(first - 2) in NOMINAL:
        first = chunk_start(lean, first - 2)
    return (first, last) if last - first <= _LONGEST_NAME else None
