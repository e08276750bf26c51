"""The words that fields may hold."""

from __future__ import annotations

from typing import Literal

Field = Literal["title", "text"]
PollStatus = Literal["ok", "not_modified", "failed", "not_due", "missed"]
Status = Literal[
    "occurred",
    "thwarted",
    "planned",
    "threatened",
    "alleged",
    "denied_by_party",
    "hypothetical",
    "negated",
]
Salience = Literal["main", "context", "background"]
DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
DateSource = Literal["text", "published", "window"]
PlacePrecision = Literal["site", "town", "admin2", "admin1", "country", "unknown"]
Role = Literal["perpetrator", "target", "victim", "claimant", "other"]
Outcome = Literal["killed", "injured", "missing", "captured"]
Op = Literal["insert", "update", "merge", "split", "retract"]
Stage = Literal["feeds", "fetch", "clean", "extract", "syndication", "resolve"]

#: Mentions with one of these statuses become incidents; the others stay mentions.
INCIDENT_STATUSES: frozenset[Status] = frozenset(
    ("occurred", "thwarted", "alleged", "denied_by_party")
)
