"""The number words of a language, compiled from its tables.

They are the rows of ``data/lexicon/<language>/{numbers,vague_numbers,number_bounds}.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pipeline.lexicon.tables import Row, read_table

T = TypeVar("T")

_CARDINAL_KINDS = ("small", "tens", "hundred", "times", "scale")
_OTHER_KINDS = ("joiner", "range", "between", "ordinal", "article", "thousands", "decimal")
_NUMBER_KINDS = frozenset(_CARDINAL_KINDS + _OTHER_KINDS)
_VAGUE_KINDS = frozenset(("vague", "exact", "negated"))
#: Digits longer than this are identifiers, not counts.
_MOST_DIGITS = 9

#: Phrases by first word: their other words and what they mean, longest first.
Phrases = dict[str, tuple[tuple[tuple[str, ...], T], ...]]


@dataclass(frozen=True, slots=True)
class Vague:
    """A worded quantity: its bounds, and whether it is vague, exact or negated."""

    low: int
    best: int
    high: int
    kind: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Factors of a number's low and high; high None is open."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The compiled number words of one language; phrases are keyed by their first word.

    ``starts`` are the words that a quantity may begin with, ``follows`` those that may be its
    second; digits and hyphenated words may be either.
    """

    cardinals: dict[str, tuple[str, int]]
    ordinals: dict[str, int]
    articles: frozenset[str]
    joiners: frozenset[str]
    ranges: frozenset[str]
    between: frozenset[str]
    thousands_mark: str
    vague: Phrases[Vague]
    bounds: Phrases[Bound]
    starts: frozenset[str]
    follows: frozenset[str]

    def value_of(self, word: str) -> int | None:
        """The value of one lower-case token, digits or a (hyphenated) number word, else None."""
        entry = self.entry_of(word)
        return entry[1] if entry else None

    def entry_of(self, word: str) -> tuple[str, int] | None:
        """The kind and value of one lower-case token that is a number, else None."""
        if word[0].isdigit():
            value = _digits(word, self.thousands_mark)
            return None if value is None else ("small", value)
        entry = self.cardinals.get(word)
        if entry is None and "-" in word:
            return self._hyphenated(word.split("-"))
        return entry

    def _hyphenated(self, parts: list[str]) -> tuple[str, int] | None:
        entries = [self.cardinals.get(part) for part in parts if part not in self.joiners]
        known = [entry for entry in entries if entry is not None]
        if not known or len(known) < len(entries):
            return None
        return ("small", combine(known))


def _digits(word: str, thousands_mark: str) -> int | None:
    plain = word.replace(thousands_mark, "")
    if not plain.isascii() or not plain.isdigit() or len(plain) > _MOST_DIGITS:
        return None
    groups = word.split(thousands_mark)
    if any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > 3 < len(groups) + 2:
        return int(plain) if len(groups) == 1 else None
    return int(plain)


def combine(entries: list[tuple[str, int]]) -> int:
    """The value of number words in a row: (two, hundred, thirty, four, thousand) is 234,000."""
    total = current = 0
    for kind, value in entries:
        if kind == "scale":
            total, current = total + max(current, 1) * value, 0
        elif kind in ("hundred", "times"):
            current = max(current, 1) * value
        else:
            current += value
    return total + current


@cache
def number_words(language: str = "en") -> NumberWords:
    """Compile the number words of a language.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    by_kind: dict[str, dict[str, int]] = {kind: {} for kind in _NUMBER_KINDS}
    for row in read_table(f"lexicon/{language}/numbers.tsv", ("word", "kind", "value")):
        by_kind[row.one_of("kind", _NUMBER_KINDS)][row["word"]] = _whole(row, "value")
    cardinals = {
        word: (kind, value) for kind in _CARDINAL_KINDS for word, value in by_kind[kind].items()
    }
    vague, bounds = _read_vague(language), _read_bounds(language)
    starts = frozenset((*cardinals, *vague, *bounds, *by_kind["article"], *by_kind["between"]))
    links = frozenset((*by_kind["joiner"], *by_kind["range"]))
    return NumberWords(
        cardinals=cardinals,
        ordinals=by_kind["ordinal"],
        articles=frozenset(by_kind["article"]),
        joiners=frozenset(by_kind["joiner"]),
        ranges=frozenset(by_kind["range"]),
        between=frozenset(by_kind["between"]),
        thousands_mark=next(iter(by_kind["thousands"]), ","),
        vague=vague,
        bounds=bounds,
        starts=starts,
        follows=starts | _second_words(vague) | _second_words(bounds) | links,
    )


def _read_vague(language: str) -> Phrases[Vague]:
    columns = ("phrase", "low", "best", "high", "kind")
    phrases: dict[tuple[str, ...], Vague] = {}
    for row in read_table(f"lexicon/{language}/vague_numbers.tsv", columns):
        low, best, high = (_whole(row, column) for column in ("low", "best", "high"))
        if not low <= best <= high:
            raise row.error(f"bounds out of order: {low} {best} {high}")
        kind = row.one_of("kind", _VAGUE_KINDS)
        phrases[tuple(row["phrase"].split())] = Vague(low, best, high, kind)
    return _by_first_word(phrases)


def _read_bounds(language: str) -> Phrases[Bound]:
    columns = ("phrase", "low", "high")
    phrases: dict[tuple[str, ...], Bound] = {}
    for row in read_table(f"lexicon/{language}/number_bounds.tsv", columns):
        try:
            high = None if row["high"] == "-" else float(row["high"])
            phrases[tuple(row["phrase"].split())] = Bound(float(row["low"]), high)
        except ValueError:
            raise row.error("a bound is a factor, or - for open") from None
    return _by_first_word(phrases)


def _whole(row: Row, column: str) -> int:
    try:
        return int(row[column])
    except ValueError:
        raise row.error(f"{column} is not a whole number: '{row[column]}'") from None


def _by_first_word(phrases: dict[tuple[str, ...], T]) -> Phrases[T]:
    table: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words, entry in phrases.items():
        table.setdefault(words[0], []).append((words[1:], entry))
    return {
        first: tuple(sorted(entries, key=lambda item: -len(item[0])))
        for first, entries in table.items()
    }


def _second_words(table: Phrases[T]) -> frozenset[str]:
    return frozenset(rest[0] for entries in table.values() for rest, _ in entries if rest)
