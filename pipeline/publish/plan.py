"""What a load has to do, decided from what the lake has and what the warehouse remembers.

* The tables of incidents follow the change feed: every incident that a change since the
  high-water mark names is taken out and put in again as it is now. A day on which the rows of any
  other incident are other ones all the same (their words have moved in a corrected article) is
  replaced whole.
* The other tables have no feed, but every row belongs to a window: of the days whose files are
  other ones than at the last load, the windows whose rows are other ones are replaced.
* Everything is loaded anew at first, when asked to, and when the lake's history is not the one
  that was followed so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipeline.publish.memory import Contents, Mark, Partition
from pipeline.publish.tables import INCIDENT_TABLES

Partitions = Mapping[str, Mapping[date, Partition]]


@dataclass(frozen=True, slots=True)
class Touched:
    """What the changes since the mark name.

    Args:
        incident_ids: the incidents.
        days: every partition that one of them was in, before or after a change.
    """

    incident_ids: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What to do with one table.

    Args:
        dataset: its name.
        replace_all: take out every row first.
        changed: the partitions whose files are other ones than at the last load.
        touched: the incidents to replace one by one.
    """

    dataset: str
    replace_all: bool = False
    changed: frozenset[date] = frozenset()
    touched: Touched = Touched()

    def days_to_replace(self, now: Contents, then: Contents) -> frozenset[date]:
        """The changed partitions to replace whole or by windows.

        Args:
            now: what their windows come to, without the rows of touched incidents.
            then: the same at the last load.
        """
        days = frozenset(day for day, _ in _differing(now, then))
        return self.changed if self.replace_all else days


def windows_to_replace(now: Contents, then: Contents) -> frozenset[datetime]:
    """The windows whose rows are other ones in some partition."""
    return frozenset(window for _, window in _differing(now, then))


def _differing(now: Contents, then: Contents) -> set[tuple[date, datetime]]:
    return {key for key in now.keys() | then.keys() if now.get(key) != then.get(key)}


def read_touched(changes: Iterable[Mapping[str, Any]]) -> Touched:
    """What changes name; each has ``incident_id``, ``event_date`` and ``old_event_date``."""
    rows = list(changes)
    days = {row[name] for row in rows for name in ("event_date", "old_event_date")}
    return Touched(frozenset(row["incident_id"] for row in rows), frozenset(days - {None}))


def plan_full(now: Partitions) -> list[TablePlan]:
    """Load every table anew."""
    return [TablePlan(name, replace_all=True, changed=frozenset(now[name])) for name in now]


def plan_incremental(now: Partitions, then: Partitions, touched: Touched) -> list[TablePlan]:
    """Load what changed since the last load."""
    return [_plan_table(name, now[name], then.get(name, {}), touched) for name in now]


def changed_days(now: Mapping[date, Partition], then: Mapping[date, Partition]) -> frozenset[date]:
    """The partitions whose files are not those of the last load, those that are gone too."""
    return frozenset(day for day in now.keys() | then.keys() if now.get(day) != then.get(day))


def _plan_table(
    dataset: str,
    now: Mapping[date, Partition],
    then: Mapping[date, Partition],
    touched: Touched,
) -> TablePlan:
    follows = dataset in INCIDENT_TABLES
    changed = changed_days(now, then)
    return TablePlan(dataset, changed=changed, touched=touched if follows else Touched())


def why_full(mark: Mark | None, change_at_mark: str, change_seq: int) -> str | None:
    """Why a load has to be a full one; None when it need not be.

    Args:
        mark: the warehouse's high-water mark.
        change_at_mark: the lake's change of that number, in short.
        change_seq: the lake's last change.
    """
    if mark is None:
        return "the first one"
    if mark.change_seq > change_seq or mark.change != change_at_mark:
        return "the lake's history is another one than was followed so far"
    return None
