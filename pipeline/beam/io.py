"""What the job reads and writes: landed pages in, staged rows out.

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

from pipeline import ids
from pipeline.beam.stages import Outcome, Step, Together
from pipeline.errors import Reason, WorldError
from pipeline.lake.forgotten import Forgotten, blank_page
from pipeline.lake.landing import read_landed
from pipeline.records import Page
from pipeline.rows import read_lines, write_lines
from pipeline.workers import WorkerFailure, WorkerPool

#: The list of the files of a kind that count, in the kind's folder.
LISTED = "files.txt"


class CleanFiles(Step):
    """Cleans the pages of landed files in killable processes; an element is a file's path.

    The HTML never becomes a Beam element: it is dropped where it is read.
    """

    def __init__(self, workers: int, deadline_s: float, forgotten: Forgotten) -> None:
        """Open the pool; processes start with the first page. What is forgotten is refused."""
        self._forgotten = forgotten
        self._pool = WorkerPool[Page, Outcome]("pipeline.clean:clean", workers, deadline_s)

    def outcomes(self, path: str) -> Iterator[Outcome]:
        """Clean each page of a file that has a body (one that is gone has none)."""
        refused: list[Page] = []

        def read() -> Iterator[Page]:
            for page in read_landed(Path(path), Page):
                if page.body is not None and self._forgotten.covers_page(page):
                    refused.append(blank_page(page))
                elif page.body is not None:
                    yield page

        for page, outcome in self._pool.map(read()):
            if isinstance(outcome, WorkerFailure):
                yield ids.reject_page(page, outcome.reason, outcome.detail)
            else:
                yield outcome
        yield from (ids.reject_page(page, Reason.FORGOTTEN) for page in refused)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


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
