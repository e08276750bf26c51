"""The commands that several DAGs call: build a window, and check what it came to."""

from __future__ import annotations

from pathlib import Path
from shlex import split
from typing import Any

from airflow.sdk.exceptions import AirflowSkipException

from sitrep_airflow.commands import BROKEN_PROMISE, CommandRefused, call
from sitrep_airflow.settings import setting


def require_lake() -> None:
    """Skip what a lake is needed for while there is none: nothing has been built yet."""
    lake = setting("SITREP_LAKE")
    if not Path(lake, "current").exists():
        raise AirflowSkipException(f"there is no lake at {lake}/ yet: nothing to do")


def build_window(window: str) -> dict[str, Any]:
    """Build a window and publish all its tables at once, if their gates pass.

    Returns:
        the summary of `sitrep build`; of a window that its gates refused, what they said.
    """
    options = tuple(split(setting("SITREP_RUNNER_OPTIONS")))
    place = ("--lake", setting("SITREP_LAKE"), "--window", window)
    try:
        # another writer that lives on after its task was killed is waited for
        return call("build", "--wait", *place, rest=options)
    except CommandRefused as error:
        if error.code != BROKEN_PROMISE:
            raise
        return {"window": window, "refused": error.said}


def check_lake(*built: dict[str, Any]) -> dict[str, Any]:
    """Check the promises of the days that were built, or of all when nothing is named.

    Args:
        built: summaries of `sitrep build`, whose tables say which of their days have changed.

    Raises:
        CommandRefused: a gate kept a window from being published, or a promise is broken.
    """
    for summary in built:
        if "refused" in summary:
            line = f"sitrep build --window {summary['window']}"
            raise CommandRefused(line, BROKEN_PROMISE, summary["refused"])
    tables = [table for summary in built for table in summary["tables"].values()]
    days = sorted({day for table in tables for day in table["partitions"]})
    # a check of all takes as long as the lake is large: that is for the daily chores
    touched = ("--days", ",".join(days)) if days else ()
    return call("verify", "--lake", setting("SITREP_LAKE"), *touched)
