"""What has been landed for a window, and with which counts: so that nothing is asked for twice."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Coroutine
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pipeline.errors import WorldError
from pipeline.fetch.state.database import upsert
from pipeline.fetch.state.tables import landings
from pipeline.lake.landed.landing import require_kept

T = TypeVar("T")
#: stage, window, group
LandingKey = tuple[str, datetime, str]


def load_landing(connection: Connection, key: LandingKey) -> dict[str, Any] | None:
    """The summary of the run that landed a part of a window, or None."""
    stage, window_start, part = key
    found = connection.scalar(
        select(landings.c.summary).where(
            landings.c.stage == stage,
            landings.c.window_start == window_start,
            landings.c.part == part,
        )
    )
    summary: dict[str, Any] | None = json.loads(found) if found else None
    return summary


def save_landing(connection: Connection, key: LandingKey, summary: Any, now: datetime) -> None:
    """Note that (stage, window, part) has been landed."""
    stage, window_start, part = key
    upsert(
        connection,
        landings,
        [
            {
                "stage": stage,
                "window_start": window_start,
                "part": part,
                "landed_at": now,
                "summary": json.dumps(asdict(summary)),
            }
        ],
    )


def require_writable(lake_dir: Path, window_start: datetime) -> None:
    """Make sure before any work that a window can be landed in a lake.

    Raises:
        UsageError: what the window had landed is no longer kept.
        WorldError: the lake cannot be written.
    """
    require_kept(lake_dir, window_start)
    try:
        lake_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(f"cannot make the lake folder {lake_dir}: {error.strerror}") from error
    if not os.access(lake_dir, os.W_OK | os.X_OK):
        raise WorldError(f"cannot write into the lake folder {lake_dir}: permission denied")


def run_job(job: Coroutine[Any, Any, T]) -> T:
    """Run a job of many tasks; when some fail, the first one's error is raised, as it is."""
    try:
        return asyncio.run(job)
    except BaseExceptionGroup as group:
        error: BaseException = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        raise error from None
