"""The tables of a warehouse: the datasets as their schemas tell them, and the codebook of types."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pyarrow as pa

import schemas
from schemas import Column

#: Followed through the change feed, incident by incident.
INCIDENT_TABLES = ("incidents", "incident_sources", "incident_participants", "incident_claims")
#: Only loaded when asked for: nested columns (as JSON), and the bodies of fetched pages.
ON_REQUEST = ("mentions", "pages")
#: The codebook of event types, for joins.
EVENT_TYPES = "event_types"

_CODEBOOK_DOCS = {
    "code": "Our code, as in incidents.event_type.",
    "parent": "The broader class.",
    "family": "Types that reports may call by each other's name.",
    "label": "The code in words.",
    "definition": "What is meant by it.",
    "acled": "Nearest sub-event type of ACLED.",
    "cameo": "Nearest root code of CAMEO.",
    "plover": "Nearest type of PLOVER.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: flat but for the nested columns of mentions, which warehouses get as JSON."""

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    partition: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def follows_incidents(self) -> bool:
        """Whether the change feed tells of its rows; else they belong to a window each."""
        return self.name in INCIDENT_TABLES


def table_of(dataset: str) -> Table:
    """The table of a dataset, by its schema of today."""
    schema = schemas.load(dataset)
    return Table(schema.name, schema.doc, schema.key, schema.columns, schema.partition.name)


def all_tables() -> tuple[Table, ...]:
    """Every table that a warehouse may have."""
    return (*map(table_of, schemas.dataset_names()), event_types_table())


def event_types_table() -> Table:
    """The table of the codebook."""
    columns = tuple(
        Column(name, pa.string(), is_nullable=False, doc=doc)
        for name, doc in _CODEBOOK_DOCS.items()
    )
    doc = "One type of incident of our codebook, with the nearest type of three others."
    return Table(EVENT_TYPES, doc, ("code",), columns)


def event_types_rows() -> pa.Table:
    """The codebook as rows of its table."""
    return pa.Table.from_pylist([asdict(entry) for entry in schemas.event_types().values()])


def describe(column: Column) -> str:
    """What a column means, for the comment that the warehouse keeps of it."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    null = f" Null: {column.null_means}." if column.null_means else ""
    return f"{column.doc}{unit}{null}"
