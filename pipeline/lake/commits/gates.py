"""Promises about rows that need nothing but the rows: values, ranges, dates.

Each check yields one line per row that breaks it. The commit asks them of the rows it writes and
``verify`` of all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

import schemas

#: Small and large columns that keep that order, as far as they are told; equal is in order.
_ORDERED = {
    "incidents": (
        ("killed_low", "killed_best"),
        ("killed_best", "killed_high"),
        ("killed_low", "killed_high"),
        ("injured_low", "injured_best"),
        ("injured_best", "injured_high"),
        ("injured_low", "injured_high"),
        ("event_start", "event_end"),
        ("n_articles", "n_mentions"),
        ("n_origins", "n_articles"),
        ("first_reported_at", "last_reported_at"),
        ("first_recorded_at", "last_recorded_at"),
    ),
    "mentions": (("event_start", "event_end"),),
    "incident_sources": (("start", "end"),),
    "incident_participants": (("start", "end"),),
    "incident_claims": (("low", "best"), ("best", "high"), ("low", "high"), ("start", "end")),
}
#: Columns of any dataset, and what their values lie between.
_RANGES: dict[str, tuple[float, float]] = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "uncertainty_km": (0, 20_040),  # half of the equator
    "confidence": (0, 1),
    "revision": (1, 1_000_000),
    "article_revision": (1, 1_000_000),
    "change_seq": (1, 2**62),
    "http_status": (100, 599),
    "n": (0, 1_000_000),
    "n_articles": (1, 10_000_000),
    "n_origins": (1, 10_000_000),
    "start": (0, 2**31),
    **{f"{name}_low": (0, 10**9) for name in ("killed", "injured")},
    "low": (0, 10**9),
}
#: News tells what was, or what is planned for; history that is told beside it is not older.
_FIRST_DAY = date(1800, 1, 1)
#: An incident happened: a start more than a year after the last window that told it is no slip of
#: one report (that must not stop all others) but a fault of ours.
_DAYS_AHEAD = 366
_DATED = ("mentions", "incidents")


def check_rows(dataset: str, rows: pa.Table) -> Iterator[str]:
    """What is wrong with rows of a dataset, each as one line; nothing when all is well.

    Columns that ``rows`` does not have are not checked, but for those of the key.
    """
    yield from _check_values(dataset, rows)
    for small, large in _ORDERED.get(dataset, ()):
        wrong = pc.greater(rows.column(small), rows.column(large))
        verb = "after" if small.endswith(("_at", "event_start")) else "above"
        yield from _name(dataset, rows, wrong, f"{small} is {verb} {large}")
    yield from _check_ranges(dataset, rows)
    if dataset in _DATED:
        yield from _check_dates(dataset, rows)
    if dataset == "incidents":
        yield from _check_incidents(rows)


def _check_values(dataset: str, rows: pa.Table) -> Iterator[str]:
    """Required values are there, and enumerations hold only what their schema lists."""
    for column in schemas.load(dataset).columns:
        if column.name not in rows.column_names:
            continue
        values = rows.column(column.name)
        if not column.is_nullable and values.null_count:
            yield from _name(dataset, rows, pc.is_null(values), f"{column.name} is null")
        known = list(schemas.event_types() if column.codebook else column.values or ())
        if known:
            wrong = pc.invert(pc.is_in(values, value_set=pa.array([*known, None], pa.string())))
            yield from _name(dataset, rows, wrong, f"unknown {column.name}")


def _check_ranges(dataset: str, rows: pa.Table) -> Iterator[str]:
    for name, (least, most) in _RANGES.items():
        if name not in rows.column_names:
            continue
        values = rows.column(name)
        wrong = pc.or_(pc.less(values, least), pc.greater(values, most))
        yield from _name(dataset, rows, wrong, f"{name} is not between {least} and {most}")


def _check_dates(dataset: str, rows: pa.Table) -> Iterator[str]:
    start, end = rows.column("event_start"), rows.column("event_end")
    wrong = pc.not_equal(pc.is_null(start), pc.is_null(end))
    yield from _name(dataset, rows, wrong, "event_start and event_end go together")
    moved = pc.not_equal(start, rows.column("event_date"))
    yield from _name(dataset, rows, moved, "event_date is not event_start")
    early = pc.less(start, pa.scalar(_FIRST_DAY))
    yield from _name(dataset, rows, early, f"event_start is before {_FIRST_DAY}")


def _check_incidents(rows: pa.Table) -> Iterator[str]:
    """An incident is not of the future, and a point has two coordinates."""
    told = rows.column("last_recorded_at").cast(pa.date32())
    days = pc.subtract(rows.column("event_start").cast(pa.int32()), told.cast(pa.int32()))
    ahead = pc.greater(days, _DAYS_AHEAD)
    yield from _name("incidents", rows, ahead, f"event_start is over {_DAYS_AHEAD} days ahead")
    latitude, longitude = rows.column("latitude"), rows.column("longitude")
    half = pc.not_equal(pc.is_null(latitude), pc.is_null(longitude))
    yield from _name("incidents", rows, half, "latitude and longitude go together")


def _name(dataset: str, rows: pa.Table, wrong: Any, what: str) -> Iterator[str]:
    """One line for each row where ``wrong`` is true."""
    if not pc.any(wrong).as_py():
        return
    key = list(schemas.load(dataset).key)
    for row in rows.select(key).filter(pc.fill_null(wrong, False)).to_pylist():
        yield f"{dataset} {' '.join(str(value) for value in row.values())}: {what}"
