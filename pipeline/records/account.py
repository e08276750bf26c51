"""What became of records and runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.records.words import Stage


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that a stage could not use."""

    rejection_id: str
    stage: Stage
    reason: str
    ref: str
    detail: str | None = None
    url: str | None = None
    window_start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt to build one window."""

    run_id: str
    attempt: int
    window_start: datetime
    started_at: datetime
    finished_at: datetime | None = None
    code_version: str | None = None
    configuration: str | None = None
    runner: str | None = None
    fetch_read: int = 0
    fetch_kept: int = 0
    fetch_empty: int = 0
    fetch_rejected: int = 0
    clean_read: int = 0
    clean_kept: int = 0
    clean_empty: int = 0
    clean_rejected: int = 0
    extract_read: int = 0
    extract_kept: int = 0
    extract_empty: int = 0
    extract_rejected: int = 0
    resolve_read: int = 0
    resolve_kept: int = 0
    resolve_empty: int = 0
    resolve_rejected: int = 0
    rejected_by_reason: str | None = None
    incidents_inserted: int = 0
    incidents_updated: int = 0
    incidents_merged: int = 0
    incidents_split: int = 0
    incidents_retracted: int = 0
    seconds: float | None = None
    published_to_visible_p50_s: float | None = None
    published_to_visible_p95_s: float | None = None
    fetched_to_visible_p50_s: float | None = None
    fetched_to_visible_p95_s: float | None = None
