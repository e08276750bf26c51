"""The step that finds all mentions whose incident may change, from those that did.

It is called once with all records, and reads their neighbours from the lake (see ``revise``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.beam.decisions import Decisions, find_anchors
from pipeline.beam.elements import Component, Drop
from pipeline.beam.members import read_members
from pipeline.beam.mentions import MentionReader
from pipeline.beam.parts import NO_PART, Part, Reached, day_of
from pipeline.ids import incident_id as made_of
from pipeline.lake import Snapshot
from pipeline.records import Mention
from pipeline.resolve.blocking import Blocks
from pipeline.resolve.closure import affected
from pipeline.resolve.clustering import connect
from pipeline.revisions import History


@dataclass(frozen=True, slots=True)
class Affect:
    """Touched article ids and their mentions to all mentions whose incident may change, linked."""

    snapshot: Snapshot
    decisions: Decisions
    part: Part = NO_PART

    def __call__(
        self, records: list[History | Mention | Drop]
    ) -> Iterator[Component | Drop | Reached]:
        """Compare with the lake's mentions of these articles, then follow the neighbours."""
        touched = {record.article_id for record in records if isinstance(record, History)}
        new = [record for record in records if isinstance(record, Mention)]
        reader = MentionReader(self.snapshot, self.part.at_hand)
        known = {record.key for record in records if isinstance(record, Drop)}
        old = reader.read_of_articles(known) if known else []
        for mention in old:
            yield Drop("mentions", mention.article_id, day_of(mention))

        def read(blocks: Blocks) -> Iterable[Mention]:
            yield from (m for m in reader.read(blocks) if m.article_id not in touched)
            yield from new

        stored = find_anchors(self.snapshot, self.decisions.incident_ids)
        anchors = [m for m in stored if m.article_id not in touched and not self.part.is_settled(m)]
        # what a human decided since the last run is resolved again, though no article touches it
        again = [m for m in anchors if made_of(m.mention_id) in self.decisions.new_ids]
        overrides = self.decisions.overrides
        fellows: list[Mention] = []
        while True:
            reached = affected(old, [*new, *again, *fellows], read, overrides, anchors)
            more = _read_fellows(reader, [*old, *reached.mentions.values(), *fellows])
            if not more:
                break
            fellows += more
        for linked in connect(reached.mentions, reached.edges, overrides):
            yield Component(tuple(linked))
        yield from self._ahead(reached.mentions.values())

    def _ahead(self, mentions: Iterable[Mention]) -> Iterator[Reached]:
        """What a part has resolved of later days."""
        if self.part.days:
            for mention in mentions:
                if day_of(mention) not in self.part.days:
                    yield Reached(mention.mention_id, day_of(mention))


def _read_fellows(reader: MentionReader, mentions: Collection[Mention]) -> list[Mention]:
    """What is with some mentions in an incident today, though nothing links it to them any more.

    Earlier rules did: the incident is made anew, and all that it holds must find a place.
    """
    ids = {mention.mention_id for mention in mentions}
    held = read_members(reader.snapshot, ids)
    days_of = {name: day for members in held.of.values() for name, day in members.items()}
    return reader.read_ids({name: day for name, day in days_of.items() if name not in ids})
