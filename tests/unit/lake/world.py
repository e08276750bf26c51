"""A small, consistent world to commit: articles, what they tell, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.lake import Edit, Lake, is_in, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.records import (
    Article,
    Casualty,
    Evidence,
    Incident,
    IncidentChange,
    IncidentClaim,
    IncidentParticipant,
    IncidentSource,
    Mention,
    Participant,
    Weapon,
)

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
FIRST_DAY = date(2022, 8, 1)
TITLE = "Rockets land near a town"
TEXT = "Militants fired rockets at a town on Monday.\nFour people died, a mayor said."
INCIDENT_TABLES = ("incidents", "incident_sources", "incident_participants", "incident_claims")


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"field": "text", "start": start, "end": start + len(words)}


Told = dict[str, list[Any]]


def tell(number: int, day: date, killed: int = 4, window: datetime = WINDOW) -> Told:
    """One incident that one article tells, as rows of every table but the change feed."""
    article = Article(
        article_id=f"a{number:05}",
        text=TEXT,
        title=TITLE,
        origin_article_id=f"a{number:05}",
        recorded_at=window,
        window_start=window,
    )
    mention = Mention(
        mention_id=f"m{number:05}",
        article_id=article.article_id,
        event_type="shelling",
        window_start=window,
        event_start=day,
        event_end=day,
        date_precision="day",
        event_date=day,
        event_date_source="text",
        participants=(Participant("perpetrator", "Militants", **span("Militants")),),
        weapons=(Weapon("rockets", **span("rockets")),),
        casualties=(Casualty("killed", killed, killed, killed, **span("Four people died")),),
        evidence=(Evidence("title", 0, 7), Evidence(**span("fired rockets"))),
        terms=("rockets",),
    )
    incident = make_incident(number, day, killed, window)
    ids = (incident.incident_id, mention.mention_id)
    source = IncidentSource(
        *ids, article.article_id, day, mention_event_date=day, **span("fired rockets")
    )
    participant = IncidentParticipant(
        *ids, 0, day, "perpetrator", "Militants", article_id=article.article_id, **span("Militants")
    )
    claim = IncidentClaim(
        *ids, 0, day, "killed", killed, killed, killed, article_id=article.article_id
    )
    return {
        "articles": [article],
        "mentions": [mention],
        "incidents": [incident],
        "incident_sources": [source],
        "incident_participants": [participant],
        "incident_claims": [claim],
    }


def make_incident(number: int, day: date, killed: int = 4, window: datetime = WINDOW) -> Incident:
    return Incident(
        incident_id=f"i{number:05}",
        event_type="shelling",
        status="occurred",
        salience="main",
        is_default=True,
        event_date=day,
        event_date_source="text",
        event_start=day,
        event_end=day,
        date_precision="day",
        killed_low=killed,
        killed_best=killed,
        killed_high=killed,
        n_mentions=1,
        n_articles=1,
        n_origins=1,
        last_recorded_at=window,
    )


def make_edits(
    told: Sequence[Told], days: Iterable[date] = (), first_change: int = 1
) -> list[Edit]:
    """Edits that put the rows in place of what their incidents and articles had.

    Args:
        told: rows by dataset, as ``tell`` makes them.
        days: where the incidents may have been before.
        first_change: number of the first change.
    """
    rows = {name: [row for part in told for row in part[name]] for name in told[0]}
    articles = is_in("article_id", [article.article_id for article in rows["articles"]])
    incidents = is_in("incident_id", [incident.incident_id for incident in rows["incidents"]])
    changes = [
        IncidentChange("update", incident.incident_id, WINDOW, incident, first_change + n)
        for n, incident in enumerate(rows["incidents"])
    ]
    return [
        Edit("articles", to_table("articles", rows["articles"]), articles),
        Edit("mentions", to_table("mentions", rows["mentions"]), articles, frozenset(days)),
        *(
            Edit(name, to_table(name, rows[name]), incidents, frozenset(days))
            for name in INCIDENT_TABLES
        ),
        Edit("incident_changes", to_table("incident_changes", changes)),
    ]


def publish(path: Path, told: Sequence[Told], days: Iterable[date] = ()) -> Lake:
    """Commit what is told into a lake."""
    lake = Lake(path)
    with lake.lock():
        lake.heal()
        edits = make_edits(told, days, next_change_seq(lake.snapshot()))
        lake.commit(edits, run="test")
    return lake


def read_bytes(path: Path, dataset: str) -> dict[str, bytes]:
    """Every file of a published dataset, by its place."""
    root = (path / dataset).resolve()
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*.parquet")}
