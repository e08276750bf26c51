"""The daily chores, when the night is quiet: nobody who reads or writes is disturbed.

    look_at_feeds
    tidy -> resolve_again -> check -> publish

* `look_at_feeds` lists the feeds that fail, are gone or have been silent for long, and why.
* `tidy` adds columns that a new version brings, drops page bodies past their time, compacts small
  files, removes what nobody needs.
* `resolve_again` resolves the last days anew; what that changes is in the change feed.
* `check` checks every promise of every table.
* `publish` tells those who wait for a table, when resolving has changed it.

Articles get their second looks (after a day and a week) in `ingest`, at the pace of their hosts.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from typing import Any

from airflow.sdk import CronDataIntervalTimetable, Param, dag, get_current_context, task

from sitrep_airflow.assets import PUBLISHED, tell
from sitrep_airflow.commands import call
from sitrep_airflow.house import DAG, LAKE, TASK
from sitrep_airflow.settings import setting
from sitrep_airflow.stages import check_lake, require_lake

FORM = {
    "resolve_days": Param(
        None,
        type=["null", "integer"],
        minimum=0,
        title="Days to resolve again",
        description_md="Empty: the setting `SITREP_RESOLVE_DAYS`; 0: today.",
    ),
}
KEEP_DAYS = "SITREP_KEEP_BODIES_DAYS"
WELL = ("ok", "never polled")

log = logging.getLogger("sitrep")


@task(multiple_outputs=False)
def look_at_feeds() -> dict[str, int]:
    """List the feeds that are not well, and count all by how they are."""
    found = call("feeds", "list", "--feeds", setting("SITREP_FEEDS"))["feeds"]
    for feed in found:
        if feed["status"] not in WELL:
            last = feed["last_new_at"] or "never"
            log.warning(
                "%s %s: %s; last news %s", feed["status"], feed["url"], feed["reason"], last
            )
    return dict(Counter(feed["status"] for feed in found))


@task(pool=LAKE, multiple_outputs=False)
def tidy() -> dict[str, Any]:
    """Add new columns, drop old page bodies, compact, remove old versions."""
    require_lake()
    place = ("--lake", setting("SITREP_LAKE"))
    return call("maintain", "--wait", "--rewrite", *place, "--days", setting(KEEP_DAYS))


@task(pool=LAKE, multiple_outputs=False)
def resolve_again() -> dict[str, Any]:
    """Resolve the incidents of the last days anew, from their mentions."""
    context = get_current_context()
    asked = context["params"]["resolve_days"]
    days = int(setting("SITREP_RESOLVE_DAYS")) if asked is None else asked
    since = (context["dag_run"].run_after - timedelta(days=days)).date().isoformat()
    place = ("--lake", setting("SITREP_LAKE"))
    return call("rebuild", "--wait", *place, "--from", "mentions", "--since", since)


@task(multiple_outputs=False)
def check() -> dict[str, Any]:
    """Check every promise of every table."""
    return check_lake()


@task(outlets=PUBLISHED)
def publish(resolved: dict[str, Any]) -> None:
    """Tell those who wait for a table which of its days have changed; skipped when none has."""
    tell(resolved, get_current_context())


@dag(
    dag_id="maintain",
    doc_md=__doc__,
    schedule=CronDataIntervalTimetable("40 3 * * *", timezone="UTC"),
    dagrun_timeout=timedelta(hours=6),
    params=FORM,
    tags=["sitrep", "daily"],
    **DAG | {"default_args": TASK | {"execution_timeout": timedelta(hours=2)}},
)
def maintain() -> None:
    """Wire the chores."""
    look_at_feeds()
    resolved = resolve_again()
    tidy() >> resolved >> check() >> publish(resolved)


maintain()
