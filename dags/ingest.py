"""A window of news every 15 minutes: pull feeds, build incidents, check them, tell who waits.

    plan -> poll -> fetch (for each group of feeds) -> gather -> build -> check -> publish

Each task is the command that a user would type; its last line of output, JSON, is what the task
returns. What a run does depends on its window alone, so it can be repeated: pages land once per
window, and a window that is built again changes nothing. A backfill builds from the pages that have
landed and polls nobody, since a feed has no past.

A group of feeds that fails does not hold back the others: what has landed is built and published,
and `watch` then marks the run as failed.

Settings, from the environment or from Airflow Variables of the same name: `SITREP_FEEDS`,
`SITREP_LAKE`, `SITREP_STATE`, `SITREP_GROUPS`, `SITREP_ALLOW_NETWORKS`, `SITREP_RUNNER`; from the
environment alone: `SITREP_RETRIES`.
The pool `feeds` must exist (`airflow pools set feeds 4 "feeds pulled at once"`).
"""

from __future__ import annotations

import json
import logging
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

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
SCHEDULED = ("scheduled", "backfill")

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
    "retries": int(os.environ.get("SITREP_RETRIES", "3")),
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
    "execution_timeout": timedelta(minutes=30),
}
IN_POOL: dict[str, Any] = {
    "pool": "feeds",
    "map_index_template": "group {{ task.op_kwargs['group'] }}",
}

# exit codes of a command that a retry does not mend: wrong settings, a table that breaks a promise
FINAL = (2, 3)

log = logging.getLogger("sitrep")


def setting(name: str) -> str:
    """Read a setting from the environment, else from the Airflow Variable of that name."""
    return os.environ.get(name) or str(Variable.get(name, default=DEFAULTS.get(name, "")))


def call(*arguments: str) -> dict[str, Any]:
    """Run a `sitrep` command as a user would, and return the JSON of its last line.

    What it says on the way goes to the task's log, and its last lines into the error. A task that
    is stopped or runs out of time stops its command too.
    """
    line = [shutil.which("sitrep") or f"{sys.prefix}/bin/sitrep", *arguments, "--json"]
    log.info("running %s", shlex.join(line))
    passed_on = {name: setting(name) for name in PASSED_ON}
    with (
        tempfile.TemporaryFile("w+") as answer,
        subprocess.Popen(
            line, stdout=answer, stderr=subprocess.PIPE, text=True, env=os.environ | passed_on
        ) as process,
    ):
        said = follow(process)
        if process.returncode:
            error = AirflowFailException if process.returncode in FINAL else RuntimeError
            raise error(f"{shlex.join(line)} ended with {process.returncode}:\n{said}")
        answer.seek(0)
        summary: dict[str, Any] = json.loads(answer.readlines()[-1])
        return summary


def follow(process: subprocess.Popen[str]) -> str:
    """Log what a command says until it ends; returns its last lines."""
    said = deque[str](maxlen=15)
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    try:
        for line in process.stderr or ():
            log.info(line.rstrip())
            said.append(line)
        process.wait()
    except BaseException:
        process.terminate()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
    return "".join(said)


def floor_to_window(moment: datetime) -> datetime:
    """Round a moment down to the start of its window; a time without a zone is UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    length = WINDOW.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // length * length, UTC)


def window_of(context: Context) -> str:
    """Say which window a run owns: the one asked for, the scheduled one, or the current one."""
    run, asked = context["dag_run"], context["params"]["window"]
    # a run by hand or by an asset has no interval, or the last one that is over
    scheduled = run.data_interval_start if run.run_type in SCHEDULED else None
    start = datetime.fromisoformat(asked) if asked else scheduled or run.run_after
    return floor_to_window(start).strftime("%Y-%m-%dT%H:%MZ")


def is_pulling(context: Context) -> bool:
    """Tell whether a run polls and fetches; a backfill never does."""
    return bool(context["params"]["pull"]) and context["dag_run"].run_type != "backfill"


def of_feeds(group: str) -> list[str]:
    """List the options that say which feeds, and where their state is kept."""
    return [
        *("--feeds", setting("SITREP_FEEDS")),
        *("--state", setting("SITREP_STATE")),
        *("--group", group),
    ]


def of_window(context: Context) -> list[str]:
    """List the options that say where a run works and on which window."""
    return ["--lake", setting("SITREP_LAKE"), "--window", window_of(context)]


@task(retries=0)
def plan() -> list[str]:
    """Split the feeds into groups by host and name them; a wrong feeds file stops the run here."""
    if not is_pulling(get_current_context()):
        return []
    feeds, groups = setting("SITREP_FEEDS"), setting("SITREP_GROUPS")
    names: list[str] = call("feeds", "plan", "--feeds", feeds, "--groups", groups)["groups"]
    return names


@task(**IN_POOL)
def poll(group: str) -> dict[str, Any]:
    """Ask each feed of a group for its items."""
    return call("poll", *of_feeds(group), *of_window(get_current_context()))


@task(**IN_POOL)
def fetch(group: str) -> dict[str, Any]:
    """Fetch the pages of a group's new items and land them in the window."""
    return call("fetch", *of_feeds(group), *of_window(get_current_context()))


@task_group
def pull(group: str) -> None:
    """Poll a group of feeds, then fetch the pages that are new."""
    poll(group=group) >> fetch(group=group)


@task(trigger_rule=TriggerRule.ALL_DONE, retries=0)
def gather() -> None:
    """Wait until every group is done, well or not; there may be none."""


@task
def build() -> dict[str, Any]:
    """Run the Beam job over the window's pages: clean, extract, resolve, commit."""
    return call("build", *of_window(get_current_context()))


@task
def check() -> dict[str, Any]:
    """Slice every piece of evidence again and test what the tables promise."""
    return call("verify", "--lake", setting("SITREP_LAKE"))


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
    """Wire the commands, in the order of the flow."""
    planned = plan()
    pulled = pull.expand(group=planned)
    gathered = gather()
    built = build()
    checked = check()
    pulled >> gathered
    [planned, gathered] >> built >> checked >> publish(built)
    [planned, pulled, built, checked] >> watch()


ingest()
