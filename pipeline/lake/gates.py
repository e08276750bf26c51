"""Promises about rows that need nothing but the rows: values, ranges, dates, words.

Each check yields one line per row that breaks it. The commit asks them of the rows it writes and
``verify`` of all rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

import schemas

#: low <= best <= high, as far as they are told.
_TOLLS = {
    "incidents": (
        ("killed_low", "killed_best", "killed_high"),
        ("injured_low", "injured_best", "injured_high"),
    ),
    "incident_claims": (("low", "best", "high"),),
}
_INTERVALS = ("mentions", "incidents")
#: article_id, revision -> title, text
Texts = Mapping[tuple[str, int], tuple[str | None, str]]


def check_rows(dataset: str, rows: pa.Table) -> Iterator[str]:
    """What is wrong with rows of a dataset, each as one line; nothing when all is well."""
    yield from _check_values(dataset, rows)
    for low, best, high in _TOLLS.get(dataset, ()):
        for small, large in ((low, best), (best, high), (low, high)):
            wrong = pc.greater(rows.column(small), rows.column(large))
            yield from _name(dataset, rows, wrong, f"{small} is above {large}")
    if dataset in _INTERVALS:
        yield from _check_dates(dataset, rows)


def _check_values(dataset: str, rows: pa.Table) -> Iterator[str]:
    """Required values are there, and enumerations hold only what their schema lists."""
    for column in schemas.load(dataset).columns:
        values = rows.column(column.name)
        if not column.is_nullable and values.null_count:
            yield from _name(dataset, rows, pc.is_null(values), f"{column.name} is null")
        known = list(schemas.event_types() if column.codebook else column.values or ())
        if known:
            wrong = pc.invert(pc.is_in(values, value_set=pa.array([*known, None], pa.string())))
            yield from _name(dataset, rows, wrong, f"unknown {column.name}")


def _check_dates(dataset: str, rows: pa.Table) -> Iterator[str]:
    start, end = rows.column("event_start"), rows.column("event_end")
    yield from _name(dataset, rows, pc.greater(start, end), "event_start is after event_end")
    wrong = pc.not_equal(pc.is_null(start), pc.is_null(end))
    yield from _name(dataset, rows, wrong, "event_start and event_end go together")
    moved = pc.not_equal(start, rows.column("event_date"))
    yield from _name(dataset, rows, moved, "event_date is not event_start")


def _name(dataset: str, rows: pa.Table, wrong: Any, what: str) -> Iterator[str]:
    """One line for each row where ``wrong`` is true."""
    key = list(schemas.load(dataset).key)
    for row in rows.select(key).filter(pc.fill_null(wrong, False)).to_pylist():
        yield f"{dataset} {' '.join(str(value) for value in row.values())}: {what}"


def check_words(dataset: str, rows: list[dict[str, Any]], texts: Texts) -> Iterator[str]:
    """Whether the offsets of rows slice to words, and to the name where a name is stored.

    A name equals its slice when they are the same but for letter case and amount of white space.

    Args:
        dataset: ``mentions``, or ``incident_sources``, ``_participants`` or ``_claims``.
        rows: its rows, as ``pa.Table.to_pylist`` gives them.
        texts: title and text of the article revisions to check against; others are not checked.
    """
    key = schemas.load(dataset).key
    for row in rows:
        fields = texts.get((row["article_id"], row["article_revision"]))
        if fields is None:
            continue
        for part, span in _spans(dataset, row):
            problem = _check_span(span, fields)
            if problem:
                name = " ".join(str(row[column]) for column in key)
                yield f"{dataset} {name}: {part} {problem}"


def _spans(dataset: str, row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The spans of a row, each with what it is called."""
    if dataset != "mentions":
        yield "span", row if dataset == "incident_participants" else {**row, "name": None}
        return
    for part in ("evidence", "participants", "weapons", "casualties"):
        for n, span in enumerate(row[part]):
            yield f"{part}[{n}]", span


def _check_span(span: dict[str, Any], fields: tuple[str | None, str]) -> str | None:
    """What is wrong with a span, if anything; a value without words of its own has none."""
    offsets = (span["field"], span["start"], span["end"])
    if offsets == (None, None, None):
        return None
    if None in offsets:
        return f"has only some of field, start and end: {offsets}"
    field, start, end = offsets
    text = (fields[0] or "") if field == "title" else fields[1]
    words = text[start:end]
    if not 0 <= start < end <= len(text) or not words.strip():
        return f"slices to no words: {field}[{start}:{end}] of {len(text)} characters"
    name = span.get("name")
    if name is not None and _fold(name) != _fold(words):
        return f"is called {name!r} but its words are {words!r}"
    return None


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()
