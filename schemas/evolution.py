"""Whether a schema may take the place of a released one: readers of the old one must not notice.

``schemas/released/<version>/<dataset>.avsc`` are the schemas that the last release promised. A
column that may be null, or a list (empty in old rows), may be added anywhere, a value may be added
to an enumeration, and what was nullable may become required. Anything else is a new dataset,
``<dataset>_v2``. ``python -m schemas.evolution`` says what breaks, and ends with 1 when
something does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files

import pyarrow as pa

from schemas.avro import Column, Schema, dataset_names, load, parse


def find_breaks(old: Schema, new: Schema) -> list[str]:
    """What readers of ``old`` would stumble over in ``new``, one line each."""
    breaks = []
    if old.key != new.key:
        breaks.append(f"{old.name}: the key was {', '.join(old.key)}")
    if old.partition.name != new.partition.name:
        breaks.append(f"{old.name}: the partition was {old.partition.name}")
    return breaks + list(_compare(old.name, old.columns, new.columns))


def _compare(where: str, old: tuple[Column, ...], new: tuple[Column, ...]) -> Iterator[str]:
    known = {column.name: column for column in old}
    kept = {column.name: column for column in new}
    for name, column in known.items():
        if name in kept:
            yield from _compare_column(f"{where}.{name}", column, kept[name])
        else:
            yield f"{where}.{name}: was removed or renamed"
    for name, column in kept.items():
        if name not in known and not (column.is_nullable or pa.types.is_list(column.type)):
            yield f"{where}.{name}: is new, so it must be nullable"
    if [name for name in kept if name in known] != [name for name in known if name in kept]:
        yield f"{where}: the order of the columns changed"


def _compare_column(where: str, old: Column, new: Column) -> Iterator[str]:
    is_list = pa.types.is_list(old.type)
    if old.parts and new.parts and is_list == pa.types.is_list(new.type):
        yield from _compare(where, old.parts, new.parts)
    elif old.type != new.type:
        yield f"{where}: was {old.type}, is {new.type}"
    if new.is_nullable and not old.is_nullable:
        yield f"{where}: was never null"
    gone = [value for value in old.values or () if value not in (new.values or ())]
    if gone and new.values:
        yield f"{where}: lost the values {', '.join(gone)}"


def find_breaks_since_release() -> list[str]:
    """What today's schemas break of the last release; nothing before the first one."""
    folder = files("schemas").joinpath("released")
    versions = sorted(
        (entry for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else (),
        key=lambda entry: [int(part) for part in entry.name.split(".")],
    )
    breaks = []
    for file in versions[-1].iterdir() if versions else ():
        old = parse(json.loads(file.read_text(encoding="utf-8")))
        if old.name in dataset_names():
            breaks += find_breaks(old, load(old.name))
        else:
            breaks.append(f"{old.name}: was removed")
    return sorted(breaks)


if __name__ == "__main__":
    found = find_breaks_since_release()
    for line in found:
        sys.stderr.write(f"{line}\n")
    sys.exit(1 if found else 0)
