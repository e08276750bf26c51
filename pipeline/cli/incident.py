"""One incident on the screen: where an id leads, its words in their context, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from pipeline.cli.output import number_of
from pipeline.cli.tables import Row, select
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Characters of an article around its words.
_CONTEXT = 60
#: Columns of a change that are not of the incident.
_STEP = (
    "change_seq",
    "op",
    "window_start",
    "change_date",
    "cause_article_id",
    "old_event_date",
    "merged_into",
)
#: What says little of why an incident changed.
_QUIET = ("revision", "last_recorded_at", "resolver")


@dataclass(frozen=True, slots=True)
class Found:
    """The row that an id leads to, and how it got there."""

    row: Row
    note: str = ""


def find_incident(connection: DuckDBPyConnection, name: str) -> Found | None:
    """Where an id, or the first letters of one, leads; None when there never was one.

    Raises:
        UsageError: several ids begin so.
    """
    incident_id = _complete(connection, name)
    if incident_id is None:
        return None
    asked, seen = incident_id, {incident_id}
    while True:
        living = select(connection, "select * from incidents where incident_id = ?", [incident_id])
        merged = "" if incident_id == asked else f"{asked} was merged into {incident_id}"
        if living:
            return Found(living[0], merged)
        last = select(
            connection,
            "select * from incident_changes where incident_id = ? order by change_seq desc limit 1",
            [incident_id],
        )
        heir = last[0]["merged_into"] if last else None
        if heir is None or heir in seen:
            return _as_it_was(last[0], merged) if last else None
        incident_id = heir
        seen.add(heir)


def _complete(connection: DuckDBPyConnection, name: str) -> str | None:
    rows = select(
        connection,
        "select distinct incident_id from incident_changes where starts_with(incident_id, ?) "
        "union select incident_id from incidents where starts_with(incident_id, ?) order by 1",
        [name, name],
    )
    ids = [row["incident_id"] for row in rows]
    if len(ids) > 1 and name not in ids:
        more = "" if len(ids) <= 5 else f" and {len(ids) - 5} more"
        raise UsageError(f"several ids begin with '{name}': {', '.join(ids[:5])}{more}")
    return (name if name in ids else ids[0]) if ids else None


def _as_it_was(last: Row, merged: str) -> Found:
    cause = f", because of article {last['cause_article_id']}" if last["cause_article_id"] else ""
    note = (
        f"{last['incident_id']} was retracted in the window {last['window_start']:%Y-%m-%d %H:%M}"
        f"{cause}: nothing tells it any longer. It was:"
    )
    row = {name: value for name, value in last.items() if name not in _STEP}
    return Found(row, f"{merged}\n{note}" if merged else note)


def show_sources(connection: DuckDBPyConnection, incident_id: str) -> None:
    """Print the articles that tell an incident, with the words that do."""
    rows = select(
        connection,
        "select s.*, a.gone_at, case s.field when 'title' then a.title else a.text end as words "
        "from incident_sources s left join articles a "
        "on a.article_id = s.article_id and a.revision = s.article_revision "
        "where s.incident_id = ? order by s.published_at, s.mention_id",
        [incident_id],
    )
    click.echo(f"\n{number_of(len(rows), 'source')}:")
    for row in rows:
        copy = "" if row["origin_article_id"] == row["article_id"] else " (syndicated copy)"
        gone = f" (gone since {row['gone_at']:%Y-%m-%d})" if row["gone_at"] else ""
        at = f"{row['published_at']:%Y-%m-%d %H:%M}" if row["published_at"] else "day unknown"
        click.echo(f"  {row['publisher'] or '?'}, {at}{copy}{gone}: {row['url'] or 'no address'}")
        if row["words"] and row["start"] is not None:
            click.echo(f"      {_in_context(row['words'], row['start'], row['end'])}")


def show_evidence(connection: DuckDBPyConnection, incident_id: str) -> None:
    """Print which words each value was read from: date, place, who, tolls."""
    rows = select(
        connection,
        "with told as (select m.*, unnest(m.evidence) as e from mentions m join incident_sources s "
        "on s.mention_id = m.mention_id and s.mention_event_date = m.event_date "
        "where s.incident_id = ?), spans as ("
        'select article_id, article_revision, e."value" as what, e.field as field, '
        'e."start" as first, e."end" as last from told where e."value" <> \'event\' '
        "union all select article_id, article_revision, role || ' ' || name, field, "
        '"start", "end" from incident_participants where incident_id = ? '
        "union all select article_id, article_revision, concat_ws(' ', outcome, best, who, "
        '\'says \' || claimant), field, "start", "end" from incident_claims '
        "where incident_id = ?) "
        "select distinct what, first, last, publisher, "
        "case spans.field when 'title' then title else text end as words "
        "from spans join articles a on a.article_id = spans.article_id "
        "and a.revision = spans.article_revision where first is not null "
        "order by what, publisher, first",
        [incident_id] * 3,
    )
    if rows:
        click.echo("\nread from:")
    for row in rows:
        words = _in_context(row["words"], row["first"], row["last"])
        click.echo(f"  {row['what']:<28} {words}")


def _in_context(text: str, start: int, end: int) -> str:
    """Words in quotes with some of the text around them, on one line."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    dots = ("…" if start > _CONTEXT else "", "…" if end + _CONTEXT < len(text) else "")
    return " ".join(f"{dots[0]}{before}“{text[start:end]}”{after}{dots[1]}".split())


def show_history(connection: DuckDBPyConnection, incident_id: str) -> None:
    """Print the steps of an incident, and what each changed."""
    rows = select(
        connection,
        "select * from incident_changes where incident_id = ? or merged_into = ? "
        "order by change_seq",
        [incident_id, incident_id],
    )
    click.echo("\nhistory:")
    before: Row = {}
    for row in rows:
        because = (
            f" because of article {row['cause_article_id']}" if row["cause_article_id"] else ""
        )
        click.echo(
            f"  {row['window_start']:%Y-%m-%d %H:%M} {row['op']:<7} {row['incident_id']}{because}"
        )
        if row["incident_id"] != incident_id:
            continue
        if row["op"] in ("update", "split") and before:
            for name, value in row.items():
                if name not in (*_STEP, *_QUIET) and before[name] != value:
                    click.echo(f"      {name}: {before[name]} -> {value}")
        before = row
