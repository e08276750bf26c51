"""Find the phrases of a word list in a sentence: one dictionary walk over its tokens.

Matching is caseless and on whole tokens, longest phrase first. Hyphens and curly apostrophes are
made equal, a possessive 's is ignored. Cost per token is one dictionary look-up.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import Generic, NamedTuple, TypeVar

from pipeline.text import cut, normal_form

T = TypeVar("T")
M = TypeVar("M", bound=tuple[object, ...])
#: Makes a named tuple without its own constructor, which takes longer than a look-up.
_new_tuple = tuple.__new__


class Match(NamedTuple, Generic[T]):
    """A phrase found: tokens ``first`` to ``last`` (exclusive), and what the list says of it."""

    first: int
    last: int
    entry: T


class PhraseTable(Generic[T]):
    """A compiled word list."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Compile (phrase, entry) pairs; a later pair of the same phrase is ignored."""
        table: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, entry in entries:
            words = tuple(map(normal_form, cut(phrase)[1::2]))
            table.setdefault(words[0], {}).setdefault(words[1:], entry)
        self._table = {first: _by_second(rest) for first, rest in table.items()}

    def find(self, words: tuple[str, ...]) -> list[Match[T]]:
        """The matches in a sentence's normal forms, left to right, not overlapping."""
        return self.find_as(Match, words)

    def find_as(self, kind: type[M], words: tuple[str, ...]) -> list[M]:
        """The same, each as a named tuple of a kind: its first token, its last, its entry."""
        table = self._table
        found: list[M] = []
        if table.keys().isdisjoint(words):
            return found
        position, following = 0, (*words[1:], "")
        for first in compress(range(len(words)), map(table.__contains__, words)):
            if first < position:
                continue
            known = table[words[first]]
            for rest, entry in known.get(following[first]) or known[""]:
                end = first + 1 + len(rest)
                if words[first + 1 : end] == rest:
                    found.append(_new_tuple(kind, (first, end, entry)))
                    position = end
                    break
        return found


def _by_second(phrases: dict[tuple[str, ...], T]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
    """What follows a first word, longest first, by the second word; "" has the word alone."""
    alone = [(rest, entry) for rest, entry in phrases.items() if not rest]
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {"": alone}
    for rest, entry in sorted(phrases.items(), key=lambda item: -len(item[0])):
        if rest:
            found.setdefault(rest[0], []).append((rest, entry))
    return {second: known if second == "" else [*known, *alone] for second, known in found.items()}
