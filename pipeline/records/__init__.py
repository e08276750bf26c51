"""The nouns: one frozen record per dataset, and their parts.

Standard library only. Field meanings are documented in ``schemas/<dataset>.avsc``; names here and
there are the same, in the same order. Times are aware UTC datetimes; ``start``/``end`` are offsets
in Unicode code points of the named field (``title`` or ``text``) of one article revision.
"""

from __future__ import annotations

from pipeline.records.account import (
    Rejection,
    Run,
)
from pipeline.records.incidents import (
    Incident,
    IncidentChange,
    IncidentClaim,
    IncidentParticipant,
    IncidentSource,
)
from pipeline.records.mentions import (
    Casualty,
    Evidence,
    Mention,
    Participant,
    Place,
    Weapon,
)
from pipeline.records.pages import (
    Article,
    FeedPoll,
    Page,
)
from pipeline.records.words import (
    INCIDENT_STATUSES,
    DatePrecision,
    DateSource,
    Field,
    Op,
    Outcome,
    PlacePrecision,
    PollStatus,
    Role,
    Salience,
    Stage,
    Status,
)

__all__ = [
    "INCIDENT_STATUSES",
    "Article",
    "Casualty",
    "DatePrecision",
    "DateSource",
    "Evidence",
    "FeedPoll",
    "Field",
    "Incident",
    "IncidentChange",
    "IncidentClaim",
    "IncidentParticipant",
    "IncidentSource",
    "Mention",
    "Op",
    "Outcome",
    "Page",
    "Participant",
    "Place",
    "PlacePrecision",
    "PollStatus",
    "Rejection",
    "Role",
    "Run",
    "Salience",
    "Stage",
    "Status",
    "Weapon",
]
