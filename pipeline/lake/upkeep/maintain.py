"""The daily chores: drop old page bodies, compact, remove views and files that nobody needs.

No row changes but for ``pages.body``; each step ends in a published view, so that a killed run has
done some of the chores and the next one goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

import schemas
from pipeline.lake.commits.bulk import ROWS_AT_ONCE, lighten, plan_bulk
from pipeline.lake.commits.commit import write
from pipeline.lake.commits.edits import Bulk, Edit, Plan, sort
from pipeline.lake.landed.retention import expire_landed
from pipeline.lake.landed.waiting import find_waiting
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.published.snapshot import Snapshot, is_in
from pipeline.lake.stored import delta

#: Partitions are compacted together until they come to this many bytes of files, which is some
#: ten times as much in memory; one that is larger alone stays as it is.
COMPACT_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class MaintainReport:
    """What the chores came to."""

    bodies_dropped: int
    windows_expired: int
    partitions_compacted: int
    views_removed: int
    files_removed: int


def maintain(layout: Layout, now: datetime, keep_bodies_for: timedelta) -> MaintainReport:
    """Do all chores; the caller holds the lock.

    Args:
        layout: the lake's folders.
        now: the time, for what is old.
        keep_bodies_for: page bodies of older windows become null.
    """
    oldest = (now - keep_bodies_for).date()
    bodies = sum(_drop_bodies(layout, oldest))
    expired = expire_landed(layout.root, oldest, _find_imported(layout, oldest))
    compacted = sum(_compact(layout))
    removed = views.prune(layout, now)
    return MaintainReport(
        bodies,
        expired,
        compacted,
        sum(path.parent == layout.views for path in removed),
        _vacuum(layout, now),
    )


def _find_imported(layout: Layout, since: date) -> set[datetime]:
    """Windows that have landed something since a day, however old they are, and wait for a build.

    An archive of last year that came in today is not removed before it was read.
    """
    waiting = find_waiting(layout.root)
    return {w.start for w in waiting if w.landed_at is not None and w.landed_at.date() >= since}


def _drop_bodies(layout: Layout, before: date) -> Iterator[int]:
    names = [name for name in schemas.arrow_schema("pages").names if name != "body"]
    for day in sorted(day for day in views.take_snapshot(layout).days("pages") if day < before):
        snapshot = views.take_snapshot(layout)
        rows = snapshot.read("pages", names, pc.field("body").is_valid(), [day])
        if rows.num_rows:
            _publish(layout, [plan_bulk(_without_bodies(rows), snapshot)])
            yield rows.num_rows


def _without_bodies(rows: pa.Table) -> Edit:
    """The edit that leaves pages without their bodies; the bodies are not read for it."""
    schema = schemas.arrow_schema("pages")
    n = schema.get_field_index("body")
    whole = rows.add_column(n, schema.field(n), pa.nulls(rows.num_rows, schema.field(n).type))
    drop = is_in("page_id", rows.column("page_id").to_pylist())

    def read(_: Collection[str]) -> Iterator[pa.RecordBatch]:
        yield from whole.to_batches(max_chunksize=ROWS_AT_ONCE)

    return Edit(
        "pages", lighten("pages", "body", whole.to_batches()), drop, bulk=Bulk("body", read)
    )


def _compact(layout: Layout) -> Iterator[int]:
    """Make one file of each partition that has several."""
    for dataset in schemas.dataset_names():
        for days in _batch(views.take_snapshot(layout), dataset):
            rows = sort(dataset, views.take_snapshot(layout).read(dataset, days=days))
            nothing = rows.slice(0, 0)
            _publish(layout, [Plan(dataset, rows, frozenset(days), nothing, nothing, 0)])
            yield len(days)


def _batch(snapshot: Snapshot, dataset: str) -> Iterator[list[date]]:
    """The partitions with several files, in batches that fit into memory."""
    batch: list[date] = []
    n_bytes = 0
    for day in sorted(snapshot.days(dataset)):
        files = snapshot.files(dataset, [day])
        size = sum(file.stat().st_size for file in files)
        if len(files) < 2 or size > COMPACT_BYTES:
            continue
        if batch and n_bytes + size > COMPACT_BYTES:
            yield batch
            batch, n_bytes = [], 0
        batch.append(day)
        n_bytes += size
    if batch:
        yield batch


def _publish(layout: Layout, plans: list[Plan]) -> None:
    manifest = views.read_manifest(views.current_view(layout))
    write(layout, manifest, plans, "maintain")


def _vacuum(layout: Layout, now: datetime) -> int:
    """Remove files that no kept view's version has; publishes the versions that say so."""
    view = views.current_view(layout)
    manifest = views.read_manifest(view)
    kept = [views.read_manifest(path) for path in views.list_views(layout)]
    versions, removed = {}, 0
    for dataset in manifest.versions:
        needed = {old.versions[dataset] for old in kept if dataset in old.versions}
        n_files, versions[dataset] = delta.vacuum(layout.delta(dataset), needed)
        removed += n_files
    if versions != manifest.versions:
        views.publish(layout, manifest.after("maintain", now, versions), views.trees_of(view))
    return removed
