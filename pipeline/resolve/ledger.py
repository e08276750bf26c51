"""What a run changed: the incidents before and after, as steps that replay to the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline import ids
from pipeline.records import Incident, IncidentChange, Mention, Op
from pipeline.resolve.fusion import Fused

Members = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Accounted:
    """Incidents with their revisions, and the steps that lead from the old ones to them."""

    fused: tuple[Fused, ...]
    changes: tuple[IncidentChange, ...]


def account(
    old: Iterable[Incident],
    old_members: Members,
    new: Iterable[Fused],
    window_start: datetime,
    causes: Mapping[str, str] | None = None,
) -> Accounted:
    """Compare the incidents that a run touched, before and after.

    An incident whose values and members did not change keeps its row to the byte and makes no step,
    so that running a window again changes nothing.

    Args:
        old: the incidents, as they were, that hold any affected mention.
        old_members: incident id -> its live mention ids, as they were.
        new: all incidents of the affected mentions, as they are.
        window_start: the window of the run.
        causes: mention id -> article id of the mentions that the run told anew or withdrew.
    """
    books = _Books(
        {incident.incident_id: incident for incident in old},
        old_members,
        {fused.incident.incident_id: fused for fused in new},
        window_start,
        causes or {},
    )
    fused = tuple(books.revise(books.new[name]) for name in sorted(books.new))
    steps = [step for one in fused if (step := books.step_to(one))]
    steps += [books.step_from(name) for name in sorted(books.old.keys() - books.new.keys())]
    ordered = sorted(steps, key=lambda change: (change.incident_id, change.op))
    return Accounted(fused, tuple(ordered))


def causes_of(mentions: Iterable[Mention], window_start: datetime) -> dict[str, str]:
    """The mentions that a window told or withdrew -> their articles."""
    return {
        mention.mention_id: mention.article_id
        for mention in mentions
        if window_start in (mention.withdrawn_at, mention.window_start)
    }


def fold(changes: Iterable[IncidentChange]) -> dict[str, Incident]:
    """The table that steps lead to, in the order of ``change_seq``."""
    table: dict[str, Incident] = {}
    for change in sorted(changes, key=lambda c: c.change_seq):
        if change.op in ("merge", "retract"):
            table.pop(change.incident_id, None)
        else:
            table[change.incident_id] = change.after
    return table


def follow(changes: Iterable[IncidentChange]) -> dict[str, str]:
    """Ids that were merged away -> the living id at the end of their chain."""
    merged: dict[str, str] = {}
    for change in sorted(changes, key=lambda c: c.change_seq):
        merged.pop(change.incident_id, None)
        if change.op == "merge" and change.merged_into:
            merged[change.incident_id] = change.merged_into
    return {name: _end_of_chain(merged, name) for name in merged}


def _end_of_chain(merged: Mapping[str, str], name: str) -> str:
    seen = {name}
    while name in merged and merged[name] not in seen:
        name = merged[name]
        seen.add(name)
    return name


class _Books:
    """Both sides of an account, and where each mention was and is."""

    def __init__(
        self,
        old: Mapping[str, Incident],
        old_members: Members,
        new: Mapping[str, Fused],
        window_start: datetime,
        causes: Mapping[str, str],
    ) -> None:
        self.old = old
        self.new = new
        self._old_members = {name: set(old_members.get(name, ())) for name in old}
        self._window_start = window_start
        self._causes = causes
        self._was_in = {m: name for name, members in self._old_members.items() for m in members}
        self._is_in = {m: name for name, fused in new.items() for m in _everyone(fused)}
        self._made_of = {ids.incident_id(m): name for m, name in self._is_in.items()}

    def revise(self, fused: Fused) -> Fused:
        """Give an incident its revision: one more than before when anything changed."""
        before = self.old.get(fused.incident.incident_id)
        if before is None:
            return fused
        same = replace(fused.incident, revision=before.revision)
        if same == before and set(fused.mention_ids) == self._old_members[before.incident_id]:
            return replace(fused, incident=before)
        return replace(fused, incident=replace(same, revision=before.revision + 1))

    def step_to(self, fused: Fused) -> IncidentChange | None:
        """The step that makes or changes an incident; None when it is as it was."""
        after = fused.incident
        before = self.old.get(after.incident_id)
        members = _everyone(fused)
        if before is not None and before.revision == after.revision:
            return None
        op: Op = "update" if before else "split" if self._is_part(members) else "insert"
        had = self._old_members.get(after.incident_id, set())
        return IncidentChange(
            op,
            after.incident_id,
            self._window_start,
            after,
            cause_article_id=self._cause(had, members),
            old_event_date=before.event_date if before else None,
        )

    def step_from(self, incident_id: str) -> IncidentChange:
        """The step that ends an incident; its last image stays."""
        before, members = self.old[incident_id], self._old_members[incident_id]
        heir = self._heir(incident_id, members)
        return IncidentChange(
            "merge" if heir else "retract",
            incident_id,
            self._window_start,
            before,
            cause_article_id=self._cause(members, _everyone(self.new[heir]) if heir else set()),
            old_event_date=before.event_date,
            merged_into=heir,
        )

    def _is_part(self, members: Collection[str]) -> bool:
        """Whether some of these were in an incident that lives on without them."""
        return any(self._was_in.get(member) in self.new for member in members)

    def _heir(self, incident_id: str, members: Collection[str]) -> str | None:
        """Where an incident went: to the mention it was made of, else where most of it is."""
        if incident_id in self._made_of:
            return self._made_of[incident_id]
        shared = Counter(self._is_in[member] for member in members if member in self._is_in)
        return min(shared, key=lambda name: (-shared[name], name), default=None)

    def _cause(self, before: set[str], after: set[str]) -> str | None:
        """The article of a mention that came or went, else of one that was told anew."""
        for candidates in (before ^ after, before | after):
            named = sorted(member for member in candidates if member in self._causes)
            if named:
                return self._causes[named[0]]
        return None


def _everyone(fused: Fused) -> set[str]:
    return {*fused.mention_ids, *fused.withdrawn_ids}
