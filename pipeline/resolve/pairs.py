"""The pairs of a block that are worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Mention
from pipeline.resolve.blocking import (
    ANYWHERE,
    LONG,
    NAMED,
    REACH_DAYS,
    event_day,
    known_by,
    span,
)
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import admin1_key

Rows = NDArray[np.int64]
Table = NDArray[np.bool_]

#: Rows of a block that are compared with all others at a time.
_CHUNK = 512


def pairs_of_block(
    key: str, mentions: Iterable[Mention], asked: Collection[str] | None = None
) -> Iterator[tuple[Mention, Mention]]:
    """The pairs that are compared in this block and in no other, smaller mention id first.

    In a block of days those that days and places bring together, in a block of a name all others.
    What never can be one incident (days, countries, admin1, types) is left out here, for
    many at a time; :func:`pipeline.resolve.similarity.score` refuses the same pairs one by one.

    Args:
        key: the block.
        mentions: all mentions of the block.
        asked: when given, only pairs with one of these mentions.
    """
    members = sorted(mentions, key=lambda m: m.mention_id)
    is_asked = np.array([asked is None or m.mention_id in asked for m in members], dtype=np.bool_)
    numbers = np.arange(len(members))
    allow = _rule_of(key, _Columns.read(members))
    wanted = np.flatnonzero(is_asked)
    for start in range(0, len(wanted), _CHUNK):
        rows = wanted[start : start + _CHUNK]
        # a pair of two that are asked for comes from both rows: take it from the later one
        once = (numbers < rows[:, None]) | (~is_asked & (numbers != rows[:, None]))
        for row, column in zip(*np.nonzero(allow(rows) & once), strict=True):
            first, second = members[min(rows[row], column)], members[max(rows[row], column)]
            if _is_first_name(key, first, second):
                yield first, second


def _rule_of(key: str, table: _Columns) -> Callable[[Rows], Table]:
    """Which pairs (rows x all members) are compared in a block."""
    if key.startswith(NAMED):
        return lambda rows: table.may_agree(rows) & table.is_within_reach(rows) & ~table.meet(rows)
    place, _, day = key.partition("|")
    home = date.fromisoformat(day.removeprefix(LONG)).toordinal()
    return lambda rows: (
        table.may_agree(rows)
        & table.meet(rows)
        & table.is_home(rows, home)
        & table.is_side(rows, place == ANYWHERE)
    )


def _is_first_name(key: str, one: Mention, other: Mention) -> bool:
    """Whether a pair that shares several names is compared in the block of this one."""
    if not key.startswith(NAMED):
        return True
    shared = set(known_by(one)) & set(known_by(other))
    return min(shared) == key.removeprefix(NAMED)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What decides whether two mentions are compared, one array per trait; codes, 0 is unknown."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    is_long: NDArray[np.bool_]
    country: NDArray[np.int64]
    admin1: NDArray[np.int64]
    day: NDArray[np.int64]
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
            np.array([event_day(mention).toordinal() for mention in mentions], dtype=np.int64),
            np.array([types.index(mention.event_type) for mention in mentions], dtype=np.int64),
            np.array([[kinship(a, b) != "never" for b in types] for a in types], dtype=np.bool_),
        )

    def meet(self, rows: Rows) -> Table:
        """Whether spans meet (see :meth:`Span.meets`) and admin1 do not exclude each other."""
        first, last = self.first[rows, None], self.last[rows, None]
        is_long = self.is_long[rows, None] | self.is_long
        overlap = (first <= self.last) & (self.first <= last)
        equal = (first == self.first) & (last == self.last)
        both_long = self.is_long[rows, None] & self.is_long
        met: Table = np.where(is_long, equal & both_long, overlap)
        return met & _agree(self.admin1, rows)

    def may_agree(self, rows: Rows) -> Table:
        """Whether countries and types do not exclude each other."""
        agreed: Table = self.types_agree[self.event_type[rows, None], self.event_type]
        return agreed & _agree(self.country, rows)

    def is_within_reach(self, rows: Rows) -> Table:
        """Whether partitions are so near that a name can tie the two."""
        near: Table = np.abs(self.day[rows, None] - self.day) <= REACH_DAYS
        return near

    def is_home(self, rows: Rows, day: int) -> Table:
        """Whether the day of the block is the first that both share."""
        shared: Table = np.maximum(self.first[rows, None], self.first) == day
        return shared

    def is_side(self, rows: Rows, is_side: bool) -> Table:
        """Whether a pair belongs to a side block: one of its countries is not known."""
        unknown: Table = (self.country[rows, None] == 0) | (self.country == 0)
        sided: Table = unknown == is_side
        return sided


def _agree(codes: Rows, rows: Rows) -> Table:
    """Whether codes are equal or one is not known."""
    own = codes[rows, None]
    agreed: Table = (own == codes) | (own == 0) | (codes == 0)
    return agreed


def _codes(values: Iterable[str | None]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array(
        [0 if v is None else numbers.setdefault(v, len(numbers) + 1) for v in values],
        dtype=np.int64,
    )
