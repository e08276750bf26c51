"""A window of news every 15 minutes: pull feeds, build incidents, check them, tell who waits.

    plan -> poll -> fetch (for each group of feeds) -> build -> check -> publish

Each task is the command that a user would type; its last line of output, JSON, is what the task
returns. What a run does depends on its window alone, so it can be repeated: pages land once per
window, and a window that is built again changes nothing. A backfill builds from the pages that have
landed and polls nobody, since a feed has no past.

A group of feeds that fails does not hold back the others: what has landed is built and published,
and `watch` then marks the run as failed.

Settings, from the environment or from Airflow Variables of the same name: `SITREP_FEEDS`,
`SITREP_LAKE`, `SITREP_STATE`, `SITREP_GROUPS`, `SITREP_ALLOW_NETWORKS`, `SITREP_RUNNER`.
The pool `feeds` must exist (`airflow pools set feeds 4 "feeds pulled at once"`).
"""

from __future__ import annotations

import json
import os
import shlex
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from airflow.sdk import (
    Asset,
    Context,
    CronDataIntervalTimetable,
    Param,
    TriggerRule,
    Variable,
    dag,
    get_current_context,
    task,
    task_group,
)
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

WINDOW = timedelta(minutes=15)

INCIDENTS = Asset("sitrep.incidents")
# An event with a partition key does not start consumers of a plain asset, so there are two.
INCIDENTS_BY_DAY = Asset("sitrep.incidents.by_day")

DEFAULTS = {
    "SITREP_FEEDS": "feeds.toml",
    "SITREP_LAKE": "lake",
    "SITREP_STATE": "sqlite:///state.db",
    "SITREP_GROUPS": "4",
}
PASSED_ON = ("SITREP_ALLOW_NETWORKS", "SITREP_RUNNER")

FORM = {
    "window": Param(
        None,
        type=["null", "string"],
        title="Window",
        description="Start of the window, as 2022-08-26T06:00Z. "
        "Empty: the scheduled one; for a run by hand, the current one.",
    ),
    "pull": Param(
        True,
        type="boolean",
        title="Poll and fetch",
        description="Off: ask nobody and build from the pages that have landed.",
    ),
}

WITH_RETRIES: dict[str, Any] = {
    "owner": "sitrep",
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=30),
}
# Paths in settings are taken from where Airflow runs.
AS_COMMAND: dict[str, Any] = {"cwd": ".", "output_processor": json.loads}
IN_POOL: dict[str, Any] = {"pool": "feeds", "map_index_template": "{{ group_label }}"}


def setting(name: str) -> str:
    """Read a setting from the environment, else from the Airflow Variable of that name."""
    return os.environ.get(name) or str(Variable.get(name, default=DEFAULTS.get(name, "")))


def command(*arguments: str) -> str:
    """Write a `sitrep` command for the shell.

    It is kept from being read as a template, since an address may hold braces.
    """
    passed_on = [f"{name}={value}" for name in PASSED_ON if (value := setting(name))]
    line = shlex.join(["env", *passed_on, "sitrep", *arguments, "--json"])
    return f"{{% raw %}}exec {line}{{% endraw %}}"


def floor_to_window(moment: datetime) -> datetime:
    """Round a moment down to the start of its window, in UTC."""
    moment = moment.astimezone(UTC)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (moment - midnight) // WINDOW * WINDOW


def window_of(context: Context) -> str:
    """Say which window a run owns: the one asked for, the scheduled one, or the current one."""
    asked = context["params"]["window"]
    # a run started by a person or an asset has no data interval
    start = (
        datetime.fromisoformat(asked)
        if asked
        else context.get("data_interval_start") or context["dag_run"].run_after
    )
    return floor_to_window(start).strftime("%Y-%m-%dT%H:%MZ")


def is_pulling(context: Context) -> bool:
    """Tell whether a run polls and fetches; a backfill never does."""
    return bool(context["params"]["pull"]) and context["dag_run"].run_type != "backfill"


def label_group(feed_urls: list[str]) -> str:
    """Name a group of feeds in the list of mapped tasks."""
    host = str(urlsplit(feed_urls[0]).hostname) if feed_urls else "none"
    return host if len(feed_urls) < 2 else f"{host} and others: {len(feed_urls)} feeds"


@task.bash(retries=0, cwd=".", output_processor=lambda line: json.loads(line)["groups"])
def plan() -> str:
    """Split the feeds into groups; a wrong feeds file stops the run here."""
    if not is_pulling(get_current_context()):
        return """echo '{"groups": []}'"""
    feeds, groups = setting("SITREP_FEEDS"), setting("SITREP_GROUPS")
    return command("feeds", "plan", "--feeds", feeds, "--groups", groups)


def on_window(context: Context) -> list[str]:
    """List the options that polling and fetching share."""
    return [
        *("--state", setting("SITREP_STATE")),
        *("--lake", setting("SITREP_LAKE")),
        *("--window", window_of(context)),
    ]


@task.bash(**IN_POOL, **AS_COMMAND)
def poll(group: list[str]) -> str:
    """Ask each feed of the group for its items."""
    context: Any = get_current_context()
    context["group_label"] = label_group(group)
    only = [part for url in group for part in ("--only", url)]
    return command("poll", "--feeds", setting("SITREP_FEEDS"), *on_window(context), *only)


@task.bash(**IN_POOL, **AS_COMMAND)
def fetch(group: list[str]) -> str:
    """Fetch the pages of the group's new items and land them in the window."""
    context: Any = get_current_context()
    context["group_label"] = label_group(group)
    return command("fetch", *on_window(context), "--group", str(context["ti"].map_index))


@task_group
def pull(group: list[str]) -> None:
    """Poll a group of feeds, then fetch the pages that are new."""
    poll(group) >> fetch(group)


@task.bash(trigger_rule=TriggerRule.ALL_DONE_MIN_ONE_SUCCESS, **AS_COMMAND)
def build() -> str:
    """Run the Beam job over the window's pages: clean, extract, resolve, commit."""
    window = window_of(get_current_context())
    return command("build", "--lake", setting("SITREP_LAKE"), "--window", window)


@task.bash(**AS_COMMAND)
def check() -> str:
    """Slice every piece of evidence again and test what the tables promise."""
    return command("verify", "--lake", setting("SITREP_LAKE"))


@task(outlets=[INCIDENTS, INCIDENTS_BY_DAY])
def publish(built: dict[str, Any]) -> None:
    """Tell those who wait for incidents which days have changed; skipped when none has."""
    if not built["event_dates"]:
        raise AirflowSkipException("no incident has changed in this window")
    events = get_current_context()["outlet_events"]
    events[INCIDENTS].extra = {
        "window": built["window"],
        "rows": built["rows"]["incidents"],
        "partitions": built["event_dates"],
    }
    events[INCIDENTS_BY_DAY].add_partitions(built["event_dates"])


@task(trigger_rule=TriggerRule.ONE_FAILED, retries=0)
def watch() -> None:
    """Mark the run as failed when a part of it has, though the rest was published."""
    raise AirflowFailException("a part of this run failed; what had landed was built all the same")


@dag(
    dag_id="ingest",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("*/15 * * * *", timezone="UTC"),
    start_date=datetime(2022, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=2),
    default_args=WITH_RETRIES,
    params=FORM,
    tags=["sitrep"],
)
def ingest() -> None:
    """Wire the commands."""
    planned = plan()
    pulled = pull.expand(group=planned)
    built = build()
    checked = check()
    [planned, pulled] >> built >> checked >> publish(built)
    [planned, pulled, built, checked] >> watch()


ingest()
