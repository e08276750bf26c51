"""What a load has to do, decided from what the lake has and what the warehouse remembers.

* The tables of incidents follow the change feed: every incident that a change since the
  high-water mark names is taken out and put in again as it is now.
* A day whose files are other ones than at the last load, for no reason that the feed tells, is
  replaced whole. So are all changed days of the other tables, which have no change feed.
* Everything is loaded anew at first, when asked to, and when the lake's history is not the one
  that was followed so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.publish.memory import Mark, Partition
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
        days: the partitions to replace whole.
        touched: the incidents to replace one by one.
    """

    dataset: str
    replace_all: bool = False
    days: frozenset[date] = frozenset()
    touched: Touched = Touched()

    @property
    def is_nothing(self) -> bool:
        """Whether the table stays as it is."""
        return not (self.replace_all or self.days or self.touched.incident_ids)


def read_touched(changes: Iterable[Mapping[str, Any]]) -> Touched:
    """What changes name; each has ``incident_id``, ``event_date`` and ``old_event_date``."""
    rows = list(changes)
    days = {row[name] for row in rows for name in ("event_date", "old_event_date")}
    return Touched(frozenset(row["incident_id"] for row in rows), frozenset(days - {None}))


def plan_full(now: Partitions) -> list[TablePlan]:
    """Load every table anew."""
    return [TablePlan(name, replace_all=True, days=frozenset(now[name])) for name in now]


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
    changed = changed_days(now, then)
    if dataset not in INCIDENT_TABLES:
        return TablePlan(dataset, days=changed)
    return TablePlan(dataset, days=changed - touched.days, touched=touched)


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
