"""What to do when a task fails, written where the operator looks: at the end of the task's log."""

from __future__ import annotations

import logging
import os
from typing import Any

from airflow.sdk import Context

from sitrep_airflow.commands import BROKEN_PROMISE, WRONG_SETTINGS, CommandFailed

GUIDE = "docs/operations.md, When something is wrong"

WORLD = """\
The network, the disk or a database failed, {tries} times in a row. Nothing is lost: readers have
the version before, and what has landed stays.
 1. Read the lines above: the last ones of the command say what failed.
 2. When it is mended, clear this task, with downstream: it goes on where it stopped."""

ADVICE = {
    WRONG_SETTINGS: """\
A setting, the feeds file or a word list is wrong; the line above names it, with file and line.
Nothing has been done, and trying again will not help.
 1. Correct it (settings: the environment of Airflow, or Admin > Variables).
 2. Clear this task, with downstream.""",
    BROKEN_PROMISE: """\
A table would have broken a promise: the lines above name the rows. Nothing new has been published;
readers keep the last good version, and other windows are not held up.
 1. Look at them:  the article in `articles`, the reason in the lines above.
 2. If it is one record, a line in LAKE/overrides.tsv drops or mends it, through every rerun.
 3. Clear this run: the window is built and checked again.""",
}
DAMAGED = """\
What is published breaks a promise: the lines above name the rows. Somebody wrote to the lake beside
sitrep, or the disk lost something. Nobody has been told of this window.
 1. See all of it:  sitrep verify          one incident:  sitrep show INCIDENT_ID
 2. Make it anew from what is kept:  sitrep rebuild --from mentions   (or articles, or pages)
 3. Clear this task: it checks again, and tells who waits."""
STOPPED = """\
The task was stopped or ran out of time ({timeout}); its command has been stopped too. Readers have
the version before, and the next run heals what is left behind.
 1. Was it just long? Look at the lines above for where it stood.
 2. Clear this task, with downstream: it goes on where it stopped."""

log = logging.getLogger("sitrep")


def advise(context: Context) -> str:
    """Say what to do about the failure of a task."""
    error, instance, task = context.get("exception"), context["ti"], context["task"]
    if isinstance(error, CommandFailed) and " verify " in f"{error.line} " and error.code == 3:
        text = DAMAGED
    elif isinstance(error, CommandFailed):
        text = ADVICE.get(error.code, WORLD)
    elif isinstance(error, Exception):
        text = WORLD
    else:
        text = STOPPED
    text = text.format(tries=instance.try_number, timeout=task.execution_timeout)
    return f"WHAT TO DO about {task.dag_id}.{task.task_id}\n{text}\nMore: {GUIDE}"


def write_advice(context: Context) -> None:
    """Write what to do to the task's log, a line at a time, where it is seen at once."""
    # Airflow folds what comes after the task into a group
    log.info("::endgroup::")
    for line in advise(context).splitlines():
        log.error(line)


def notifiers() -> list[Any]:
    """Who else is told that a run failed: by mail, to SITREP_ALERT_MAIL (a comma between two)."""
    to = os.environ.get("SITREP_ALERT_MAIL", "")
    if not to:
        return []
    from airflow.providers.smtp.notifications.smtp import SmtpNotifier

    return [
        SmtpNotifier(
            to=[address.strip() for address in to.split(",")],
            subject="sitrep: {{ dag.dag_id }} failed, {{ run_id }}",
            html_content="The log of the failed task ends with what to do.<br>{{ dag_run.dag_id }} "
            "{{ run_id }}",
        )
    ]
