"""Load a warehouse: all of the lake at first, then what changed; one transaction, always whole."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

import duckdb
import pyarrow as pa

import schemas
from pipeline.errors import UsageError, WorldError, first_line
from pipeline.lake import Lake, Snapshot, is_in
from pipeline.publish import prepare
from pipeline.publish.lake_state import (
    change_at,
    find_touched,
    hash_rows,
    hash_windows,
    list_partitions,
    mark_of,
    read_rows,
    take_out,
)
from pipeline.publish.memory import (
    Contents,
    Memory,
    recall,
    recall_windows,
    remember_mark,
    remember_partitions,
    remember_windows,
)
from pipeline.publish.plan import (
    Partitions,
    TablePlan,
    changed_days,
    plan_full,
    plan_incremental,
    why_full,
    windows_to_replace,
)
from pipeline.publish.tables import ON_REQUEST, Table, table_of
from pipeline.publish.warehouse import Warehouse
from schemas import Column


def _keys(name: str, column: str, kind: pa.DataType) -> Table:
    """A table of keys, for the length of a connection."""
    return Table(name, "", (column,), (Column(column, kind, is_nullable=False, doc=""),))


_CHANGED_DAYS = _keys("changed_days", "day", pa.date32())
_DAYS = _keys("days_to_replace", "day", pa.date32())
_WINDOWS = _keys("windows_to_replace", "window_start", pa.timestamp("us", "UTC"))
_INCIDENTS = _keys("incidents_to_replace", "incident_id", pa.string())


@dataclass(frozen=True, slots=True)
class _Work:
    """What to replace of a table: whole days, or some windows of them."""

    table: Table
    days: frozenset[date] = frozenset()
    windows: frozenset[datetime] | None = None


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a load did to one table: rows taken out, put in, and there now."""

    deleted: int
    inserted: int
    rows: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did.

    Args:
        full: why everything was loaded; None for an incremental load.
        change_seq_before: the high-water mark before (0 at first).
        change_seq: the high-water mark after.
        lake_version: the version of the lake that the warehouse equals now.
        tables: by name.
        columns_added: the columns that tables of the warehouse have gained, as ``table.column``.
        seconds: how long it took.
    """

    full: str | None
    change_seq_before: int
    change_seq: int
    lake_version: str
    tables: Mapping[str, TableReport]
    columns_added: tuple[str, ...] = ()
    seconds: float = 0.0


def load(
    lake: Lake, warehouse: Warehouse, also: Collection[str] = (), full: bool = False
) -> LoadReport:
    """Bring a warehouse to the published version of the lake.

    Args:
        lake: what to load; it needs no lock.
        warehouse: where to.
        also: datasets of ``ON_REQUEST`` to load too; once loaded, every load keeps them up.
        full: load everything, though less would do.

    Raises:
        UsageError: there is no lake yet, or the user of the warehouse may not write.
        WorldError: the lake or the warehouse failed; the warehouse is as it was before.
    """
    began = time.monotonic()
    with _saying_what_is_broken(lake), warehouse.transaction():
        prepare.make_schema(warehouse)
        memory = recall(warehouse)
        datasets = _choose(also, memory)
        added = prepare.make_tables(warehouse, map(table_of, datasets))
        prepare.fill_event_types(warehouse)
        prepare.make_views(warehouse)
        # taken after the lock of the transaction: never an older version than another load's
        snapshot = lake.snapshot()
        if snapshot.view is None:
            raise UsageError(f"there is no lake at {lake.path}/ yet")
        report = _Load(snapshot, warehouse, datasets, memory).run("asked for" if full else None)
    return replace(report, columns_added=tuple(added), seconds=time.monotonic() - began)


@contextmanager
def _saying_what_is_broken(lake: Lake) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowInvalid, duckdb.Error) as error:
        said = first_line(error)
        raise WorldError(f"nothing loaded: cannot read {lake.path}/: {said}") from error


def _choose(also: Collection[str], memory: Memory) -> tuple[str, ...]:
    """What to load: everything but what nobody asked for, now or before."""
    unwanted = set(ON_REQUEST) - set(also) - memory.partitions.keys()
    return tuple(name for name in schemas.dataset_names() if name not in unwanted)


class _Load:
    """One version of the lake on its way into a warehouse, inside of a transaction."""

    def __init__(
        self,
        snapshot: Snapshot,
        warehouse: Warehouse,
        datasets: Collection[str],
        memory: Memory,
    ) -> None:
        self._snapshot = snapshot
        self._warehouse = warehouse
        self._memory = memory
        self._filled: dict[str, pa.Table] = {}
        self._now: Partitions = {
            name: list_partitions(snapshot, name, memory.partitions.get(name, {}))
            for name in datasets
        }

    def run(self, why: str | None) -> LoadReport:
        """Load in full for a reason, else what changed; writes down how far it came."""
        why = why or self._why_full()
        reports = self._apply(plan_full(self._now) if why else self._plan_incremental())
        wrong = [name for name, report in reports.items() if report.rows != self._expected(name)]
        if wrong and not why:
            # somebody else wrote to the tables
            return self.run(f"the rows of {', '.join(wrong)} were not those of the last load")
        if wrong:
            raise WorldError(f"nothing loaded: {', '.join(wrong)} did not take all rows")
        mark = mark_of(self._snapshot, self._now["incident_changes"].keys())
        remember_mark(self._warehouse, mark)
        before = self._memory.mark
        return LoadReport(
            why,
            before.change_seq if before and not why else 0,
            mark.change_seq,
            mark.lake_version,
            reports,
        )

    def _why_full(self) -> str | None:
        mark = self._memory.mark
        change = change_at(self._snapshot, mark) if mark else ""
        return why_full(mark, change, self._snapshot.change_seq)

    def _plan_incremental(self) -> list[TablePlan]:
        mark, then = self._memory.mark, self._memory.partitions
        assert mark is not None
        days = changed_days(self._now["incident_changes"], then.get("incident_changes", {}))
        return plan_incremental(self._now, then, find_touched(self._snapshot, mark, days))

    def _expected(self, dataset: str) -> int:
        return sum(partition.n_rows for partition in self._now[dataset].values())

    def _apply(self, plans: Iterable[TablePlan]) -> dict[str, TableReport]:
        for keys in (_CHANGED_DAYS, _DAYS, _WINDOWS, _INCIDENTS):
            self._warehouse.make_temporary(keys)
        return {plan.dataset: self._apply_to_table(plan) for plan in plans}

    def _apply_to_table(self, plan: TablePlan) -> TableReport:
        table = table_of(plan.dataset)
        path = self._warehouse.path_of(table.name)
        work = self._prepare(plan, table)
        deleted = self._delete(plan, work, path)
        inserted = self._insert(plan, work, path)
        ((rows,),) = self._warehouse.fetch(f"select count(*) from {path}")
        return TableReport(deleted, inserted, rows)

    def _prepare(self, plan: TablePlan, table: Table) -> _Work:
        """Find the days and windows to replace, and write down what they come to now."""
        name = table.name
        if not (plan.changed or plan.replace_all):
            return _Work(table)
        self._fill(_CHANGED_DAYS, plan.changed)
        changed = "" if plan.replace_all else f"select day from {_CHANGED_DAYS.name}"
        now: Contents = hash_windows(self._snapshot, table, plan.changed)
        then = recall_windows(self._warehouse, name, changed)
        partitions = {day: at for day, at in self._now[name].items() if day in plan.changed}
        remember_windows(self._warehouse, name, changed, now)
        remember_partitions(self._warehouse, name, changed, partitions)
        by_window = not (plan.replace_all or table.follows_incidents)
        windows = windows_to_replace(now, then) if by_window else None
        if plan.touched.incident_ids:
            now, then = self._take_out_touched(plan, table, now, then)
        return _Work(table, plan.days_to_replace(now, then), windows)

    def _take_out_touched(
        self, plan: TablePlan, table: Table, now: Contents, then: Contents
    ) -> tuple[Contents, Contents]:
        """What days come to, and came to, without the incidents that are replaced one by one.

        A value that the warehouse cannot hold as it is makes its day differ, which is then
        replaced whole: more work, and the same rows.
        """
        self._fill(_INCIDENTS, plan.touched.incident_ids)
        columns = ", ".join(map(self._warehouse.dialect.name_of, table.names))
        held = self._warehouse.fetch(
            f"select {columns} from {self._warehouse.path_of(table.name)} "
            f"where incident_id in (select incident_id from {_INCIDENTS.name}) "
            f"and {table.partition} in (select day from {_CHANGED_DAYS.name})"
        )
        values = zip(*held, strict=True) if held else ((),) * len(table.names)
        schema = schemas.arrow_schema(table.name)
        were = pa.table(list(map(pa.array, values, schema.types)), schema=schema)
        chosen = is_in("incident_id", plan.touched.incident_ids)
        are = read_rows(self._snapshot, table.name, plan.changed, chosen)
        return take_out(now, hash_rows(table, are)), take_out(then, hash_rows(table, were))

    def _delete(self, plan: TablePlan, work: _Work, path: str) -> int:
        if plan.replace_all:
            return self._warehouse.execute(f"delete from {path}")
        deleted = 0
        if work.days:
            self._fill(_DAYS, work.days)
            where = f"{work.table.partition} in (select day from {_DAYS.name})"
            if work.windows is not None:
                self._fill(_WINDOWS, work.windows)
                where += f" and window_start in (select window_start from {_WINDOWS.name})"
            deleted += self._warehouse.execute(f"delete from {path} where {where}")
        if plan.touched.incident_ids:
            self._fill(_INCIDENTS, plan.touched.incident_ids)
            deleted += self._warehouse.execute(
                f"delete from {path} "
                f"where incident_id in (select incident_id from {_INCIDENTS.name})"
            )
        return deleted

    def _insert(self, plan: TablePlan, work: _Work, path: str) -> int:
        table, inserted = work.table, 0
        if work.days:
            chosen = None if work.windows is None else is_in("window_start", work.windows)
            rows = read_rows(self._snapshot, table.name, work.days, chosen)
            inserted += self._warehouse.insert(path, table.columns, rows)
        if plan.touched.incident_ids:
            chosen = is_in("incident_id", plan.touched.incident_ids)
            rows = read_rows(self._snapshot, table.name, plan.touched.days - work.days, chosen)
            inserted += self._warehouse.insert(path, table.columns, rows)
        return inserted

    def _fill(self, keys: Table, values: Iterable[str] | Iterable[date]) -> None:
        column = keys.columns[0]
        rows = pa.table({column.name: pa.array(sorted(values), column.type)})
        if self._filled.get(keys.name) == rows:  # the incidents are the same for every table
            return
        self._warehouse.execute(f"delete from {keys.name}")
        self._warehouse.insert(keys.name, keys.columns, rows.to_reader())
        self._filled[keys.name] = rows
