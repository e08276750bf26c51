"""What a date in a sentence dates: an event, a report of one, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon.tables import read_table

DateRole = Literal["event", "report", "other", "dateline"]
_CUE_ROLES = frozenset(("event", "report", "other", "aftermath", "future"))
_BOUNDARIES = frozenset(';:.!?()[]"“”—–')
#: A comma costs as much as this many words on the way from a date to what it dates.
_COMMA = 3
#: What follows a date dates it less often than what stands before it, by this many words.
_AFTER = 1
#: "On Monday, a judge in the county seat sentenced ...": words that an opening date reaches over.
_OPENING_REACH = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A date's role, whether it lies ahead, and whether no event can have it ("since Monday")."""

    role: DateRole
    is_future: bool
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says of a date near it; one that acts only before the date excludes it."""

    role: str
    is_before_only: bool
    reach: int


@cache
def date_cues(language: str = "en") -> dict[str, tuple[Cue, ...]]:
    """The cue words of a language.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    found: dict[str, list[Cue]] = {}
    path = f"lexicon/{language}/date_cues.tsv"
    for row in read_table(path, ("cue", "role", "side", "reach")):
        role = row.one_of("role", _CUE_ROLES)
        before = row.one_of("side", ("before", "both")) == "before"
        found.setdefault(row["cue"], []).append(Cue(role, before, int(row["reach"])))
    return {word: tuple(cues) for word, cues in found.items()}


def read_role(words: Sequence[str], first: int, last: int, language: str) -> Reading:
    """Judge the date at tokens ``first`` to ``last`` (exclusive) of lower-case words.

    The nearest cue decides; a cue of the future only marks the date as ahead.
    """
    cues = date_cues(language)
    nearest, role, is_future, is_excluded = 99, "event", False, False
    for distance, word, is_before in (*_before(words, first), *_after(words, last, first)):
        for cue in cues.get(word, ()):
            if distance > cue.reach or (cue.is_before_only and not is_before):
                continue
            is_excluded = is_excluded or cue.is_before_only
            if cue.role == "future":
                is_future = True
            elif distance < nearest:
                nearest, role = distance, cue.role
    if is_future or is_excluded or role == "aftermath":
        role = "other"
    return Reading(role, is_future, is_excluded)  # type: ignore[arg-type]


def _before(words: Sequence[str], first: int) -> list[tuple[int, str, bool]]:
    found: list[tuple[int, str, bool]] = []
    distance = 0
    for position in range(first - 1, max(-1, first - 10), -1):
        word = words[position]
        if word == ":" and position == first - 1:  # "Posted: Monday"
            continue
        if word in _BOUNDARIES:
            break
        distance += _COMMA if word == "," else 1
        found.append((distance, word, True))
    return found


def _after(words: Sequence[str], last: int, first: int) -> list[tuple[int, str, bool]]:
    """The words after a date; one that opens its sentence reaches over its comma."""
    found: list[tuple[int, str, bool]] = []
    comma = _COMMA if first > 2 else 0
    distance = _AFTER if first > 2 else -_OPENING_REACH
    for position in range(last, min(len(words), last + 12)):
        word = words[position]
        if word in _BOUNDARIES:
            break
        distance += comma if word == "," else 1
        found.append((distance, word, False))
    return found
