"""Where things are in a lake.

::

    lake/
      incidents -> current/incidents     what people read; one fixed link per dataset
      current -> .views/00000042-<run>   the one link that a run swaps
      .views/00000042-<run>/
        manifest.json                    dataset -> Delta version
        incidents -> ../../.trees/incidents/00000017
      .trees/incidents/00000017/         hard links to exactly the live files of that version
        event_date=2022-08-23/part-....parquet
      .delta/incidents/                  the Delta table
      .landing/<window>/                 what the pull stages brought in
      .landing/expired                   the windows whose landed files are no longer kept
      .shadow/                           a lake that a rebuild tries out
      .index.db                          which days have an id or a name (see ``index``)
      .staging/                          of the run that holds the lock; emptied by the next one
      .lock
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one lake."""

    root: Path

    @property
    def current(self) -> Path:
        """The link to the published view."""
        return self.root / "current"

    @property
    def views(self) -> Path:
        """The folder of views."""
        return self.root / ".views"

    @property
    def trees(self) -> Path:
        """The folder of trees of hard links."""
        return self.root / ".trees"

    @property
    def staging(self) -> Path:
        """The folder for what a run writes before it commits."""
        return self.root / ".staging"

    @property
    def index(self) -> Path:
        """The index of the tables."""
        return self.root / ".index.db"

    @property
    def shadow(self) -> Path:
        """The lake that a rebuild tries out."""
        return self.root / ".shadow"

    @property
    def lock(self) -> Path:
        """The file that a writer locks."""
        return self.root / ".lock"

    def delta(self, dataset: str) -> Path:
        """The folder of a dataset's Delta table."""
        return self.root / ".delta" / dataset
