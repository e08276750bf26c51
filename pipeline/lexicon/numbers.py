"""Read quantities: digits, number words, vague words, and the words that bound them.

The words of a language are the rows of ``data/lexicon/<language>/{numbers,vague_numbers,
number_bounds}.tsv``; this module holds the arithmetic, which is the same for all of them.
A quantity is a count of something: ages, dates, ordinals, shares and sums of money are for the
caller to leave out, since what stands around a number decides what it counts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from pipeline.lexicon.number_words import Bound, NumberWords, Phrases, combine, number_words
from pipeline.text import Sentence

T = TypeVar("T")

#: The longest number in words: "two hundred thirty four thousand five hundred sixty seven".
_MOST_WORDS = 9

__all__ = ["NumberWords", "Quantity", "number_words", "quantity_at", "read_quantities"]


class Quantity(NamedTuple):
    """How many: bounds, the words' positions, and how sure they are.

    ``first`` and ``last`` (exclusive) count tokens, ``start`` and ``end`` characters of the field.
    ``high`` is None when the text leaves it open ("at least 12"). An ``is_one`` quantity is an
    article, which counts only before a noun of something countable.
    """

    low: int
    best: int
    high: int | None
    first: int
    last: int
    is_vague: bool = False
    is_negated: bool = False
    is_article: bool = False
    start: int = 0
    end: int = 0


def _match(table: Phrases[T], words: Sequence[str], at: int) -> tuple[T, int] | None:
    """The longest phrase of the table at a position, and the position after it."""
    for rest, entry in table.get(words[at], ()):
        end = at + 1 + len(rest)
        if tuple(words[at + 1 : end]) == rest:
            return entry, end
    return None


def quantity_at(words: Sequence[str], at: int, lexicon: NumberWords) -> Quantity | None:
    """The quantity that begins at token ``at`` of lower-case words, with its bounding words.

    "at least 12" is 12..open, "between 3 and 5" is 3..5, "several" 3..9, "no" is 0 and negated,
    "a" is 1 and an article. None when no quantity begins here.
    """
    size = len(words)
    following = words[at + 1] if at + 1 < size else ""
    if not (following in lexicon.follows or following[:1].isdigit() or "-" in following):
        return _core_at(words[at : at + 1], 0, lexicon, at)
    bounds: list[Bound] = []
    position = at
    while position < size and (bound := _match(lexicon.bounds, words, position)):
        bounds.append(bound[0])
        position = bound[1]
    core = _core_at(words, position, lexicon) if position < size else None
    if core is None:  # "another man": a bounding word may be a quantity itself
        return _core_at(words, at, lexicon) if bounds else None
    if bounds and core.is_article:
        return None  # "killed two over a debt"
    for bound_found in reversed(bounds):
        core = _bounded(core, bound_found)
    return core._replace(first=at)


def _core_at(
    words: Sequence[str], at: int, lexicon: NumberWords, offset: int = 0
) -> Quantity | None:
    """Read a quantity without bounding words; ``offset`` is added to its token positions."""
    if words[at] in lexicon.articles and at + 1 >= len(words):
        return Quantity(1, 1, 1, at + offset, at + 1 + offset, is_article=True)
    found = _longer_at(words, at, lexicon)
    if found is None or offset == 0:
        return found
    return found._replace(first=found.first + offset, last=found.last + offset)


def _longer_at(words: Sequence[str], at: int, lexicon: NumberWords) -> Quantity | None:
    vague = _match(lexicon.vague, words, at)
    if vague is not None:
        entry, end = vague
        return Quantity(
            entry.low, entry.best, entry.high, at, end,
            is_vague=entry.kind == "vague", is_negated=entry.kind == "negated",
        )  # fmt: skip
    if words[at] in lexicon.between:
        return _between(words, at, lexicon)
    number = _cardinal_at(words, at, lexicon)
    if number is None:
        if words[at] in lexicon.articles:
            return Quantity(1, 1, 1, at, at + 1, is_article=True)
        return None
    return _ranged(words, at, number, lexicon)


def _between(words: Sequence[str], at: int, lexicon: NumberWords) -> Quantity | None:
    """Read "between three and five"."""
    first = _cardinal_at(words, at + 1, lexicon)
    if first is None or first[1] >= len(words) or words[first[1]] not in lexicon.joiners:
        return None
    second = _cardinal_at(words, first[1] + 1, lexicon)
    if second is None or second[0] < first[0]:
        return None
    return Quantity(first[0], (first[0] + second[0]) // 2, second[0], at, second[1])


def _ranged(
    words: Sequence[str], at: int, number: tuple[int, int], lexicon: NumberWords
) -> Quantity:
    """Read "three to five" and "two or three"; a number alone is its own bounds."""
    value, end = number
    if end < len(words) and words[end] in lexicon.ranges:
        second = _cardinal_at(words, end + 1, lexicon)
        if second is not None and value < second[0]:
            return Quantity(value, (value + second[0]) // 2, second[0], at, second[1])
    return Quantity(value, value, value, at, end)


def _cardinal_at(words: Sequence[str], at: int, lexicon: NumberWords) -> tuple[int, int] | None:
    """The value of the number words that begin at ``at``, and the position after them."""
    entries: list[tuple[str, int]] = []
    position, size = at, len(words)
    while position < size and len(entries) < _MOST_WORDS:
        entry = lexicon.entry_of(words[position])
        if entry is not None and _continues(entries, entry):
            entries.append(entry)
            position += 1
        elif entries and _joins(words, position, entries, lexicon):
            position += 1
        else:
            break
    return (combine(entries), position) if entries else None


def _continues(entries: list[tuple[str, int]], entry: tuple[str, int]) -> bool:
    """Whether a number word goes on with those before it: "thirty four", not "four thirty"."""
    if not entries:
        return True
    last_kind, last_value = entries[-1]
    kind, value = entry
    if kind in ("hundred", "times", "scale"):
        return last_kind != kind
    if last_kind in ("hundred", "scale"):
        return True
    return last_kind == "tens" and value < min(last_value, 100) and (kind, value) != entries[-1]


def _joins(
    words: Sequence[str], at: int, entries: list[tuple[str, int]], lexicon: NumberWords
) -> bool:
    """Whether "and" stands inside a number: "one hundred and five", "treinta y cuatro"."""
    if words[at] not in lexicon.joiners or at + 1 >= len(words):
        return False
    if entries[-1][0] not in ("hundred", "scale", "tens"):
        return False
    following = lexicon.cardinals.get(words[at + 1])
    if following is None or following[0] not in ("small", "tens"):
        return False
    return following[1] < entries[-1][1]


def _bounded(quantity: Quantity, bound: Bound) -> Quantity:
    if quantity.is_negated or quantity.is_article:
        return quantity
    low = min(quantity.best, math.ceil(quantity.low * bound.low))
    if bound.high is None or quantity.high is None:
        return quantity._replace(low=low, high=None)
    return quantity._replace(low=low, high=math.floor(quantity.high * bound.high))


def read_quantities(sentence: Sentence, language: str = "en") -> tuple[Quantity, ...]:
    """All quantities of a sentence, left to right, articles left out."""
    lexicon = number_words(language)
    words = [token.text.lower() for token in sentence.tokens]
    found: list[Quantity] = []
    position = 0
    while position < len(words):
        quantity = quantity_at(words, position, lexicon)
        if quantity is None or quantity.is_article:
            position += 1
            continue
        start, end = sentence.tokens[quantity.first].start, sentence.tokens[quantity.last - 1].end
        found.append(quantity._replace(start=start, end=end))
        position = quantity.last
    return tuple(found)
