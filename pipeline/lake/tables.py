"""Records to Arrow tables and back, by the schemas; ``to_records(to_table(x)) == x``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_type_hints

import msgspec
import pyarrow as pa

import schemas
from pipeline.records import (
    Article,
    FeedPoll,
    Incident,
    IncidentChange,
    IncidentClaim,
    IncidentParticipant,
    IncidentSource,
    Mention,
    Page,
    Rejection,
    Run,
)

KINDS: Mapping[str, type[Any]] = {
    "feed_polls": FeedPoll,
    "pages": Page,
    "articles": Article,
    "mentions": Mention,
    "incidents": Incident,
    "incident_sources": IncidentSource,
    "incident_participants": IncidentParticipant,
    "incident_claims": IncidentClaim,
    "incident_changes": IncidentChange,
    "rejections": Rejection,
    "runs": Run,
}
#: The columns of a change that are its own; the others are the incident after it.
_CHANGE_COLUMNS = (
    "change_seq",
    "op",
    "incident_id",
    "window_start",
    "cause_article_id",
    "old_event_date",
    "merged_into",
)


def to_table(dataset: str, records: Iterable[Any]) -> pa.Table:
    """Make a dataset's table of records, with its partition column.

    Raises:
        ValueError: a record lacks a value that the dataset must have; names the record and column.
    """
    schema = schemas.load(dataset)
    rows = list(records)
    columns = {c.name: list(map(_getter(dataset, c), rows)) for c in schema.columns}
    for column in schema.columns:
        if not column.is_nullable and None in columns[column.name]:
            index = columns[column.name].index(None)
            raise ValueError(f"{dataset}.{column.name} is null in {rows[index]!r:.300}")
    return pa.table(
        [pa.array(columns[c.name], c.type) for c in schema.columns],
        schema=schemas.arrow_schema(dataset),
    )


def _getter(dataset: str, column: schemas.Column) -> Callable[[Any], Any]:
    """What reads a column's value from a record of the dataset."""
    name = column.day_of or column.name
    if column.day_of:
        return lambda row: None if (at := getattr(row, name)) is None else at.astimezone(UTC).date()
    if dataset == "incident_changes" and name not in _CHANGE_COLUMNS:
        return lambda row: getattr(row.after, name)
    if not column.parts:
        return lambda row: getattr(row, name)
    if pa.types.is_list(column.type):
        return lambda row: [msgspec.to_builtins(part) for part in getattr(row, name)]
    return lambda row: msgspec.to_builtins(getattr(row, name))


def to_records(dataset: str, table: pa.Table) -> list[Any]:
    """Make the records of a dataset's table; the partition column is left out if they have none."""
    return list(_to_kind(table, KINDS[dataset]))


def _to_kind(table: pa.Table, kind: type[Any]) -> Iterable[Any]:
    if kind is IncidentChange:
        return _to_changes(table)
    names = [field.name for field in fields(kind) if field.name in table.column_names]
    columns = [_values(table.column(name), kind, name) for name in names]
    return (kind(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _values(column: pa.ChunkedArray, kind: type[Any], name: str) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_nested(column.type):
        part = get_type_hints(kind)[name]
        # a list that the files do not have yet is an empty one
        return [msgspec.convert([] if value is None else value, part) for value in values]
    if pa.types.is_timestamp(column.type):
        return [_in_utc(value) for value in values]
    return values


def _in_utc(at: datetime | None) -> datetime | None:
    """The same time with the standard library's UTC, which is small to pickle and compares fast."""
    return None if at is None else at.replace(tzinfo=UTC)


def _to_changes(table: pa.Table) -> Iterable[IncidentChange]:
    own = [_values(table.column(name), IncidentChange, name) for name in _CHANGE_COLUMNS]
    images = _to_kind(table, Incident)
    for values, after in zip(zip(*own, strict=True), images, strict=True):
        yield IncidentChange(after=after, **dict(zip(_CHANGE_COLUMNS, values, strict=True)))
