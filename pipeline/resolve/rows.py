"""The rows of an incident in the flat tables, and as the stage command prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from pipeline.records import (
    Incident,
    IncidentClaim,
    IncidentParticipant,
    IncidentSource,
    Mention,
    Place,
)
from pipeline.rows import to_row

_PLACE_COLUMNS = {field.name: field.name for field in fields(Place)} | {"name": "place_name"}


def source_row(incident: Incident, mention: Mention) -> IncidentSource:
    """The row that ties a mention to its incident, with the first words that tell it."""
    told = next((e for e in mention.evidence if e.value == "event"), None)
    return IncidentSource(
        incident_id=incident.incident_id,
        mention_id=mention.mention_id,
        article_id=mention.article_id,
        event_date=incident.event_date,
        article_revision=mention.article_revision,
        publisher=mention.publisher,
        url=mention.url,
        title=mention.title,
        published_at=mention.published_at,
        recorded_at=mention.recorded_at,
        origin_article_id=mention.origin_article_id,
        salience=mention.salience,
        mention_event_date=mention.event_date,
        field=told.field if told else None,
        start=told.start if told else None,
        end=told.end if told else None,
    )


def participant_rows(incident: Incident, mention: Mention) -> Iterator[IncidentParticipant]:
    """Who a mention names, numbered from 0."""
    for n, participant in enumerate(mention.participants):
        yield IncidentParticipant(
            incident_id=incident.incident_id,
            mention_id=mention.mention_id,
            n=n,
            event_date=incident.event_date,
            role=participant.role,
            name=participant.name,
            actor_id=participant.actor_id,
            type=participant.type,
            country=participant.country,
            article_id=mention.article_id,
            article_revision=mention.article_revision,
            field=participant.field,
            start=participant.start,
            end=participant.end,
        )


def claim_rows(incident: Incident, mention: Mention) -> Iterator[IncidentClaim]:
    """The tolls that a mention claims, numbered from 0."""
    for n, casualty in enumerate(mention.casualties):
        yield IncidentClaim(
            incident_id=incident.incident_id,
            mention_id=mention.mention_id,
            n=n,
            event_date=incident.event_date,
            outcome=casualty.outcome,
            low=casualty.low,
            best=casualty.best,
            high=casualty.high,
            who=casualty.who,
            claimant=casualty.claimant,
            part_of=casualty.part_of,
            article_id=mention.article_id,
            article_revision=mention.article_revision,
            published_at=mention.published_at,
            field=casualty.field,
            start=casualty.start,
            end=casualty.end,
        )


def nested_row(incident: Incident, mention_ids: tuple[str, ...]) -> dict[str, Any]:
    """An incident as the stage command prints it: its place nested, its mentions named."""
    row = to_row(incident)
    row["place"] = {name: row.pop(column) for name, column in _PLACE_COLUMNS.items()}
    row["mention_ids"] = list(mention_ids)
    return row
