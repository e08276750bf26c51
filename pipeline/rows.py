"""Records to plain rows and back: the JSON Lines contract of the stage commands.

A row is a dict with a dataset's field names; dates and times are ISO 8601 strings in it. msgspec
does the conversion and names the path of what does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


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


def write_lines(records: Iterable[object], out: IO[bytes]) -> int:
    """Write records as JSON Lines; returns how many."""
    count = 0
    for record in records:
        out.write(_encoder.encode(record) + b"\n")
        count += 1
    return count
