"""The lake as its writers and readers hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.lake.commits.commit import CommitReport, make_plans, write
from pipeline.lake.commits.edits import Edit
from pipeline.lake.commits.heal import heal
from pipeline.lake.files import saying_what_failed
from pipeline.lake.layout import Layout
from pipeline.lake.lock import hold
from pipeline.lake.published import views
from pipeline.lake.published.snapshot import Snapshot
from pipeline.lake.upkeep.maintain import MaintainReport, maintain
from pipeline.lake.upkeep.purge import purge
from pipeline.lake.upkeep.rewrite import rewrite
from pipeline.lake.upkeep.shadow import drop_shadow, make_shadow


class Lake:
    """A lake folder; making the object touches nothing.

    A writer holds the lock from its first read to the swap::

        with lake.lock():
            lake.heal()
            snapshot = lake.snapshot()
            ...
            lake.commit(edits, run=run_id)
    """

    def __init__(self, path: Path) -> None:
        """Name the folder; it need not exist."""
        self.path = path
        self._layout = Layout(path)
        self._is_locked = False

    @contextmanager
    def lock(self, wait: bool = False) -> Iterator[None]:
        """Be the one writer during the block; makes the folder when there is none.

        Raises:
            LakeBusy: another writer holds the lake, and ``wait`` is off.
            WorldError: the folder cannot be written.
        """
        with hold(self._layout.lock, wait):
            self._is_locked = True
            try:
                yield
            finally:
                self._is_locked = False

    @property
    def staging(self) -> Path:
        """A folder for what a run writes before it commits; made when asked for."""
        self._layout.staging.mkdir(parents=True, exist_ok=True)
        return self._layout.staging

    def require_current(self) -> None:
        """Make sure that the published version is known, if there ever was one; needs no lock.

        Raises:
            WorldError: the link to it is gone; says how to make it again.
        """
        views.require_current(self._layout)

    def heal(self) -> list[str]:
        """Undo what a killed run left behind; says in words what was mended.

        Raises:
            WorldError: the disk refused, or a table has lost versions.
        """
        self._require_lock()
        with saying_what_failed(f"cannot heal {self.path}/"):
            return heal(self._layout)

    def snapshot(self) -> Snapshot:
        """The published version of all tables; needs no lock.

        Raises:
            WorldError: its manifest cannot be read.
        """
        return views.take_snapshot(self._layout)

    def make_shadow(self) -> Lake:
        """Make a lake of the same files to try something out in, in place of an earlier one.

        Raises:
            WorldError: the disk refused.
        """
        self._require_lock()
        with saying_what_failed(f"cannot make a shadow of {self.path}/"):
            return Lake(make_shadow(self._layout).root)

    def drop_shadow(self) -> None:
        """Remove the shadow, when there is one."""
        self._require_lock()
        drop_shadow(self._layout)

    def commit(self, edits: Iterable[Edit], run: str, *, may_shrink: bool = False) -> CommitReport:
        """Make the edits visible, all at once; edits that change no row write nothing.

        Args:
            edits: at most one per dataset.
            run: the run's id; names the view.
            may_shrink: whether a table may lose a large part of its rows.

        Raises:
            GateError: a table would break a promise; nothing was written.
            WorldError: the disk refused, or somebody wrote without the lock; readers stay on the
                published version, and the next ``heal`` undoes what was written of this one.
        """
        self._require_lock()
        plans = make_plans(edits, self.snapshot(), may_shrink=may_shrink)
        manifest = views.read_manifest(views.current_view(self._layout))
        if not plans and manifest.sequence:
            return CommitReport(False, views.current_view(self._layout))
        with saying_what_failed(f"cannot write to {self.path}/"):
            report = write(self._layout, manifest, plans, run)
            views.prune(self._layout, datetime.now(UTC))
        return report

    def maintain(
        self, now: datetime, keep_bodies_for: timedelta = timedelta(days=30)
    ) -> MaintainReport:
        """Do the daily chores: drop old page bodies, compact, remove old views and files.

        Args:
            now: the time, for what is old.
            keep_bodies_for: page bodies of older windows become null.

        Raises:
            WorldError: the disk refused; what was done so far is published.
        """
        self._require_lock()
        if self.snapshot().view is None:
            return MaintainReport(0, 0, 0, 0, 0)
        with saying_what_failed(f"cannot maintain {self.path}/"):
            return maintain(self._layout, now, keep_bodies_for)

    def purge(self) -> int:
        """Remove all but the published version, for good; the number of files removed.

        Raises:
            WorldError: the disk refused; do it again.
        """
        self._require_lock()
        with saying_what_failed(f"cannot purge {self.path}/"):
            return purge(self._layout)

    def rewrite(self, now: datetime) -> dict[str, list[str]]:
        """Add the columns that the schemas have gained; names them by table.

        Raises:
            WorldError: the disk refused; readers stay on the published version.
        """
        self._require_lock()
        with saying_what_failed(f"cannot rewrite {self.path}/"):
            return rewrite(self._layout, now)

    def _require_lock(self) -> None:
        if not self._is_locked:
            raise RuntimeError("hold lake.lock() first")
