"""What a sentence says about its tolls besides the figures: who claims them, over what time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.extract.tolls.chunks import NOMINAL, chunk_start
from pipeline.extract.tolls.lean import LeanSentence
from pipeline.lexicon.tables import read_table
from pipeline.text import Sentence

_KINDS = ("aggregate", "accident", "comparison", "disaster")
#: The longest name of a claimant, in tokens.
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a sentence's tolls; ``claimant`` is (first, last) of its lean tokens.

    ``aggregates`` are the parts of the sentence, as offsets of the field, that add up more events
    than one: of "killed ten, bringing the number killed this month to 60" the second.
    """

    sentence: Sentence
    aggregates: tuple[tuple[int, int], ...]
    is_accident: bool
    claimant: tuple[int, int] | None
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
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in read_table(f"lexicon/{language}/toll_context.tsv", ("pattern", "kind")):
        found[row.one_of("kind", _KINDS)].append(row["pattern"].replace(" ", r"\s+"))
    return {
        kind: re.compile(r"\b(?:" + "|".join(parts) + r")\b")
        for kind, parts in found.items()
        if parts
    }


def read_context(lean: LeanSentence, language: str) -> Context:
    """Read who claims a sentence's tolls, and whether they add up more than one event."""
    # caseless patterns would be tried letter by letter
    text, patterns = lean.sentence.text.lower(), _patterns(language)
    breaks = tuple(
        (lean.tokens[n].start, lean.tokens[n].end) for n, tag in enumerate(lean.tags) if tag in ";S"
    )
    return Context(
        lean.sentence,
        aggregates=tuple(
            (first, last)
            for first, last in pairwise(_edges(lean))
            if _adds_up(text[first - lean.sentence.start : last - lean.sentence.start], patterns)
        ),
        is_accident="accident" in patterns and patterns["accident"].search(text) is not None,
        claimant=_claimant(lean),
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


def _adds_up(text: str, patterns: dict[str, re.Pattern[str]]) -> bool:
    """Whether a toll is of more than one event; "the worst attack since June" is one."""
    aggregate, comparison = patterns.get("aggregate"), patterns.get("comparison")
    if aggregate is None or aggregate.search(text) is None:
        return False
    return comparison is None or aggregate.search(comparison.sub(" ", text)) is not None


def _claimant(lean: LeanSentence) -> tuple[int, int] | None:
    """Who says it: the phrase after "according to", else the one before a verb of saying."""
    cues = lean.lexicon.cues
    for position, word in enumerate(lean.words):
        if word in cues["according"]:
            return _name_after(lean, position + 1)
    for position, word in enumerate(lean.words):
        if word in cues["saying"]:
            found = _name_before(lean, position)
            if found is not None:
                return found
    return None


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
