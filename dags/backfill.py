"""Build windows of the past, from the pages that have landed or from WARC files; asks nobody.

    import_warc -> choose -> build (each window) -> check -> publish

Press Trigger and fill in the form: which windows, and WARC files to import first if there are any.
Building a window again changes nothing, so it does no harm to choose too many; windows may be
built in any order. To derive everything anew after new rules, `sitrep rebuild` is quicker.

The same windows can also be run as a backfill of the DAG `ingest` (Backfill there, or `airflow
backfill create --dag-id ingest --from-date … --to-date …`): one run per window, which never polls.
"""

from __future__ import annotations

from datetime import timedelta
from shlex import split
from typing import Any

from airflow.sdk import Param, TriggerRule, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from sitrep_airflow.assets import PUBLISHED, merge, tell
from sitrep_airflow.commands import call
from sitrep_airflow.house import DAG, LAKE
from sitrep_airflow.settings import setting
from sitrep_airflow.stages import build_window, check_lake

FORM = {
    "since": Param(
        None,
        type=["null", "string"],
        format="date-time",
        title="First window",
        description_md="Its start, in UTC. Empty: the oldest that has landed, or with WARC files "
        "those that they land in.",
    ),
    "until": Param(
        None,
        type=["null", "string"],
        format="date-time",
        title="Up to, but without",
        description_md="The start of the window that is not built any more. Empty: to the newest.",
    ),
    "warc": Param(
        None,
        type=["null", "string"],
        title="WARC files",
        description_md="Paths of WARC files to import first, with spaces between them.",
    ),
}
#: The setting `max_map_length` of Airflow, as it comes.
MOST_WINDOWS = 1024


@task(pool=LAKE, multiple_outputs=False)
def import_warc() -> dict[str, Any]:
    """Land the pages of WARC files as if they had been fetched; skipped when none is named."""
    files = split(get_current_context()["params"]["warc"] or "")
    if not files:
        raise AirflowSkipException("no WARC file named: building from what has landed")
    # behind "--", so that a name is a name, whatever it begins with
    return call("import-warc", "--lake", setting("SITREP_LAKE"), rest=tuple(files))


@task(trigger_rule=TriggerRule.NONE_FAILED)
def choose(imported: dict[str, Any] | None) -> list[str]:
    """List the windows that have landed something: those of the form, else those imported."""
    params = get_current_context()["params"]
    asked = [
        part for name in ("since", "until") if params[name] for part in (f"--{name}", params[name])
    ]
    if imported and not asked:
        return at_most([str(window) for window in imported["windows"]])
    found = call("windows", "--lake", setting("SITREP_LAKE"), *asked)["windows"]
    return at_most([window["window"] for window in found])


def at_most(windows: list[str]) -> list[str]:
    """Refuse more windows than Airflow makes tasks of."""
    if len(windows) > MOST_WINDOWS:
        raise AirflowFailException(
            f"{len(windows)} windows, and a run takes {MOST_WINDOWS}: choose fewer in the form, or "
            "derive all of them anew with: sitrep rebuild --from pages"
        )
    return windows


@task(
    pool=LAKE,
    multiple_outputs=False,
    max_active_tis_per_dagrun=1,
    map_index_template="{{ task.op_kwargs['window'] }}",
    doc_md="Build a window; one after the other.",  # of a mapped task the docstring is not shown
)
def build(window: str) -> dict[str, Any]:
    """Build a window; one after the other."""
    return build_window(window)


@task(multiple_outputs=False)
def check(built: list[dict[str, Any]]) -> dict[str, Any]:
    """Fail when a gate kept a window from being published, or what is published is not right."""
    return check_lake(*built)


@task(outlets=PUBLISHED)
def publish(built: list[dict[str, Any]]) -> None:
    """Tell those who wait for a table which of its days have changed; skipped when none has."""
    tell(merge(built), get_current_context())


@dag(
    dag_id="backfill",
    doc_md=__doc__,
    schedule=None,
    dagrun_timeout=timedelta(hours=24),
    params=FORM,
    tags=["sitrep", "by hand"],
    **DAG,
)
def backfill() -> None:
    """Wire the commands."""
    chosen = choose(import_warc())
    built = build.expand(window=chosen)
    check(built) >> publish(built)


backfill()
