"""A shadow: a lake of its own beside the published one, of the same files by hard links.

What a rebuild would make is tried out there: it has a lock, gates and views, and every command can
look at it (``--lake lake/.shadow``).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pipeline.lake.layout import Layout
from pipeline.lake.published import views
from pipeline.lake.published.trees import build_tree
from pipeline.lake.stored import delta

#: What a shadow reads where the lake has it.
_SHARED = (".landing", "overrides.tsv", "forgotten.tsv")
#: The one file of a Delta table that is written in place.
_CHANGING = "_last_checkpoint"


def make_shadow(layout: Layout) -> Layout:
    """Make a shadow of the published version, in place of an earlier one."""
    drop_shadow(layout)
    shadow = Layout(layout.shadow)
    shadow.root.mkdir()
    for name in _SHARED:
        (shadow.root / name).symlink_to(f"../{name}")
    view = views.current_view(layout)
    if view is None:
        return shadow
    manifest = views.read_manifest(view)
    if layout.index.exists():
        shutil.copyfile(layout.index, shadow.index)
    trees = {}
    for dataset, version in manifest.versions.items():
        shutil.copytree(layout.delta(dataset), shadow.delta(dataset), copy_function=_link)
        files = delta.live_files(delta.open_at(shadow.delta(dataset), version))
        trees[dataset] = build_tree(shadow, dataset, version, files)
    views.publish(shadow, manifest, trees)
    return shadow


def drop_shadow(layout: Layout) -> None:
    """Remove the shadow, when there is one."""
    if layout.shadow.exists():
        shutil.rmtree(layout.shadow)


def _link(source: str, target: str) -> None:
    if Path(source).name == _CHANGING:
        shutil.copyfile(source, target)
    else:
        os.link(source, target)
