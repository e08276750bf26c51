"""Read ``event_types.tsv``, the codebook of incident types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.errors import ConfigError

_NAME = "event_types.tsv"
#: What reports may confuse, or call by each other's name, is one parent in ACLED's sense.
PARENTS = ("explosions", "battles", "violence", "protests", "riots", "strategic")


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the codebook, with its crosswalk to other ones."""

    code: str
    parent: str
    family: str
    label: str
    definition: str
    acled: str
    cameo: str
    plover: str


@cache
def event_types() -> Mapping[str, EventType]:
    """The codebook by code, in the file's order.

    Raises:
        ConfigError: a line is wrong; names it as ``event_types.tsv:17``.
    """
    return read_codebook(files("schemas").joinpath(_NAME).read_text(encoding="utf-8"))


def read_codebook(text: str) -> Mapping[str, EventType]:
    """Read a codebook from its text."""
    types: dict[str, EventType] = {}
    for number, cells in _rows(text):
        entry = EventType(*cells)
        if entry.code in types:
            raise ConfigError(f"{_NAME}:{number}: '{entry.code}' is there twice")
        if entry.parent not in PARENTS:
            raise ConfigError(f"{_NAME}:{number}: unknown parent '{entry.parent}'")
        types[entry.code] = entry
    return MappingProxyType(types)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The entries with their line numbers; the first line that is no comment is the header."""
    columns = [field.name for field in fields(EventType)]
    header = True
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header and cells != columns:
            raise ConfigError(f"{_NAME}:{number}: expected the columns {', '.join(columns)}")
        if len(cells) != len(columns) or not all(cells):
            raise ConfigError(f"{_NAME}:{number}: expected {len(columns)} filled columns")
        if not header:
            yield number, cells
        header = False
