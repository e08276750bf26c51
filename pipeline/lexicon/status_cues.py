"""The words that change what a trigger says: plans, denials, what only a story tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lexicon.event_types import families, family
from pipeline.lexicon.tables import Row, read_table
from pipeline.lexicon.word_classes import spell_out

SIDES = ("before", "after", "around")
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
_COLUMNS = ("cue", "status", "side", "reach")


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of ``status_cues.tsv``, or of ``type_cues.tsv``, which is for some types only.

    ``families``: the families of types whose triggers it changes; empty when it changes all.
    """

    status: str
    side: str
    reach: int
    families: frozenset[str] = frozenset()

    def is_of(self, event_type: str) -> bool:
        """Whether it changes triggers of a type."""
        return not self.families or family(event_type) in self.families


def read_cues(language: str) -> Iterator[tuple[str, Cue]]:
    """Each phrase of a language with what it says of a trigger.

    Raises:
        ConfigError: a row has an unknown status, side or class (names file and line).
    """
    for row in read_table(f"lexicon/{language}/status_cues.tsv", _COLUMNS):
        yield from _cues_of(row, frozenset(), language)


def read_type_cues(language: str) -> Iterator[tuple[str, Cue]]:
    """Each phrase that says so of triggers of some families of types only.

    Raises:
        ConfigError: a row has an unknown status, side, class or family (names file and line).
    """
    known = frozenset(families().values())
    for row in read_table(f"lexicon/{language}/type_cues.tsv", (*_COLUMNS, "families")):
        yield from _cues_of(row, row.set_of("families", known), language)


def _cues_of(row: Row, families: frozenset[str], language: str) -> Iterator[tuple[str, Cue]]:
    status, side = row.one_of("status", STATUSES), row.one_of("side", SIDES)
    cue = Cue(status, side, int(row["reach"]), families)
    for phrase in spell_out(row, "cue", language):
        yield phrase, cue
