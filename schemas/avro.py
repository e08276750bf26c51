"""Read ``<dataset>.avsc`` and turn it into columns and Arrow types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

#: In the order in which news flows through them.
_DATASETS = (
    "feed_polls",
    "pages",
    "articles",
    "mentions",
    "incidents",
    "incident_sources",
    "incident_participants",
    "incident_claims",
    "incident_changes",
    "rejections",
    "runs",
)
_PRIMITIVES = {
    "string": pa.string(),
    "boolean": pa.bool_(),
    "int": pa.int32(),
    "long": pa.int64(),
    "double": pa.float64(),
    "bytes": pa.binary(),
}
_LOGICAL = {"date": pa.date32(), "timestamp-micros": pa.timestamp("us", tz="UTC")}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a dataset, or of a struct inside of one."""

    name: str
    type: pa.DataType
    is_nullable: bool
    doc: str
    unit: str | None = None
    source: str | None = None
    null_means: str | None = None
    example: str | None = None
    values: Mapping[str, str] | None = None
    codebook: str | None = None
    is_partition: bool = False
    day_of: str | None = None
    parts: tuple[Column, ...] = ()

    @property
    def arrow_field(self) -> pa.Field:
        """The column as Arrow knows it."""
        return pa.field(self.name, self.type, nullable=self.is_nullable)


@dataclass(frozen=True, slots=True)
class Schema:
    """One dataset's contract."""

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    lifecycle: str = ""

    @property
    def partition(self) -> Column:
        """The column that the dataset is partitioned by; it is in the path only."""
        return next(column for column in self.columns if column.is_partition)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def dataset_names() -> tuple[str, ...]:
    """All datasets, in the order of the flow."""
    return _DATASETS


@cache
def load(dataset: str) -> Schema:
    """Read the contract of a dataset.

    Raises:
        KeyError: there is no such dataset.
    """
    return parse(read_avro(dataset))


def read_avro(dataset: str) -> dict[str, Any]:
    """The Avro schema of a dataset, as it stands in its file."""
    if dataset not in _DATASETS:
        raise KeyError(dataset)
    text = files("schemas").joinpath(f"{dataset}.avsc").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def parse(schema: Mapping[str, Any]) -> Schema:
    """Read a contract from its Avro schema."""
    columns = tuple(_column(field) for field in schema["fields"])
    name, doc, key = schema["name"], schema["doc"], tuple(schema["key"])
    return Schema(name, doc, key, columns, schema.get("lifecycle", ""))


@cache
def arrow_schema(dataset: str) -> pa.Schema:
    """A dataset's Arrow schema, the partition column included."""
    return pa.schema([column.arrow_field for column in load(dataset).columns])


def _column(field: Mapping[str, Any]) -> Column:
    avro = field["type"]
    is_nullable = isinstance(avro, list)
    if is_nullable:
        avro = next(part for part in avro if part != "null")
    return Column(
        name=field["name"],
        type=_arrow_type(avro),
        is_nullable=is_nullable,
        doc=field["doc"],
        unit=field.get("unit"),
        source=field.get("source"),
        null_means=field.get("null_means"),
        example=field.get("example"),
        values=field.get("values"),
        codebook=field.get("codebook"),
        is_partition=field.get("partition", False),
        day_of=field.get("day_of"),
        parts=_parts(avro),
    )


def _parts(avro: Any) -> tuple[Column, ...]:
    if isinstance(avro, dict) and avro["type"] == "array":
        return _parts(avro["items"])
    if isinstance(avro, dict) and avro["type"] == "record":
        return tuple(_column(field) for field in avro["fields"])
    return ()


def _arrow_type(avro: Any) -> pa.DataType:
    if isinstance(avro, str):
        return _PRIMITIVES[avro]
    if "logicalType" in avro:
        return _LOGICAL[avro["logicalType"]]
    if avro["type"] == "array":
        return pa.list_(pa.field("element", _arrow_type(avro["items"]), nullable=False))
    return pa.struct([_column(field).arrow_field for field in avro["fields"]])
