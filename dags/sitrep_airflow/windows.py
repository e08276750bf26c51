"""Which window a run owns, and whether it may ask the feeds for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from airflow.sdk import Context, Param

WINDOW = timedelta(minutes=15)

LIVE, REPLAY = "live", "replay"
SCHEDULED = ("scheduled", "backfill")

FORM = {
    "window": Param(
        None,
        type=["null", "string"],
        format="date-time",
        title="Window",
        description_md="Start of the quarter of an hour to run, in UTC. Empty: the one that the "
        "logical date lies in, which for a run by hand is now.",
    ),
    "mode": Param(
        LIVE,
        type="string",
        enum=[LIVE, REPLAY],
        values_display={
            LIVE: "live: poll the feeds, fetch what is new, build",
            REPLAY: "replay: ask nobody, build from the pages that have landed",
        },
        title="Live or replay",
        description_md="A backfill is always a replay: a feed has no past to ask for.",
    ),
    "feeds": Param(
        None,
        type=["null", "string"],
        title="Feeds file",
        description_md="feeds.toml or OPML, for this run only. Empty: the setting `SITREP_FEEDS`.",
    ),
}


def floor_to_window(moment: datetime) -> datetime:
    """Round a moment down to the start of its window; a time without a zone is UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    length = WINDOW.total_seconds()
    return datetime.fromtimestamp(moment.timestamp() // length * length, UTC)


def format_window(start: datetime) -> str:
    """A window as commands take it: ``2022-08-26T06:00Z``."""
    return floor_to_window(start).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def window_of(context: Context) -> str:
    """Say which window a run owns: the one asked for, the scheduled one, or the current one."""
    run, asked = context["dag_run"], context["params"]["window"]
    if asked:
        return format_window(datetime.fromisoformat(asked))
    if run.run_type in SCHEDULED and run.data_interval_start:
        return format_window(run.data_interval_start)
    # by hand: the date of the form, as it comes now; by an asset or a command there is none
    return format_window(run.logical_date or run.run_after)


def is_replay(context: Context) -> bool:
    """Tell whether a run asks nobody and builds from what has landed; a backfill always does."""
    return context["params"]["mode"] == REPLAY or context["dag_run"].run_type == "backfill"
