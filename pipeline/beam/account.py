"""The step that accounts: fused incidents against those of today, as rows and changes.

It is called once with all records, and reads the incidents of today from the lake (see ``revise``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.beam.decisions import Decisions
from pipeline.beam.elements import Drop
from pipeline.beam.members import read_members
from pipeline.ids import incident_id as made_of
from pipeline.lake import Snapshot, is_in
from pipeline.records import Incident, IncidentChange, Mention
from pipeline.resolve import Fused
from pipeline.resolve.ledger import account, causes_of


@dataclass(frozen=True, slots=True)
class Account:
    """Fused incidents to the rows and changes that make the lake's ones into them."""

    snapshot: Snapshot
    window_start: datetime
    decisions: Decisions

    def __call__(
        self, records: list[Fused | Mention | Drop]
    ) -> Iterator[Fused | IncidentChange | Drop]:
        """Compare with the incidents that hold any of the affected mentions today."""
        fused = [record for record in records if isinstance(record, Fused)]
        mentions = [record for record in records if isinstance(record, Mention)]
        dropped = [r for r in records if isinstance(r, Drop) and r.dataset == "mentions"]
        # other rules may tell nothing more of an article: its mentions have no successors then
        held = read_members(
            self.snapshot, {m.mention_id for m in mentions}, {drop.key for drop in dropped}
        )
        old_members = {name: set(members) for name, members in held.of.items()}
        old = self._incidents(set(old_members), held.days)
        for incident in old:
            yield Drop("incidents", incident.incident_id, incident.event_date)
        groups = [*old_members.values(), *({*f.mention_ids, *f.withdrawn_ids} for f in fused)]
        decided = self._decided(groups)
        causes = causes_of((m for m in mentions if m.mention_id not in decided), self.window_start)
        accounted = account(old, old_members, fused, self.window_start, causes)
        yield from accounted.fused
        yield from accounted.changes

    def _decided(self, groups: Iterable[set[str]]) -> set[str]:
        """The mentions of incidents that a human decided anew: no article is the cause of that."""
        new_ids = self.decisions.new_ids
        held = (group for group in groups if any(made_of(name) in new_ids for name in group))
        return set().union(*held) if new_ids else set()

    def _incidents(self, incident_ids: set[str], days: frozenset[date]) -> list[Incident]:
        where = is_in("incident_id", incident_ids)
        return self.snapshot.records("incidents", where=where, days=days)
