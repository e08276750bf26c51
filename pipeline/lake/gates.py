"""Promises about rows that need nothing but the rows: values, ranges, dates.

Each check yields one line per row that breaks it. The commit asks them of the rows it writes and
``verify`` of all rows.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def check_rows(dataset: str, rows: pa.Table) -> Iterator[str]:
    """What is wrong with rows of a dataset, each as one line; nothing when all is well.

    Columns that ``rows`` does not have are not checked, but for those of the key.
    """
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
        if column.name not in rows.column_names:
            continue
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
