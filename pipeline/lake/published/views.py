"""Views: one published version of all tables, as folders of plain Parquet files.

A view is a folder of links to trees (see ``trees``). Publishing is one swap of the link
``current``, so a reader that resolves it first sees all of one version.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import schemas
from pipeline.errors import WorldError
from pipeline.lake.files import point, sync, write_whole
from pipeline.lake.layout import Layout
from pipeline.lake.published.snapshot import Snapshot

#: A view stays at least this long, for readers that have resolved it ...
KEEP_VIEWS_FOR = timedelta(hours=24)
#: ... and at least this many stay, however old.
KEEP_VIEWS = 10
_MANIFEST = "manifest.json"
_COPY_AS_IT_IS = "a copy of a lake needs its links (cp -a, rsync -a)"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a view holds: the Delta version of each table, and the change feed's last number."""

    sequence: int = 0
    run: str = ""
    published_at: str = ""
    change_seq: int = 0
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The name of the view's folder."""
        return f"{self.sequence:08}-{self.run}"

    def after(self, run: str, now: datetime, versions: Mapping[str, int]) -> Manifest:
        """The next manifest, of other versions of tables with the same rows in the change feed."""
        return Manifest(self.sequence + 1, run, now.isoformat(), self.change_seq, versions)


def current_view(layout: Layout) -> Path | None:
    """The folder of the published view; None before the first one.

    Raises:
        WorldError: ``current`` is there and no link.
    """
    try:
        return layout.root.absolute() / layout.current.readlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WorldError(
            f"{layout.current} is no link to a version; {_COPY_AS_IT_IS}: {error.strerror}"
        ) from error


def require_current(layout: Layout) -> None:
    """Make sure that a lake that has published anything says which version is the current one.

    Without that link all versions look like what a killed first run has left, to be removed.

    Raises:
        WorldError: the link is gone; says how to make it again.
    """
    if current_view(layout) is not None:
        return
    whole = [view for view in list_views(layout) if (view / _MANIFEST).exists()]
    # links to the datasets are made after the first version was published
    has_links = any((layout.root / name).is_symlink() for name in schemas.dataset_names())
    if has_links or any(read_manifest(view).sequence > 1 for view in whole):
        newest = whole[-1].name if whole else "VERSION"
        raise WorldError(
            f"{layout.current} is gone, which says what version of the lake is published; "
            f"{_COPY_AS_IT_IS}, else make it again: ln -s .views/{newest} {layout.current}"
        )


def read_manifest(view: Path | None) -> Manifest:
    """The manifest of a view; an empty one when there is no view.

    Raises:
        WorldError: the view is broken.
    """
    if view is None:
        return Manifest()
    try:
        return Manifest(**json.loads((view / _MANIFEST).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise WorldError(f"cannot read {view}/{_MANIFEST}: {error}") from error


def take_snapshot(layout: Layout) -> Snapshot:
    """The published version, to read from."""
    view = current_view(layout)
    manifest = read_manifest(view)
    versions = tuple(sorted(manifest.versions.items()))
    return Snapshot(layout.root, view, versions, manifest.change_seq)


def publish(layout: Layout, manifest: Manifest, trees: Mapping[str, Path]) -> Path:
    """Make a view of the trees and let ``current`` lead to it."""
    view = layout.views / manifest.folder
    view.mkdir(parents=True)
    for dataset, tree in trees.items():
        (view / dataset).symlink_to(f"../../.trees/{dataset}/{tree.name}")
    text = json.dumps(asdict(manifest), indent=1).encode()
    write_whole(view / _MANIFEST, lambda path: path.write_bytes(text))
    sync(layout.views)
    point(layout.current, f".views/{manifest.folder}")
    link_datasets(layout)
    return view


def link_datasets(layout: Layout) -> None:
    """Make the fixed links that people read through."""
    for dataset in schemas.dataset_names():
        point(layout.root / dataset, f"current/{dataset}")


def trees_of(view: Path | None) -> dict[str, Path]:
    """The trees that a view links to, by dataset."""
    if view is None:
        return {}
    return {link.name: link.resolve() for link in view.iterdir() if link.is_symlink()}


def list_views(layout: Layout) -> list[Path]:
    """All views, oldest first."""
    return sorted(layout.views.glob("[0-9]*-*"))


def drop_unpublished(layout: Layout) -> list[Path]:
    """Remove what a killed run left: views newer than the current one, trees that no view has.

    And what it left of a view that it was removing.
    """
    current = current_view(layout)
    left = [view for view in list_views(layout) if _is_left(view, current)]
    for view in left:
        _remove(view)
    return left + _drop_orphans(layout)


def _is_left(view: Path, current: Path | None) -> bool:
    if current is None or view.name > current.name:
        return True
    return view.name < current.name and not (view / _MANIFEST).exists()


def _remove(view: Path) -> None:
    """Remove a view, its manifest first: one without is taken for no view by who comes next."""
    (view / _MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(view)


def prune(layout: Layout, now: datetime) -> list[Path]:
    """Remove views that are old and not among the last ones, and the trees that go with them."""
    views = list_views(layout)
    old = [view for view in views[:-KEEP_VIEWS] if _is_old(view, now)]
    for view in old:
        _remove(view)
    return old + _drop_orphans(layout) if old else []


def _is_old(view: Path, now: datetime) -> bool:
    published = datetime.fromisoformat(read_manifest(view).published_at)
    return published.astimezone(UTC) < now - KEEP_VIEWS_FOR


def _drop_orphans(layout: Layout) -> list[Path]:
    used = {tree for view in list_views(layout) for tree in trees_of(view).values()}
    trees = (path for path in layout.trees.glob("*/*") if path.is_dir())
    orphans = [tree for tree in trees if tree.resolve() not in used]
    for tree in orphans:
        shutil.rmtree(tree)
    return orphans
