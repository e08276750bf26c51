"""What was found in an article, in text order: the part of it that some sentences have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Find(Protocol):
    """A date, a place or a toll with the index of its sentence."""

    @property
    def sentence(self) -> int:
        """The index of its sentence in the document."""


AnyFind = TypeVar("AnyFind", bound=Find)
_SENTENCE = attrgetter("sentence")


def in_sentence(finds: Sequence[AnyFind], index: int) -> Sequence[AnyFind]:
    """Those of a sentence; ``finds`` are in the order of their sentences."""
    return in_sentences(finds, index, index + 1)


def in_sentences(finds: Sequence[AnyFind], first: int, last: int) -> Sequence[AnyFind]:
    """Those of the sentences ``first`` to ``last`` (exclusive).

    Found by halving: an article of thousands of places is asked once for each of its triggers.
    """
    begin = bisect_left(finds, first, key=_SENTENCE)
    return finds[begin : bisect_left(finds, last, begin, key=_SENTENCE)]
