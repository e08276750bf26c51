"""The public tables as assets: whoever waits for one is told which of its days have changed.

Each event says in its ``extra``: ``window`` and ``run_id`` (whose commit it was), ``rows`` (that it
wrote), ``partitions`` (the days it touched). A table that a window leaves as it was tells nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import Asset, Context
from airflow.sdk.exceptions import AirflowSkipException

GROUP = "sitrep"
TABLES = {
    name: Asset(f"sitrep.{name}", group=GROUP)
    for name in (
        "articles",
        "feed_polls",
        "incident_changes",
        "incident_claims",
        "incident_participants",
        "incident_sources",
        "incidents",
        "mentions",
        "pages",
        "rejections",
        "runs",
    )
}
INCIDENTS = TABLES["incidents"]
#: An event with a partition key does not start the consumers of a plain asset: so a second one.
INCIDENTS_BY_DAY = Asset("sitrep.incidents.by_day", group=GROUP)
WAREHOUSE = Asset("sitrep.warehouse", group=GROUP)
PUBLISHED = [*TABLES.values(), INCIDENTS_BY_DAY]


def tell(built: dict[str, Any], context: Context) -> None:
    """Tell those who wait which tables and days a build has changed.

    Args:
        built: the summary of `sitrep build`: window, run_id, tables, event_dates.
        context: of the task that tells, whose outlets are ``PUBLISHED``.

    Raises:
        AirflowSkipException: nothing has changed but ``runs``, which counts attempts.
    """
    changed = {name: table for name, table in built["tables"].items() if table["partitions"]}
    if set(changed) <= {"runs"}:
        raise AirflowSkipException(f"window {built['window']} changes nothing: it had been built")
    events, told = context["outlet_events"], [TABLES[name] for name in changed]
    for name, table in changed.items():
        events[TABLES[name]].extra = {
            "window": built["window"],
            "run_id": built["run_id"],
            "rows": table["rows"],
            "partitions": table["partitions"],
        }
    if built["event_dates"]:
        events[INCIDENTS_BY_DAY].extra = {"window": built["window"], "run_id": built["run_id"]}
        events[INCIDENTS_BY_DAY].add_partitions(built["event_dates"])
        told.append(INCIDENTS_BY_DAY)
    # an outlet means an event: only those of the tables that changed are kept
    context["task"].outlets = told


def merge(built: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Make one summary of those of several windows, in the order they were built."""
    tables: dict[str, dict[str, Any]] = {}
    for summary in built:
        for name, table in summary["tables"].items():
            known = tables.setdefault(name, {"rows": 0, "partitions": []})
            known["rows"] += table["rows"]
            known["partitions"] = sorted({*known["partitions"], *table["partitions"]})
    windows = sorted(summary["window"] for summary in built)
    return {
        "window": " .. ".join(dict.fromkeys(windows[:1] + windows[-1:])),
        "run_id": ", ".join(summary["run_id"] for summary in built[-1:]),
        "tables": tables,
        "event_dates": sorted({day for summary in built for day in summary["event_dates"]}),
    }
