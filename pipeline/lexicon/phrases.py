"""Find the phrases of a word list in a sentence: one dictionary walk over its tokens.

Matching is caseless and on whole tokens, longest phrase first. Hyphens and curly apostrophes are
made equal, a possessive 's is ignored. Cost per token is one dictionary look-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.text import Sentence, Token, tokenize

T = TypeVar("T")

_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: tokens ``first`` to ``last`` (exclusive), and what the list says of it."""

    first: int
    last: int
    entry: T


def normal_form(token: Token) -> str:
    """A token as word lists spell it: lower case, plain apostrophe, no possessive."""
    word = token.text.lower()
    if word.isalnum():
        return word
    word = word.translate(_SAME)
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word


def normal_forms(sentence: Sentence) -> tuple[str, ...]:
    """The normal form of each token of a sentence."""
    return tuple(normal_form(token) for token in sentence.tokens)


class PhraseTable(Generic[T]):
    """A compiled word list."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Compile (phrase, entry) pairs; a later pair of the same phrase is ignored."""
        table: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, entry in entries:
            words = tuple(normal_form(token) for token in tokenize(phrase))
            table.setdefault(words[0], {}).setdefault(words[1:], entry)
        self._table = {
            first: sorted(rest.items(), key=lambda item: -len(item[0]))
            for first, rest in table.items()
        }

    def find(self, words: tuple[str, ...]) -> Iterator[Match[T]]:
        """The matches in a sentence's normal forms, left to right, not overlapping."""
        table = self._table
        if table.keys().isdisjoint(words):
            return
        position = 0
        for first, word in enumerate(words):
            if first < position or word not in table:
                continue
            for rest, entry in table[word]:
                end = first + 1 + len(rest)
                if words[first + 1 : end] == rest:
                    yield Match(first, end, entry)
                    position = end
                    break
