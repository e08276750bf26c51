"""What a change can touch: the components that changed mentions are in, or were in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.records import Mention
from pipeline.resolve.blocking import (
    Block,
    Blocks,
    block_keys,
    group_blocks,
    is_eligible,
    neighbourhood,
)
from pipeline.resolve.components import Edge
from pipeline.resolve.overrides import NO_OVERRIDES, Overrides
from pipeline.resolve.similarity import edges_of_block

Read = Callable[[Blocks], Iterable[Mention]]

#: Set behind the id of a row as it was, so that it is not taken for the row as it is.
_BEFORE = "~before"


@dataclass(frozen=True, slots=True)
class Affected:
    """Current mentions whose incident may change, by id, and the links among them (and others)."""

    mentions: Mapping[str, Mention]
    edges: frozenset[Edge]


def affected(
    before: Iterable[Mention],
    after: Iterable[Mention],
    read: Read,
    overrides: Overrides = NO_OVERRIDES,
    anchors: Iterable[Mention] = (),
) -> Affected:
    """All current mentions whose incident may change, and all links of one with another.

    Two mentions are linked by nothing but themselves, so what a change touches is connected to it:
    to a changed mention as it is, or as it was. Resolving the answer alone gives for its mentions
    exactly what resolving everything gives.

    Args:
        before: the rows of the changed articles as they were.
        after: their rows as they are, withdrawn ones among them.
        read: the current mentions of some blocks (more is harmless): those of other articles and
            ``after``. Called for what was not asked for yet, ring by ring.
        overrides: a human's decisions.
        anchors: the current mentions that the decisions name, wherever they lie.
    """
    now = {m.mention_id: m for m in after if is_eligible(m)}
    pool = _Pool(read, [*now.values(), *anchors])
    was = [m for m in before if is_eligible(m) and now.get(m.mention_id) != m]
    frontier = [*now.values(), *(replace(m, mention_id=m.mention_id + _BEFORE) for m in was)]
    found = dict(now)
    while frontier:
        near = pool.neighbours(frontier, overrides)
        frontier = [mention for mention in near if mention.mention_id not in found]
        found.update((mention.mention_id, mention) for mention in frontier)
    return Affected(found, frozenset(pool.edges))


class _Pool:
    """The current mentions that were read so far, by block, and the links that were found."""

    def __init__(self, read: Read, known: Iterable[Mention]) -> None:
        self._read = read
        self.edges: set[Edge] = set()
        self._mentions: dict[str, Mention] = {}
        self._blocks: dict[str, list[Mention]] = {}
        self._covered: dict[Block, frozenset[date]] = {}
        self._add(known)

    def neighbours(self, frontier: Collection[Mention], overrides: Overrides) -> list[Mention]:
        """The current mentions that are linked to some of these, sorted by mention id."""
        self._cover(neighbourhood(frontier))
        asked = {mention.mention_id: mention for mention in frontier}
        names: set[str] = set()
        for key, block in group_blocks(frontier).items():
            others = [m for m in self._blocks.get(key, ()) if m.mention_id not in asked]
            if len(block) + len(others) == 1:
                continue
            for edge in edges_of_block(key, [*block, *others], asked):
                self.edges.add(edge)
                names.update(edge)
        for link in overrides.links(overrides.anchors(self._mentions.values())):
            if not asked.keys().isdisjoint(link):
                names.update(link)
        return [self._mentions[name] for name in sorted(names) if name in self._mentions]

    def _add(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            if mention.mention_id in self._mentions or not is_eligible(mention):
                continue
            self._mentions[mention.mention_id] = mention
            for key in block_keys(mention):
                self._blocks.setdefault(key, []).append(mention)

    def _cover(self, blocks: Blocks) -> None:
        """Read what was not read yet."""
        parts = [replace(part, days=self._missing(part)) for part in blocks.parts]
        missing = tuple(part for part in parts if part.days)
        if not missing:
            return
        self._add(self._read(Blocks(missing)))
        for part in missing:
            own = _without_days(part)
            known = self._covered.get(own)
            # not copied when it need not be: blocks of names share two years of days
            self._covered[own] = known | part.days if known else part.days

    def _missing(self, part: Block) -> frozenset[date]:
        """The days of a block that no wider one covers."""
        known = [self._covered[b] for b in _wider(_without_days(part)) if b in self._covered]
        return part.days.difference(*known) if known else part.days


def _wider(own: Block) -> Iterator[Block]:
    """The blocks that hold all of a block, itself among them."""
    for whole in {own, replace(own, is_wide=False)}:
        yield from (
            replace(whole, country=None, admin1_code=None),
            replace(whole, admin1_code=None),
        )
        yield whole


def _without_days(part: Block) -> Block:
    return replace(part, days=frozenset())
