"""What was found in an article, in text order: the part of it that some sentences have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from pipeline.text import Sentence


class Find(Protocol):
    """A date, a place or a toll with the index of its sentence."""

    @property
    def sentence(self) -> int:
        """The index of its sentence in the document."""

    @property
    def start(self) -> int:
        """Where it begins in its field."""

    @property
    def end(self) -> int:
        """Where it ends."""


AnyFind = TypeVar("AnyFind", bound=Find)
_SENTENCE = attrgetter("sentence")


def in_sentence(finds: Sequence[AnyFind], index: int) -> Sequence[AnyFind]:
    """Those of a sentence; ``finds`` are in the order of their sentences."""
    begin = end = bisect_left(finds, index, key=_SENTENCE)
    while end < len(finds) and finds[end].sentence == index:
        end += 1
    return finds[begin:end]


def in_sentences(finds: Sequence[AnyFind], first: int, last: int) -> Sequence[AnyFind]:
    """Those of the sentences ``first`` to ``last`` (exclusive).

    Found by halving: an article of thousands of places is asked once for each of its triggers.
    """
    begin = bisect_left(finds, first, key=_SENTENCE)
    return finds[begin : bisect_left(finds, last, begin, key=_SENTENCE)]


def tokens_of(sentence: Sentence, *finds: Sequence[Find]) -> set[int]:
    """The tokens of a sentence that some finds cover."""
    found = [find for group in finds for find in in_sentence(group, sentence.index)]
    return {i for find in found for i in sentence.positions(find.start, find.end)}
