"""The words that change what a trigger says: plans, denials, what only a story tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.lexicon.tables import Row, read_table

SIDES = ("before", "after")
STATUSES = (
    "occurred",
    "planned",
    "threatened",
    "hypothetical",
    "negated",
    "thwarted",
    "alleged",
    "denied_by_party",
    "skip",
)
_CLASS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of ``status_cues.tsv``."""

    status: str
    side: str
    reach: int


def read_cues(language: str) -> Iterator[tuple[str, Cue]]:
    """Each phrase of a language with what it says of a trigger.

    Raises:
        ConfigError: a row has an unknown status, side or class (names file and line).
    """
    classes: dict[str, list[str]] = defaultdict(list)
    for row in read_table(f"lexicon/{language}/status_words.tsv", ("class", "word")):
        classes[row["class"]].append(row["word"])
    columns = ("cue", "status", "side", "reach")
    for row in read_table(f"lexicon/{language}/status_cues.tsv", columns):
        cue = Cue(row.one_of("status", STATUSES), row.one_of("side", SIDES), int(row["reach"]))
        for phrase in _spelled_out(row, classes):
            yield phrase, cue


def _spelled_out(row: Row, classes: dict[str, list[str]]) -> Iterator[str]:
    """A cue with every word of the classes that it names in braces: "{denied} that it"."""
    named = _CLASS.findall(row["cue"])
    unknown = next((name for name in named if name not in classes), None)
    if unknown is not None:
        raise row.error(f"unknown class '{unknown}'")
    for words in product(*(classes[name] for name in named)):
        yield row["cue"].format(**dict(zip(named, words, strict=True)))
