"""Which partitions have a row with some value: the questions that the lake's index answers.

A window asks for what it touches by ids and names, and a partition is a day: without an index each
such question would read a column of every day there ever was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids

#: One value for each column of a lookup; null is a value as well.
Value = tuple[str | None, ...]

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question: the columns of a dataset whose values are asked for.

    Args:
        dataset: its name.
        columns: the columns, or parts of structs (``place.country``); a row is found by each value
            of a list.
        derive: what is asked for instead of a value of the (one) column.
    """

    dataset: str
    columns: tuple[str, ...]
    derive: Callable[[str], str] | None = None

    @property
    def name(self) -> str:
        """What names it among all."""
        made = f" by {self.derive.__name__}" if self.derive else ""
        return f"{self.dataset}: {', '.join(self.columns)}{made}"

    def values(self, rows: pa.Table) -> Iterator[tuple[Value, int]]:
        """The values by which rows are found, each with the number of its row.

        Args:
            rows: the columns, at most one of them a list; structs may be flat or not. A file from
                before a column was added lacks it: its rows are not found.
        """
        columns = [_column(rows, name) for name in self.columns]
        numbers: Iterable[int] = range(rows.num_rows)
        for column in columns:
            if column is None:
                return
            if pa.types.is_list(column.type):
                parents = pc.list_parent_indices(column)
                numbers = parents.to_pylist()
                columns = [_spread(other, parents) for other in columns]
        listed = (column.to_pylist() for column in columns if column is not None)
        values: Iterable[Value] = zip(*listed, strict=True)
        if self.derive:
            values = ((self.derive(value or ""),) for (value,) in values)
        yield from zip(values, numbers, strict=True)


ARTICLES_BY_ID = Lookup("articles", ("article_id",))
ARTICLES_BY_URL = Lookup("articles", ("url",))
MENTIONS_BY_ARTICLE = Lookup("mentions", ("article_id",))
#: The mention whose id an incident's is made of.
MENTIONS_BY_INCIDENT = Lookup("mentions", ("mention_id",), ids.incident_id)
MENTIONS_BY_NAME = Lookup("mentions", ("names", "event_type"))
MENTIONS_BY_NAME_IN_COUNTRY = Lookup("mentions", ("names", "event_type", "place.country"))
SOURCES_BY_MENTION = Lookup("incident_sources", ("mention_id",))
SOURCES_BY_ARTICLE = Lookup("incident_sources", ("article_id",))

LOOKUPS = (
    ARTICLES_BY_ID,
    ARTICLES_BY_URL,
    MENTIONS_BY_ARTICLE,
    MENTIONS_BY_INCIDENT,
    MENTIONS_BY_NAME,
    MENTIONS_BY_NAME_IN_COUNTRY,
    SOURCES_BY_MENTION,
    SOURCES_BY_ARTICLE,
)


def lookups_of(dataset: str) -> list[Lookup]:
    """The lookups of a dataset."""
    return [lookup for lookup in LOOKUPS if lookup.dataset == dataset]


def key_of(value: Value) -> int:
    """A value as a whole number of 63 bits; that two are one costs a needless look at a day."""
    joined = _SEPARATOR.join([part or "" for part in value])
    digest = hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def _column(rows: pa.Table, name: str) -> pa.ChunkedArray | None:
    if name in rows.column_names:
        return rows.column(name)
    struct, _, part = name.partition(".")
    if not part or struct not in rows.column_names:
        return None
    return pa.chunked_array(
        [chunk.field(part) for chunk in rows.column(struct).chunks],
        rows.schema.field(struct).type.field(part).type,
    )


def _spread(column: pa.ChunkedArray | None, parents: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """A column beside the items of a list: its own items, or its rows' values for each of them."""
    if column is None:
        return None
    return pc.list_flatten(column) if pa.types.is_list(column.type) else column.take(parents)
