"""Records to plain rows and back: the JSON Lines contract of the stage commands.

A row is a dict with a dataset's field names; dates and times are ISO 8601 strings in it. msgspec
does the conversion and names the path of what does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import IO, Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
#: Years of times that are given by hand: so far from the ends of the calendar that days, years and
#: zones can be added to them.
_YEARS = range(1000, 9000)
#: Clocks are less than a day, in minutes, ahead of UTC or behind it.
_CLOCKS = range(-24 * 60 + 1, 24 * 60)


def to_row(record: object) -> dict[str, Any]:
    """Turn a record into a dict of JSON values."""
    row: dict[str, Any] = msgspec.to_builtins(record)
    return row


def from_row(row: dict[str, Any], kind: type[T]) -> T:
    """Turn a dict into a record; unknown keys are ignored, lax strings are converted.

    Raises:
        msgspec.ValidationError: a field is missing or of another type (the text names its path).
    """
    return msgspec.convert(row, kind, strict=False)


def read_lines(lines: Iterable[bytes | str], kind: type[T]) -> Iterator[T | ValueError]:
    """Read JSON Lines; a line that does not fit yields its error, with the line number, instead."""
    decoder = msgspec.json.Decoder(kind, strict=False)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            yield ValueError(f"line {number}: {error}")


def require_reckonable(record: Any) -> None:
    """Make sure that one can reckon with the times of a record that is not of our making.

    Args:
        record: a flat record of a dataset.

    Raises:
        ValueError: a time is none that days and zones can be added to; names its field.
    """
    for field in fields(record):
        value = getattr(record, field.name)
        is_far = isinstance(value, date) and value.year not in _YEARS
        is_no_clock = field.name.endswith("_utc_offset") and value is not None
        if is_far or (is_no_clock and value not in _CLOCKS):
            raise ValueError(f"{field.name} is beyond what can be reckoned with: {value}")


def write_lines(records: Iterable[object], out: IO[bytes]) -> int:
    """Write records as JSON Lines; returns how many."""
    count = 0
    for record in records:
        out.write(_encoder.encode(record) + b"\n")
        count += 1
    return count
