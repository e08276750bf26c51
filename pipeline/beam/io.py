"""What the job writes: staged rows.

Rows are staged as JSON Lines under attempt-unique names through Beam's file systems, so that any
worker on any host may write them; one step outside of Beam commits them. Bundles are retried: a
bundle hands on the name of its file, and only the names of bundles that counted are listed, so
that what a failed attempt left behind is never read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._records: list[Any] = []

    def start_bundle(self) -> None:
        self._records = []

    def process(self, record: Any) -> None:
        self._records.append(record)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        if not self._records:
            return
        name = f"{uuid.uuid4().hex}.jsonl"
        path = FileSystems.join(self._folder, name)
        with FileSystems.create(path, mime_type="application/jsonl") as out:
            write_lines(self._records, out)
        yield GlobalWindows.windowed_value(name)


@dataclass(frozen=True, slots=True)
class _ListFiles:
    """Writes the names of the files that count; a retry has the same names and replaces it."""

    folder: str

    def __call__(self, names: list[str]) -> Iterable[str]:
        path = FileSystems.join(self.folder, LISTED)
        draft = f"{path}.{uuid.uuid4().hex}"
        with FileSystems.create(draft, mime_type="text/plain") as out:
            out.write("".join(f"{name}\n" for name in sorted(names)).encode())
        FileSystems.rename([draft], [path])
        return ()


class Staged(beam.PTransform[Any, Any]):
    """Write records as staged rows of one kind."""

    def __init__(self, kind: type[Any], folder: str) -> None:
        """Name the kind of record; each has a folder of its own below ``folder``."""
        super().__init__(f"stage {kind.__name__}")
        self._folder = FileSystems.join(folder, kind.__name__)

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Write each bundle to a file, then list the files of the bundles that counted."""
        names = records | "write" >> beam.ParDo(_StageRows(self._folder))
        return names | "list" >> Together(_ListFiles(self._folder))


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
