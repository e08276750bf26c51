"""Bring tables to today's schemas after a column was added.

Readers take their columns from the first file that they open, so all files of a table must have the
same ones: the whole table is written anew, in one version, and all tables become visible together.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa

import schemas
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.published.snapshot import Snapshot, open_files
from pipeline.lake.published.trees import build_tree
from pipeline.lake.stored import delta


def rewrite(layout: Layout, now: datetime) -> dict[str, list[str]]:
    """Write the tables anew whose schema has other columns now; the caller holds the lock.

    Returns:
        For each table that was written, the columns that it did not have.
    """
    view = views.current_view(layout)
    manifest = views.read_manifest(view)
    trees = views.trees_of(view)
    snapshot = views.take_snapshot(layout)
    versions, added = dict(manifest.versions), {}
    for dataset, version in manifest.versions.items():
        table = delta.open_at(layout.delta(dataset), version)
        missing = delta.find_missing_columns(table, dataset)
        if not missing:
            continue
        delta.overwrite(table, _read_all(snapshot, dataset), "rewrite")
        versions[dataset], added[dataset] = table.version(), missing
        trees[dataset] = build_tree(layout, dataset, table.version(), delta.live_files(table))
    if added:
        views.publish(layout, manifest.after("rewrite", now, versions), trees)
    return added


def _read_all(snapshot: Snapshot, dataset: str) -> pa.RecordBatchReader:
    """All rows with today's columns, a batch at a time.

    What the files do not have is null, or an empty list in a column of lists.
    """
    files: list[Path] = snapshot.files(dataset, None)
    schema = schemas.arrow_schema(dataset)
    if not files:
        return schema.empty_table().to_reader()
    batches = open_files(dataset, files).scanner().to_batches()
    return pa.RecordBatchReader.from_batches(schema, map(_fill_lists, batches))


def _fill_lists(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pa.array([[]] * batch.num_rows, field.type)
        if pa.types.is_list(field.type) and not field.nullable and column.null_count
        else column
        for field, column in zip(batch.schema, batch.columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)
