"""One file that holds the compiled gazetteer: a header, then sections that are read in place.

Layout: 8 bytes of magic, 8 bytes length of the header, the header (JSON: where each section lies,
and what it was built from), the sections, each aligned to 8 bytes. Numbers are little-endian. A
process maps the file, so that the workers of a machine share its pages.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ConfigError

MAGIC = b"SITREPP1"
_ALIGN = 8

NumberKind = Literal["B", "H", "I", "i"]


@dataclass(frozen=True, slots=True)
class PlacesFile:
    """An open gazetteer file: its header and its sections as views of the mapped pages."""

    path: Path
    header: Mapping[str, Any]
    view: memoryview

    def section(self, name: str) -> memoryview:
        """The bytes of a section."""
        start, length = self.header["sections"][name]
        return self.view[start : start + length]

    def numbers(self, name: str, kind: NumberKind) -> memoryview[int]:
        """A section as whole numbers; ``kind`` is a struct code."""
        return self.section(name).cast(kind)


def open_places(path: Path) -> PlacesFile:
    """Map a gazetteer file.

    Raises:
        ConfigError: it is missing, or not one of this version.
    """
    if sys.byteorder != "little":
        raise ConfigError(f"{path.name}: can only be read on little-endian machines")
    try:
        with path.open("rb") as file:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"{path.name}: cannot be read ({error}); `make places` builds it"
        ) from None
    if bytes(view[:8]) != MAGIC:
        raise ConfigError(f"{path.name}: not a gazetteer of this version; `make places` builds it")
    (length,) = struct.unpack("<Q", view[8:16])
    return PlacesFile(path, json.loads(bytes(view[16 : 16 + length])), view)


def write_places(path: Path, header: Mapping[str, Any], sections: Mapping[str, bytes]) -> int:
    """Write a gazetteer file; returns its size in bytes."""
    placed: dict[str, Sequence[int]] = {}
    # the header holds offsets that depend on its own length: reserve room for its digits
    room = len(json.dumps({**header, "sections": {k: [0, 0] for k in sections}})) + 32 * len(
        sections
    )
    offset = _aligned(16 + room)
    for name, body in sections.items():
        placed[name] = (offset, len(body))
        offset = _aligned(offset + len(body))
    text = json.dumps({**header, "sections": placed}, sort_keys=True).encode().ljust(room)
    with path.open("wb") as file:
        file.write(MAGIC + struct.pack("<Q", room) + text)
        for name, body in sections.items():
            file.seek(placed[name][0])
            file.write(body)
        file.truncate(offset)
    return offset


def hash_inputs(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The sha256 of each file that the gazetteer is built from."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN
