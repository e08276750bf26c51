"""The row of ``runs`` that describes one attempt to build a window."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids
from pipeline.lake import Snapshot
from pipeline.records import IncidentChange, Op, Rejection, Run

OUTCOMES = ("read", "kept", "empty", "rejected")
_OP_COLUMNS: dict[Op, str] = {
    "insert": "incidents_inserted",
    "update": "incidents_updated",
    "merge": "incidents_merged",
    "split": "incidents_split",
    "retract": "incidents_retracted",
}
_COLUMNS = frozenset(field.name for field in fields(Run))


def split_counters(
    counters: Mapping[str, int],
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """Counters to counts per stage and rejection reasons per stage.

    >>> split_counters({"clean:read": 2, "clean:rejected:paywall": 1})[1]
    {'clean': {'paywall': 1}}
    """
    counts: dict[str, dict[str, int]] = {}
    reasons: dict[str, dict[str, int]] = {}
    for name, value in sorted(counters.items()):
        stage, outcome, *reason = name.split(":")
        if reason:
            reasons.setdefault(stage, {})[reason[0]] = value
        else:
            counts.setdefault(stage, dict.fromkeys(OUTCOMES, 0))[outcome] = value
    return counts, reasons


def finish_run(run: Run, before: Snapshot, times: tuple[datetime, datetime], runner: str) -> Run:
    """A run with which attempt it was, and when it began and ended."""
    day = frozenset((run.window_start.date(),))
    same = before.records("runs", pc.field("run_id") == run.run_id, day)
    started, finished = times
    return replace(
        run,
        attempt=1 + max((attempt.attempt for attempt in same), default=0),
        started_at=started,
        finished_at=finished,
        runner=runner,
        seconds=round((finished - started).total_seconds(), 3),
    )


def describe_run(
    window_start: datetime,
    configuration: Mapping[str, object],
    counts: Mapping[str, Mapping[str, int]],
    changes: Iterable[IncidentChange],
    rejections: Iterable[Rejection],
) -> Run:
    """Describe a run by what it computed; ``finish_run`` fills in the rest."""
    settings = json.dumps(configuration, sort_keys=True, default=str)
    digest = hashlib.sha256(settings.encode()).hexdigest()[:16]
    code_version = version("sitrep")
    columns: dict[str, Any] = {}
    for stage, outcomes in counts.items():
        for outcome, value in outcomes.items():
            if f"{stage}_{outcome}" in _COLUMNS:
                columns[f"{stage}_{outcome}"] = value
    for op, n in Counter(change.op for change in changes).items():
        columns[_OP_COLUMNS[op]] = n
    reasons = Counter(f"{r.stage}:{r.reason}" for r in rejections)
    return Run(
        run_id=ids.run_id(window_start, digest, code_version),
        attempt=1,
        window_start=window_start,
        started_at=window_start,
        code_version=code_version,
        configuration=settings,
        rejected_by_reason=json.dumps(dict(sorted(reasons.items()))),
        **columns,
    )


def fetch_counts(n_pages: int, n_bodies: int, refused: Sequence[Rejection]) -> dict[str, int]:
    """What fetching did in a window, from what it landed: pages, and those that had a body."""
    rejected = sum(rejection.stage == "fetch" for rejection in refused)
    gone = n_pages - n_bodies
    return {"read": n_pages + rejected, "kept": n_bodies, "empty": gone, "rejected": rejected}


def latencies(articles: pa.Table, visible_at: datetime) -> dict[str, Any]:
    """Median and 95th percentile, in seconds, from publication and from fetching to visible."""
    columns: dict[str, Any] = {}
    for name in ("published", "fetched"):
        moments = articles.column(f"{name}_at").to_pylist()
        ages = [(visible_at - moment).total_seconds() for moment in moments if moment]
        for percent in (50, 95):
            value = round(float(np.percentile(ages, percent)), 1) if ages else None
            columns[f"{name}_to_visible_p{percent}_s"] = value
    return columns
