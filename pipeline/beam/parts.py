"""The parts in which a rebuild takes up a history: whole days, the first before the later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.records import Mention


def day_of(mention: Mention) -> date:
    """The partition of a mention; ValueError without one."""
    if mention.event_date is None:
        raise ValueError(f"mention {mention.mention_id} has no event_date")
    return mention.event_date


@dataclass(frozen=True, slots=True)
class Reached:
    """A mention that was resolved before its own day is taken up."""

    mention_id: str
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    """Whole days of a history that is resolved anew from its first day to its last.

    Whatever is linked to a mention is resolved with it, so nothing leads back into ``earlier``
    days, nor to what they have ``reached`` of later ones: neither is read again.
    """

    days: frozenset[date] = frozenset()
    earlier: frozenset[date] = frozenset()
    reached: frozenset[str] = frozenset()

    @property
    def at_hand(self) -> frozenset[date]:
        """The days of which nothing has to be read."""
        return self.days | self.earlier

    def is_settled(self, mention: Mention) -> bool:
        """Whether an earlier part has resolved a mention."""
        return mention.mention_id in self.reached or day_of(mention) in self.earlier

    def next(self, days: frozenset[date], reached: Iterable[Reached]) -> Part:
        """The part after this one, which reached so much."""
        ahead = {one.mention_id for one in reached}
        return Part(days, self.at_hand, self.reached | ahead)


NO_PART = Part()
