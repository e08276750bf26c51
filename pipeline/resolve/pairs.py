"""The pairs of a block that are worth comparing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Mention
from pipeline.resolve.blocking import ANYWHERE, LONG, span
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import admin1_key

#: Rows of a block that are compared with all others at a time.
_CHUNK = 512


def pairs_of_block(
    key: str, mentions: Iterable[Mention], asked: Collection[str] | None = None
) -> Iterator[tuple[Mention, Mention]]:
    """The pairs that are compared in this block and in no other, smaller mention id first.

    What never can be one incident (days, countries, admin1, types) is left out here, for
    many at a time; :func:`pipeline.resolve.similarity.score` refuses the same pairs one by one.

    Args:
        key: the block.
        mentions: all mentions of the block.
        asked: when given, only pairs with one of these mentions.
    """
    place, _, day = key.partition("|")
    members = sorted(mentions, key=lambda m: m.mention_id)
    is_asked = np.array([asked is None or m.mention_id in asked for m in members], dtype=np.bool_)
    numbers = np.arange(len(members))
    table = _Columns.read(members)
    home = date.fromisoformat(day.removeprefix(LONG)).toordinal()
    wanted = np.flatnonzero(is_asked)
    for start in range(0, len(wanted), _CHUNK):
        rows = wanted[start : start + _CHUNK]
        allowed = table.meet(rows) & table.agree(rows)
        allowed &= table.is_home(rows, home) & table.is_side(rows, place == ANYWHERE)
        # a pair of two that are asked for comes from both rows: take it from the later one
        allowed &= (numbers < rows[:, None]) | (~is_asked & (numbers != rows[:, None]))
        for row, column in zip(*np.nonzero(allowed), strict=True):
            first, second = sorted((int(rows[row]), int(column)))
            yield members[first], members[second]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What decides whether two mentions are compared, one array per trait; codes, 0 is unknown."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    is_long: NDArray[np.bool_]
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    event_type: NDArray[np.int64]
    types_agree: NDArray[np.bool_]

    @classmethod
    def read(cls, mentions: Sequence[Mention]) -> _Columns:
        """Read the traits of mentions."""
        spans = [span(mention) for mention in mentions]
        types = sorted({mention.event_type for mention in mentions})
        return cls(
            np.array([s.first.toordinal() for s in spans], dtype=np.int64),
            np.array([s.last.toordinal() for s in spans], dtype=np.int64),
            np.array([s.is_long for s in spans], dtype=np.bool_),
            _codes(mention.place.country for mention in mentions),
            _codes(admin1_key(mention.place) for mention in mentions),
            np.array([types.index(mention.event_type) for mention in mentions], dtype=np.int64),
            np.array([[kinship(a, b) != "never" for b in types] for a in types], dtype=np.bool_),
        )

    def meet(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether spans meet; see :meth:`Span.meets`."""
        first, last = self.first[rows, None], self.last[rows, None]
        is_long = self.is_long[rows, None] | self.is_long
        overlap = (first <= self.last) & (self.first <= last)
        equal = (first == self.first) & (last == self.last)
        both_long = self.is_long[rows, None] & self.is_long
        met: NDArray[np.bool_] = np.where(is_long, equal & both_long, overlap)
        return met

    def agree(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether countries, admin1 and types do not exclude each other."""
        agreed: NDArray[np.bool_] = self.types_agree[self.event_type[rows, None], self.event_type]
        for codes in (self.country, self.admin1):
            own = codes[rows, None]
            agreed = agreed & ((own == codes) | (own == 0) | (codes == 0))
        return agreed

    def is_home(self, rows: NDArray[np.int64], day: int) -> NDArray[np.bool_]:
        """Whether the day of the block is the first that both share."""
        shared: NDArray[np.bool_] = np.maximum(self.first[rows, None], self.first) == day
        return shared

    def is_side(self, rows: NDArray[np.int64], is_side: bool) -> NDArray[np.bool_]:
        """Whether a pair belongs to a side block: one of its countries is not known."""
        unknown: NDArray[np.bool_] = (self.country[rows, None] == 0) | (self.country == 0)
        sided: NDArray[np.bool_] = unknown == is_side
        return sided


def _codes(values: Iterable[str | None]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array(
        [0 if v is None else numbers.setdefault(v, len(numbers) + 1) for v in values],
        dtype=np.int64,
    )
