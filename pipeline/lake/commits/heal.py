"""Undo what a killed run left behind, so that tables, view and manifest agree again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import schemas
from pipeline.errors import WorldError
from pipeline.lake.indexed import index
from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.stored import delta


def heal(layout: Layout) -> list[str]:
    """Bring the lake back to its current manifest; says what was mended, in words.

    Raises:
        WorldError: it has none any more, or a table has lost versions; nothing was touched.
    """
    views.require_current(layout)
    mended = [
        *_empty_staging(layout),
        *(
            f"removed {path.name}, not whole or never published"
            for path in views.drop_unpublished(layout)
        ),
        *_remove_unknown_tables(layout),
        *_restore_tables(layout),
    ]
    if views.current_view(layout) is not None:
        views.link_datasets(layout)
    index.sync(layout, views.take_snapshot(layout))
    return mended


def _empty_staging(layout: Layout) -> Iterator[str]:
    if layout.staging.is_dir() and any(layout.staging.iterdir()):
        shutil.rmtree(layout.staging)
        yield "removed what an earlier run had staged"


def _remove_unknown_tables(layout: Layout) -> Iterator[str]:
    """A table that the manifest does not name was being made when its run was killed."""
    manifest = views.read_manifest(views.current_view(layout))
    for dataset in schemas.dataset_names():
        if dataset not in manifest.versions and layout.delta(dataset).exists():
            shutil.rmtree(layout.delta(dataset))
            yield f"removed the unfinished table {dataset}"


def _restore_tables(layout: Layout) -> Iterator[str]:
    """Restore the tables that are ahead of the manifest, and publish their new version numbers."""
    view = views.current_view(layout)
    manifest = views.read_manifest(view)
    versions = dict(manifest.versions)
    for dataset, expected in manifest.versions.items():
        latest = delta.latest_version(layout.delta(dataset))
        if latest is None or latest < expected:
            raise WorldError(
                f"{layout.delta(dataset)}: version {expected} is missing; restore it from a backup"
            )
        if latest > expected:
            versions[dataset] = delta.restore(layout.delta(dataset), expected)
            yield f"restored {dataset} from version {latest} to {expected}"
    if versions != manifest.versions:
        run = f"{manifest.run.removesuffix('-healed')}-healed"
        healed = manifest.after(run, datetime.now(UTC), versions)
        views.publish(layout, healed, views.trees_of(view))
