"""One commit: the tables that change, then the view that shows all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

import schemas
from pipeline.errors import GateError, WorldError
from pipeline.lake import delta, views
from pipeline.lake.edits import Edit, Plan, plan
from pipeline.lake.gates import check_rows
from pipeline.lake.layout import Layout
from pipeline.lake.snapshot import Snapshot
from pipeline.lake.trees import build_tree
from pipeline.lake.views import Manifest
from pipeline.lake.words import find_wrong_words_in

#: A commit that takes at least this many rows and more than this share of a table away is refused.
_MANY_ROWS = 1_000
_LARGE_SHARE = 0.2
#: This many broken promises are told; the rest are counted.
_FAILURES_TOLD = 5


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
    _refuse([line for edit in edits for line in check_rows(edit.dataset, edit.rows)])
    _refuse(_check_words_of(edits))
    plans = [made for made in (plan(edit, snapshot) for edit in edits) if made.changes]
    _refuse(_check_change_numbers(plans, snapshot))
    _refuse(_check_parents(plans, snapshot))
    if not may_shrink:
        _refuse(_check_sizes(plans, snapshot))
    return plans


def _refuse(failures: Sequence[str]) -> None:
    if failures:
        told = "; ".join(failures[:_FAILURES_TOLD])
        more = len(failures) - _FAILURES_TOLD
        raise GateError(
            f"nothing published: {told}" + (f"; and {more} more like these" if more > 0 else "")
        )


def _check_words_of(edits: Iterable[Edit]) -> list[str]:
    """Slice the words of what is told by the articles of the same commit."""
    rows = {edit.dataset: edit.rows for edit in edits if edit.rows.num_rows}
    return find_wrong_words_in(rows, _FAILURES_TOLD) if "articles" in rows else []


def _check_change_numbers(plans: Iterable[Plan], snapshot: Snapshot) -> list[str]:
    """New changes are numbered on from the last one without gaps."""
    first = snapshot.change_seq + 1
    for made in plans:
        if made.dataset == "incident_changes":
            numbers = pa.concat_tables([made.rows, made.appended]).column("change_seq").to_pylist()
            new = sorted(number for number in numbers if number >= first)
            if new != list(range(first, first + made.n_added - made.n_dropped)):
                return [f"incident_changes: new rows must be numbered on from {first}"]
    return []


def _check_parents(plans: Sequence[Plan], snapshot: Snapshot) -> list[str]:
    """The sources, participants and claims of each changed day belong to incidents of that day."""
    by_name = {made.dataset: made for made in plans}
    children = [made for made in plans if "incident_id" in schemas.load(made.dataset).key[:1]]
    days = frozenset(day for made in children for day in made.replaced)
    incidents = by_name.get("incidents")
    untouched = days - incidents.replaced if incidents else days
    parents = [snapshot.read("incidents", columns=["event_date", "incident_id"], days=untouched)]
    if incidents:
        parents.append(incidents.rows.select(["event_date", "incident_id"]))
    known = pa.concat_tables(parents)
    return [line for made in children for line in _find_orphans(made, known)]


def _check_sizes(plans: Iterable[Plan], snapshot: Snapshot) -> list[str]:
    """No table loses a large part of its rows at once: that is a fault, not news."""
    failures = []
    for made in plans:
        lost = made.n_dropped - made.n_added
        if lost < _MANY_ROWS:
            continue
        total = snapshot.count(made.dataset)
        if lost > _LARGE_SHARE * total:
            failures.append(f"{made.dataset}: would lose {lost} of {total} rows at once")
    return failures


def _find_orphans(made: Plan, known: pa.Table) -> Iterable[str]:
    wanted = made.rows.select(["event_date", "incident_id"])
    orphans = wanted.join(known, ["event_date", "incident_id"], join_type="left anti")
    for row in orphans.group_by(["event_date", "incident_id"]).aggregate([]).to_pylist():
        yield f"{made.dataset}: no incident {row['incident_id']} on {row['event_date']}"


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
    return CommitReport(True, views.publish(layout, new, trees), reports)


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
        delta.replace_partitions(table, made.rows, made.replaced, run)
    if made.appended.num_rows:
        delta.append(table, made.appended, run)
    new = set(delta.live_files(table)) - before
    root = Path(table.table_uri.removeprefix("file://"))
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
