"""What the job writes: staged rows.

Rows are staged as JSON Lines under attempt-unique names through Beam's file systems, so that any
worker on any host may write them; one step outside of Beam commits them. Bundles are retried: a
bundle hands on the name of its file, and only the names of bundles that counted are listed, so
that what a failed attempt left behind is never read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from pipeline.beam.stages import Together
from pipeline.errors import WorldError
from pipeline.rows import read_lines, write_lines

#: The list of the files of a kind that count, in the kind's folder.
LISTED = "files.txt"


class _StageRows(beam.DoFn):
    """Writes each record as it comes: a bundle may be all articles of a window."""

    def __init__(self, folder: str, kind: str) -> None:
        self._folder = FileSystems.join(folder, kind)
        self._kind = kind
        self._name = ""
        self._file: IO[bytes] | None = None

    def start_bundle(self) -> None:
        self._file = None

    def process(self, record: Any) -> None:
        if self._file is None:
            self._name = f"{uuid.uuid4().hex}.jsonl"
            path = FileSystems.join(self._folder, self._name)
            self._file = FileSystems.create(path, mime_type="application/jsonl")
        write_lines([record], self._file)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        if self._file is None:
            return
        self._file.close()
        self._file = None
        yield GlobalWindows.windowed_value((self._kind, self._name))


@dataclass(frozen=True, slots=True)
class _ListFiles:
    """Writes the names of the files that count; a retry has the same names and replaces it."""

    folder: str
    kinds: tuple[str, ...]

    def __call__(self, names: list[tuple[str, str]]) -> Iterable[str]:
        for kind in self.kinds:
            path = FileSystems.join(self.folder, kind, LISTED)
            draft = f"{path}.{uuid.uuid4().hex}"
            with FileSystems.create(draft, mime_type="text/plain") as out:
                of_kind = sorted(name for its_kind, name in names if its_kind == kind)
                out.write("".join(f"{name}\n" for name in of_kind).encode())
            FileSystems.rename([draft], [path])
        return ()


class Staged(beam.PTransform[Any, Any]):
    """Write collections of records as staged rows, each of one kind."""

    def __init__(self, folder: str, kinds: Sequence[type[Any]]) -> None:
        """Name the kinds of the collections; each has a folder of its own below ``folder``."""
        super().__init__()
        self._folder = folder
        self._kinds = tuple(kind.__name__ for kind in kinds)

    def expand(self, collections: tuple[beam.PCollection[Any], ...]) -> beam.PCollection[Any]:
        """Write each bundle to a file, then list the files of the bundles that counted."""
        names = [
            records | f"write {kind}" >> beam.ParDo(_StageRows(self._folder, kind))
            for kind, records in zip(self._kinds, collections, strict=True)
        ]
        files = names | beam.Flatten()
        return files | "list" >> Together(_ListFiles(self._folder, self._kinds))


def read_staged(folder: Path, kind: type[Any]) -> Iterator[Any]:
    """Read back all staged rows of a kind, in no order.

    Raises:
        WorldError: a file that counts is not there, or the list of them.
        ValueError: a staged row is broken (a bug: they are written by this module).
    """
    home = folder / kind.__name__
    try:
        names = (home / LISTED).read_text(encoding="utf-8").splitlines()
        yield from _read_files([home / name for name in names], kind)
    except OSError as error:
        raise WorldError(f"staged rows cannot be read: {error}") from error


def _read_files(paths: Iterable[Path], kind: type[Any]) -> Iterator[Any]:
    for path in paths:
        with path.open("rb") as lines:
            for record in read_lines(lines, kind):
                if isinstance(record, ValueError):
                    raise ValueError(f"{path}: {record}")
                yield record
