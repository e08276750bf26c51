"""Write the datasets' documentation from their schemas: ``python -m schemas.document``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files

import pyarrow as pa

from schemas.avro import Column, Schema, dataset_names, load
from schemas.codebook import event_types

_SIMPLE_TYPES = {
    "string": "string",
    "bool": "bool",
    "int32": "int32",
    "int64": "int64",
    "double": "double",
    "binary": "binary",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "timestamp (us, UTC)",
}


def document() -> str:
    """The documentation of all datasets and of the codebook, as Markdown."""
    overview = ["", "| dataset | one row is | key | partition |", "|---|---|---|---|"]
    overview += [_overview_row(load(name)) for name in dataset_names()]
    sections = [line for name in dataset_names() for line in _section(load(name))]
    head = files("schemas").joinpath("datasets.head.md").read_text(encoding="utf-8")
    return head + "\n".join([*overview, *sections, *_codebook()]) + "\n"


def _overview_row(schema: Schema) -> str:
    key = ", ".join(f"`{name}`" for name in schema.key)
    doc = schema.doc.split(".", 1)[0] + "."
    return f"| [`{schema.name}`](#{schema.name}) | {doc} | {key} | `{schema.partition.name}` |"


def _section(schema: Schema) -> Iterator[str]:
    yield from ("", f"## {schema.name}", schema.doc, "")
    yield f"* Key: {', '.join(f'`{name}`' for name in schema.key)}"
    yield f"* Partition: `{schema.partition.name}`"
    yield f"* How rows change: {schema.lifecycle}"
    columns = _own_columns(schema)
    yield from ("", *_table(columns))
    if len(columns) < len(schema.columns):
        yield from ("", "All other columns of [`incidents`](#incidents) follow, as they are after")
        yield "the change; each may be null here."
    for column in columns:
        if column.parts:
            yield from ("", f"Parts of `{column.name}`:", "", *_table(column.parts))
    yield from _values(columns)


def _own_columns(schema: Schema) -> tuple[Column, ...]:
    """The columns to describe here: the rest of a change is the incident after it."""
    if schema.name != "incident_changes":
        return schema.columns
    own = {"change_seq", "op", "incident_id", "window_start", "change_date"}
    inherited = {column.name for column in load("incidents").columns} - own
    return tuple(column for column in schema.columns if column.name not in inherited)


def _table(columns: Iterable[Column]) -> Iterator[str]:
    yield "| column | type | meaning | unit | told by | null means | example |"
    yield "|---|---|---|---|---|---|---|"
    for column in columns:
        cells = (
            f"`{column.name}`",
            _type(column.type),
            _meaning(column),
            column.unit or "",
            column.source or "",
            (column.null_means or "may be null") if column.is_nullable else "never null",
            f"`{column.example}`" if column.example else "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _meaning(column: Column) -> str:
    if column.is_partition:
        return f"{column.doc} **Partition.**"
    if column.codebook:
        return f"{column.doc} See [the codebook](#event-types)."
    return f"{column.doc} Values below." if column.values else column.doc


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    return "struct" if pa.types.is_struct(kind) else _SIMPLE_TYPES[str(kind)]


def _values(columns: Iterable[Column]) -> Iterator[str]:
    """The enumerations of a dataset, each once."""
    told: set[tuple[str, tuple[str, ...]]] = set()
    for column in (part for whole in columns for part in (whole, *whole.parts)):
        if not column.values or (column.name, tuple(column.values)) in told:
            continue
        told.add((column.name, tuple(column.values)))
        yield from ("", f"Values of `{column.name}`:")
        yield from (f"* `{value}`: {meaning}" for value, meaning in column.values.items())


def _codebook() -> Iterator[str]:
    yield from (
        "",
        "## Event types",
        "Our own codebook, with the nearest type of three others.",
        "",
    )
    yield "| code | label | definition | parent | ACLED sub-event type | CAMEO root | PLOVER |"
    yield "|---|---|---|---|---|---|---|"
    for entry in event_types().values():
        cells = (
            entry.label,
            entry.definition,
            entry.parent,
            entry.acled,
            entry.cameo,
            entry.plover,
        )
        yield f"| `{entry.code}` | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(document())
