"""A window of news every 15 minutes: pull feeds, build incidents, check them, tell who waits.

    plan -> poll -> fetch (for each group of feeds) -> gather -> build -> check -> publish
                                                                       -> make_up

Each task is the command that a user would type; the end of its log is the summary that the command
prints, and its XCom the counts. What a run does depends on its **window** alone, so it can be
repeated: pages land once per window, and a window that is built again changes nothing. A backfill
or a replay builds from the pages that have landed and asks nobody, since a feed has no past.

* A group of `pull` red, the rest green, `watch` red: some feeds could not be pulled; what had
  landed was published all the same.
* `check` red: a table would have broken a promise, or does; readers keep the version before.
* `publish` skipped: nothing has changed, the window had been built before.
* `make_up` lands and builds again what a group of an earlier run had pulled and could not land,
  having failed for good; skipped when there is no such window.
* A group is named after what it brought: `1/4: 12 new items`, `1/4: 11 pages`.

A run that failed says what to do at the end of the failed task's log. Settings, alerts, and what to
do when a feed dies: docs/operations.md.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import (
    CronDataIntervalTimetable,
    TriggerRule,
    dag,
    get_current_context,
    task,
    task_group,
)
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from sitrep_airflow.assets import PUBLISHED, merge, tell
from sitrep_airflow.commands import call
from sitrep_airflow.house import DAG, FEEDS, LAKE
from sitrep_airflow.settings import setting
from sitrep_airflow.stages import build_window, check_lake
from sitrep_airflow.windows import FORM, is_replay, window_of

NAME = "{{ label | default(task.op_kwargs['group']) }}"


def feeds() -> str:
    """The feeds file of this run."""
    return get_current_context()["params"]["feeds"] or setting("SITREP_FEEDS")


def pulled(verb: str, group: str) -> dict[str, Any]:
    """Poll or fetch a group of feeds."""
    place = ("--lake", setting("SITREP_LAKE"), "--window", window_of(get_current_context()))
    return call(verb, "--feeds", feeds(), "--group", group, *place)


def label(group: str, count: int, what: str) -> None:
    """Name a mapped task after what it brought."""
    get_current_context()["label"] = f"{group}: {count} {what}"  # type: ignore[typeddict-unknown-key]


@task
def plan() -> list[str]:
    """Split the feeds into groups by host and name them; a wrong feeds file stops the run here."""
    if is_replay(get_current_context()):
        return []
    groups = call("feeds", "plan", "--feeds", feeds(), "--groups", setting("SITREP_GROUPS"))
    names: list[str] = groups["groups"]
    return names


@task(pool=FEEDS, multiple_outputs=False, map_index_template=NAME)
def poll(group: str) -> dict[str, Any]:
    """Ask each feed of a group for its items."""
    told = pulled("poll", group)
    label(group, told["new_items"], "new items")
    return told


@task(pool=FEEDS, multiple_outputs=False, map_index_template=NAME)
def fetch(group: str) -> dict[str, Any]:
    """Fetch the pages of a group's new items, and those due for a second look; land them."""
    told = pulled("fetch", group)
    label(group, told["kept"], "pages")
    return told


@task_group
def pull(group: str) -> None:
    """Poll a group of feeds, then fetch the pages that are new."""
    poll(group=group) >> fetch(group=group)


@task(trigger_rule=TriggerRule.ALL_DONE)
def gather() -> None:
    """Wait until every group is done, well or not; there may be none."""


@task(pool=LAKE, multiple_outputs=False)
def build() -> dict[str, Any]:
    """Run the Beam job over the window's pages; publish all tables at once, if their gates pass."""
    return build_window(window_of(get_current_context()))


@task(multiple_outputs=False)
def check(built: dict[str, Any]) -> dict[str, Any]:
    """Fail when a gate kept the window from being published, or what is published is not right."""
    return check_lake(built)


@task(outlets=PUBLISHED)
def publish(built: dict[str, Any]) -> None:
    """Tell those who wait for a table which of its days have changed; skipped when none has."""
    tell(built, get_current_context())


@task(pool=LAKE, multiple_outputs=False, outlets=PUBLISHED)
def make_up() -> list[str]:
    """Land, build, check and tell what earlier runs have pulled and could not land."""
    context = get_current_context()
    if is_replay(context):
        raise AirflowSkipException("a replay builds its own window alone")
    left = call("land", "--lake", setting("SITREP_LAKE"), "--window", window_of(context))
    windows: list[str] = left["waiting"]
    if not windows:
        raise AirflowSkipException("earlier runs have left nothing")
    built = [build_window(window) for window in windows]
    check_lake(*built)
    tell(merge(built), context)
    return windows


@task(trigger_rule=TriggerRule.ONE_FAILED, on_failure_callback=None)
def watch() -> None:
    """Mark the run as failed when a part of it has, though the rest was published."""
    raise AirflowFailException("a part of this run failed; the log of that task says what to do")


@dag(
    dag_id="ingest",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("*/15 * * * *", timezone="UTC"),
    dagrun_timeout=timedelta(hours=2),
    params=FORM,
    tags=["sitrep", "live"],
    **DAG,
)
def ingest() -> None:
    """Wire the commands, in the order of the flow."""
    planned = plan()
    groups = pull.expand(group=planned)
    gathered = gather()
    built = build()
    checked = check(built)
    groups >> gathered
    [planned, gathered] >> built >> checked >> publish(built)
    made_up = make_up()
    built >> made_up
    [planned, groups, built, checked, made_up] >> watch()


ingest()
