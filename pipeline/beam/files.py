"""Copies of files between this host and a location of Beam's file systems (``gs://…``, a path)."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

#: Copies at once: of a bucket each file costs a tenth of a second of waiting.
_AT_ONCE = 8
_AS_IT_IS = CompressionTypes.UNCOMPRESSED

join = FileSystems.join


def put(copies: Iterable[tuple[Path, str]]) -> None:
    """Copy files of this host to locations, in place of what is there."""

    def put_one(source: Path, target: str) -> None:
        with (
            source.open("rb") as read,
            FileSystems.create(target, compression_type=_AS_IT_IS) as written,
        ):
            shutil.copyfileobj(read, written)

    _all_at_once(put_one, copies)


def get(copies: Iterable[tuple[str, Path]]) -> None:
    """Copy files of locations to this host; each appears whole or not at all."""

    def get_one(source: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{uuid.uuid4().hex}")
        with (
            FileSystems.open(source, compression_type=_AS_IT_IS) as read,
            draft.open("wb") as written,
        ):
            shutil.copyfileobj(read, written)
        draft.replace(target)

    _all_at_once(get_one, copies)


def _all_at_once(copy: Callable[..., None], copies: Iterable[tuple[Any, Any]]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for done in [threads.submit(copy, *pair) for pair in copies]:
            done.result()


def write(location: str, content: bytes) -> None:
    """Write a small file."""
    with FileSystems.create(location, compression_type=_AS_IT_IS) as out:
        out.write(content)


def read(location: str) -> bytes:
    """Read a small file whole."""
    with FileSystems.open(location, compression_type=_AS_IT_IS) as source:
        content: bytes = source.read()
    return content


def sizes_below(*folders: str) -> dict[str, int]:
    """All files below some folders (``*`` in a name stands for any), with their sizes in bytes."""
    matches = FileSystems.match([join(folder, "**") for folder in folders])
    return {found.path: found.size_in_bytes for one in matches for found in one.metadata_list}


def remove(locations: Iterable[str]) -> None:
    """Remove files."""
    listed = sorted(locations)
    if listed:
        FileSystems.delete(listed)


def remove_below(folder: str) -> None:
    """Remove folders (``*`` in the name stands for any) with all that is in them.

    A bucket has no folders but in the names of files; of a disk those that are empty would stay.
    """
    remove(sizes_below(folder))
    if _is_here(folder):
        for path in glob.glob(folder):  # noqa: PTH207 - a location is no path
            shutil.rmtree(path)


def _is_here(location: str) -> bool:
    return "://" not in location


@contextmanager
def on_this_host(location: str) -> Iterator[Path]:
    """A file as a path of this host: itself, or a copy of one that is elsewhere."""
    if _is_here(location):
        yield Path(location)
        return
    with tempfile.TemporaryDirectory(prefix="sitrep-") as folder:
        copy = Path(folder) / os.path.basename(location)  # noqa: PTH119 - a location is no path
        get([(location, copy)])
        yield copy
