"""A human's decisions as a build sees them: the file now, and what the last run went by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import ids
from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import MENTIONS_BY_INCIDENT
from pipeline.records import Mention
from pipeline.resolve import NO_OVERRIDES, Overrides
from pipeline.resolve.overrides import read_overrides


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions to apply, and how far they reach.

    ``incident_ids`` and ``days`` are those that the file names or that the last run's file named: a
    line that was taken out changes as much as a new one. ``digest`` is None without a file.
    """

    overrides: Overrides = NO_OVERRIDES
    digest: str | None = None
    incident_ids: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    is_changed: bool = False

    def describe(self) -> dict[str, Any]:
        """What a run's configuration says of them; nothing when there is no file."""
        if self.digest is None:
            return {}
        named = sorted(self.overrides.incident_ids)
        days = sorted(day.isoformat() for day in self.overrides.days)
        return {"overrides": {"sha256": self.digest, "incident_ids": named, "days": days}}

    @property
    def new_ids(self) -> frozenset[str]:
        """The incidents that are to be resolved again, whatever else the window touches."""
        return self.incident_ids if self.is_changed else frozenset()


NO_DECISIONS = Decisions()


def read_decisions(lake: Path, snapshot: Snapshot) -> Decisions:
    """Read ``overrides.tsv`` of a lake, and compare it with what the last run went by.

    Raises:
        ConfigError: a line of the file is wrong.
    """
    path = lake / "overrides.tsv"
    overrides, digest = NO_OVERRIDES, None
    if path.exists():
        content = path.read_bytes()
        lines = content.decode("utf-8", "replace").splitlines()
        overrides = read_overrides(lines, str(path))
        digest = hashlib.sha256(content).hexdigest()
    before = _of_last_run(snapshot)
    return Decisions(
        overrides,
        digest,
        overrides.incident_ids | frozenset(before.get("incident_ids", ())),
        overrides.days | frozenset(map(date.fromisoformat, before.get("days", ()))),
        digest != before.get("sha256"),
    )


def _of_last_run(snapshot: Snapshot) -> dict[str, Any]:
    rows = snapshot.read("runs", columns=["finished_at", "attempt", "configuration"]).to_pylist()
    last = max(rows, key=lambda row: (str(row["finished_at"]), row["attempt"]), default=None)
    configuration = json.loads(last["configuration"] or "{}") if last else {}
    decided: dict[str, Any] = configuration.get("overrides") or {}
    return decided


def find_anchors(snapshot: Snapshot, incident_ids: frozenset[str]) -> list[Mention]:
    """The lake's mentions that some incident ids stand for.

    An id is the hash of its first mention's, and what was merged or dropped is in no table of
    incidents: the index tells the days of the mentions, and their ids are hashed again.
    """
    asked = {(incident_id,) for incident_id in incident_ids}
    days = merge_days(find_days(snapshot, MENTIONS_BY_INCIDENT, asked))
    if not days:
        return []
    told = snapshot.read("mentions", columns=["mention_id"], days=days)["mention_id"].to_pylist()
    found = {name for name in told if ids.incident_id(name) in incident_ids}
    return snapshot.records("mentions", where=is_in("mention_id", found), days=days)
