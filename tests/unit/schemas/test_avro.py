"""The schemas are valid, complete, and say the same as the records."""

from __future__ import annotations

import dataclasses
import types
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import fastavro
import pyarrow as pa
import pytest

import schemas
from pipeline.errors import Reason
from pipeline.lake.tables import KINDS
from pipeline.records import Incident, IncidentChange, Mention
from schemas.avro import Column, read_avro

_TYPES: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", "UTC"),
}
#: What a record may lack in a stage command, and must have in the lake.
_REQUIRED_IN_LAKE = {"window_start", "event_date", "event_date_source"}
#: The types that every warehouse reads; lists and structs are in mentions only.
_PARTITIONS = {
    "feed_polls": "poll_date",
    "pages": "fetch_date",
    "articles": "seen_date",
    "incident_changes": "change_date",
    "rejections": "seen_date",
    "runs": "run_date",
}
everywhere = pytest.mark.parametrize("dataset", schemas.dataset_names())


def _all_columns(columns: tuple[Column, ...]) -> list[Column]:
    return [part for column in columns for part in (column, *_all_columns(column.parts))]


def _hints(kind: type[Any]) -> dict[str, Any]:
    """Field name to hint, in the record's order; a change has its image flattened into it."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    if kind is not IncidentChange:
        return {name: hints[name] for name in names}
    own = ["change_seq", "op", "incident_id", "window_start", "cause_article_id"]
    own += ["old_event_date", "merged_into"]
    assert sorted([*own, "after"]) == sorted(names)
    image = {name: hint | None for name, hint in _hints(Incident).items() if name not in own}
    return {name: hints[name] for name in own} | image


def _split(hint: Any) -> tuple[Any, bool]:
    """A hint without None, and whether None was part of it."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        return parts[0], True
    return hint, False


def _check(column: Column, hint: Any) -> None:
    bare, is_nullable = _split(hint)
    if column.name in _REQUIRED_IN_LAKE:
        is_nullable = column.is_nullable
    assert column.is_nullable == is_nullable, column.name
    if get_origin(bare) is Literal:
        assert column.type == pa.string()
        assert set(column.values or ()) <= set(get_args(bare)), column.name
    elif get_origin(bare) is tuple:
        assert pa.types.is_list(column.type)
        _check_parts(column, get_args(bare)[0])
    elif dataclasses.is_dataclass(bare):
        assert pa.types.is_struct(column.type)
        _check_parts(column, bare)
    else:
        assert column.type == _TYPES[bare], column.name


def _check_parts(column: Column, kind: Any) -> None:
    if kind is str:
        assert column.type.value_type == pa.string()
        return
    hints = _hints(kind)
    assert [part.name for part in column.parts] == list(hints)
    for part in column.parts:
        _check(part, hints[part.name])


@everywhere
def test_a_schema_is_valid_avro(dataset: str) -> None:
    schema = fastavro.parse_schema(read_avro(dataset))
    assert isinstance(schema, dict)
    assert schema["name"] == f"sitrep.{dataset}"


@everywhere
def test_a_schema_has_the_fields_of_its_record_in_their_order(dataset: str) -> None:
    hints = _hints(KINDS[dataset])
    columns = {column.name: column for column in schemas.load(dataset).columns}
    added = [column.name for column in columns.values() if column.day_of]
    assert list(columns) == [*hints, *added]
    assert len(added) <= 1
    for name, hint in hints.items():
        _check(columns[name], hint)


@everywhere
def test_every_field_says_what_it_means(dataset: str) -> None:
    schema = schemas.load(dataset)
    assert schema.doc.endswith(".")
    assert schema.lifecycle.endswith(".")
    for column in _all_columns(schema.columns):
        assert column.doc.endswith("."), column.name
        assert bool(column.null_means) == column.is_nullable, column.name
        assert column.source or pa.types.is_nested(column.type), column.name
        assert column.example is None or column.values is None or column.example in column.values


@everywhere
def test_a_schema_names_its_key_and_partition(dataset: str) -> None:
    schema = schemas.load(dataset)
    names = [column.name for column in schema.columns]
    assert schema.key
    assert set(schema.key) < set(names)
    assert [c.name for c in schema.columns if c.is_partition] == [schema.partition.name]
    assert schema.partition.name == _PARTITIONS.get(dataset, "event_date")
    assert (schema.partition.type, schema.partition.is_nullable) == (pa.date32(), False)
    assert not any(schema[name].is_nullable for name in schema.key)


@everywhere
def test_only_types_that_every_warehouse_reads_are_used(dataset: str) -> None:
    for column in schemas.load(dataset).columns:
        is_plain = column.type in _TYPES.values()
        assert is_plain or (dataset == "mentions" and pa.types.is_nested(column.type))


def test_enumerations_are_complete() -> None:
    assert set(schemas.load("rejections")["reason"].values or ()) == {str(r) for r in Reason}
    for name in ("status", "salience", "date_precision", "event_date_source"):
        values = schemas.load("mentions")[name].values
        assert set(values or ()) == set(get_args(_split(get_type_hints(Mention)[name])[0]))


def test_there_is_a_schema_for_each_kind_of_record() -> None:
    assert set(schemas.dataset_names()) == set(KINDS)
    with pytest.raises(KeyError):
        schemas.load("stories")
