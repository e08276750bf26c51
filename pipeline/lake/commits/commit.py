"""One commit: the tables that change, then the view that shows all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import pyarrow.compute as pc
from deltalake import DeltaTable

import schemas
from pipeline.errors import GateError, WorldError
from pipeline.lake.commits.bulk import plan_bulk
from pipeline.lake.commits.checks import Outcome, check_edits, check_outcome
from pipeline.lake.commits.edits import Edit, Plan, plan
from pipeline.lake.indexed import index
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.published.snapshot import Snapshot
from pipeline.lake.published.trees import build_tree
from pipeline.lake.published.views import Manifest
from pipeline.lake.stored import delta
from pipeline.lake.stored.part_files import folder_of

#: This many broken promises are told; the rest are counted.
_FAILURES_TOLD = 20


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a commit did to one table."""

    rows_added: int
    rows_dropped: int
    days: tuple[date, ...]
    n_bytes: int
    version: int


@dataclass(frozen=True, slots=True)
class CommitReport:
    """What a commit did: nothing at all when no row changed."""

    changed: bool
    view: Path | None
    tables: Mapping[str, TableReport] = field(default_factory=dict)


def make_plans(
    edits: Iterable[Edit], snapshot: Snapshot, *, may_shrink: bool = False
) -> list[Plan]:
    """Find what the edits change, and check that the result keeps the tables' promises.

    Raises:
        GateError: it does not; names the rows and what is wrong with them.
    """
    edits = list(edits)
    names = [edit.dataset for edit in edits]
    if len(set(names)) < len(names):
        raise ValueError(f"a dataset is edited twice: {sorted(names)}")
    _refuse(check_edits(edits))
    made = (plan_bulk(edit, snapshot) if edit.bulk else plan(edit, snapshot) for edit in edits)
    plans = [plan for plan in made if plan.changes]
    _refuse(check_outcome(Outcome(edits, plans, snapshot), may_shrink=may_shrink))
    return plans


def _refuse(failures: Iterator[str]) -> None:
    told = list(islice(failures, _FAILURES_TOLD))
    if told:
        more = sum(1 for _ in failures)
        raise GateError(
            "nothing published, the version before stays; "
            f"rows that break promises: {len(told) + more}"
            + "".join(f"\n  {line}" for line in told)
            + (f"\n  and {more} more" if more else "")
        )


def write(layout: Layout, manifest: Manifest, plans: Sequence[Plan], run: str) -> CommitReport:
    """Write the plans into the Delta tables and publish a view of the result.

    Raises:
        WorldError: the disk refused, or another writer changed a table without the lock.
        OSError, DeltaError: the same, for the caller to put in words.
    """
    changed = {made.dataset: made for made in plans}
    tables = _open_tables(layout, manifest, changed.keys())
    reports = {name: _write_plan(tables[name], made, run) for name, made in changed.items()}
    trees = views.trees_of(views.current_view(layout))
    for name, table in tables.items():
        files = delta.live_files(table)
        trees[name] = build_tree(layout, name, table.version(), files)
    new = Manifest(
        manifest.sequence + 1,
        run,
        datetime.now(UTC).isoformat(),
        max(manifest.change_seq, *(_last_change(made) for made in plans), 0),
        {**manifest.versions, **{name: table.version() for name, table in tables.items()}},
    )
    view = views.publish(layout, new, trees)
    for name, made in changed.items():
        index.follow(layout.index, manifest.versions.get(name), tables[name], made.added)
    return CommitReport(True, view, reports)


def _open_tables(
    layout: Layout, manifest: Manifest, changed: Collection[str]
) -> dict[str, DeltaTable]:
    """Handles of the tables to change, at the versions that the manifest names.

    Tables that it does not name are made.
    """
    tables = {}
    for dataset in schemas.dataset_names():
        path = layout.delta(dataset)
        expected = manifest.versions.get(dataset)
        if delta.latest_version(path) != expected:
            raise WorldError(f"{path}: another writer changed this table without the lake's lock")
        if expected is None:
            tables[dataset] = delta.create(path, dataset)
        elif dataset in changed:
            tables[dataset] = delta.open_at(path, expected)
            missing = delta.find_missing_columns(tables[dataset], dataset)
            if missing:
                raise WorldError(
                    f"{path} has no column {', '.join(missing)} yet; run: sitrep maintain --rewrite"
                )
    return tables


def _write_plan(table: DeltaTable, made: Plan, run: str) -> TableReport:
    before = set(delta.live_files(table))
    if made.replaced:
        rows = made.whole.rows() if made.whole else made.rows
        delta.replace_partitions(table, rows, made.replaced, run)
    if made.appended.num_rows:
        rows = made.whole.appended() if made.whole else made.appended
        delta.append(table, rows, run)
    new = set(delta.live_files(table)) - before
    root = folder_of(table)
    return TableReport(
        made.n_added,
        made.n_dropped,
        tuple(sorted(made.days)),
        sum((root / file).stat().st_size for file in new),
        table.version(),
    )


def _last_change(made: Plan) -> int:
    if made.dataset != "incident_changes":
        return 0
    numbers = [pc.max(part.column("change_seq")).as_py() for part in (made.rows, made.appended)]
    return max((number for number in numbers if number is not None), default=0)
