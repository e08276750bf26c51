"""Let nothing of earlier versions be left: views, files, and the statistics in Delta's log.

Readers of an older view lose it, at once; that is what a takedown asks for.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

from pipeline.lake.indexed import index
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.stored import delta
from pipeline.lake.upkeep.shadow import drop_shadow


def purge(layout: Layout) -> int:
    """Remove all but the published version; the number of files removed. Can be repeated."""
    drop_shadow(layout)
    view = views.current_view(layout)
    manifest = views.read_manifest(view)
    versions, removed = {}, 0
    for dataset in manifest.versions:
        n_files, versions[dataset] = delta.forget_history(layout.delta(dataset))
        removed += n_files
    new = manifest.after("forget", datetime.now(UTC), versions)
    published = views.publish(layout, new, views.trees_of(view))
    for old in views.list_views(layout):
        if old != published:
            shutil.rmtree(old)
    views.drop_unpublished(layout)
    # it may know what is nowhere else now
    index.drop(layout.index)
    index.sync(layout, views.take_snapshot(layout))
    return removed
