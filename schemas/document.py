"""Write the datasets' documentation from their schemas: ``python -m schemas.document``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import pyarrow as pa

from schemas.avro import Column, Schema, dataset_names, load
from schemas.codebook import event_types

_HEAD = """\
# Datasets
Made from `schemas/*.avsc` and `schemas/event_types.tsv` by `make docs`; do not edit.

Each dataset is a folder of Parquet files, `lake/<dataset>/<partition>=<day>/part-*.parquet`,
and what a run changes becomes visible at once. Anything that reads Hive partitions reads them:

```python
pandas.read_parquet("lake/incidents")
duckdb.sql("select * from read_parquet('lake/incidents/**/*.parquet', hive_partitioning = true)")
polars.read_parquet("lake/incidents/**/*.parquet", hive_partitioning=True)
```

To read exactly one version, and several datasets of the same one, resolve the link first:
`os.path.realpath("lake/current")` is a folder that holds all of them and does not change for at
least 24 hours. (A read through `lake/incidents` that is under way at the moment when a run
publishes may miss a file that it has listed, and says so: read again.)

* **Default incidents.** Count, map and export rows with `is_default`; the others are alleged,
  thwarted, denied, or told as history only.
* **Null is unknown**; what it means in a column is said beside it. A toll of 0 is said to be none.
* **Times** are timestamps in UTC with microseconds; `_date` columns are days. A `window_start` is
  the start of the quarter of an hour (by default) whose pages a row comes from.
* **Offsets** (`field`, `start`, `end`) count Unicode code points of the title or text of one
  article revision: `articles.text[start:end]` are the words that a value was read from.
* **Ids** are hashes of meaning, 20 hexadecimal digits: the same on every machine, in every rerun.
* **The partition column** is a day, in the path only, and never null.
* **Changes.** To keep incidents elsewhere, load all once, then apply `incident_changes` in the
  order of `change_seq`, from the last number applied. `event_date` and `old_event_date` name
  the partitions of sources, participants and claims to load again.
* Columns are only ever added. A change that would break a reader makes a new dataset (`..._v2`).
"""
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
    return _HEAD + "\n".join([*overview, *sections, *_codebook()]) + "\n"


def _overview_row(schema: Schema) -> str:
    key = ", ".join(f"`{name}`" for name in schema.key)
    doc = schema.doc.split(".", 1)[0] + "."
    return f"| [`{schema.name}`](#{schema.name}) | {doc} | {key} | `{schema.partition.name}` |"


def _section(schema: Schema) -> Iterator[str]:
    yield from ("", f"## {schema.name}", schema.doc, "")
    yield f"Key: {', '.join(f'`{n}`' for n in schema.key)}. Partition: `{schema.partition.name}`."
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
