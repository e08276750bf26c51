"""A depot: where workers that do not reach the lake find what a job reads, and put what it stages.

::

    gs://bucket/sitrep/      of one lake, whose lock is held as long as a job uses it
      tables/<dataset>/<partition>=<day>/part-....parquet    the live files; each is put once
      job-<name>/            of one job; removed when it ends, or by the next one
        tables.json          which files are of the version that the job reads
        index.db             the index of the lake
        pages/               what has landed for the window
        staged/              what the workers write, beside the saved job if a program launches it
"""

from __future__ import annotations

import json
import pickle
import tempfile
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.beam import files
from pipeline.beam.files import join
from pipeline.beam.jobs import Landed, WindowJob
from pipeline.errors import SitrepError, WorldError, first_line
from pipeline.lake import Snapshot
from pipeline.lake.published.trees import day_of

_TABLES, _JOB, _STAGED = "tables", "job", "staged"
_LISTED, _INDEX = "tables.json", "index.db"


@dataclass(frozen=True, slots=True)
class SentSnapshot(Snapshot):
    """A version of all tables in a depot; a file comes to this host when it is first asked for.

    Args:
        depot: the depot.
        job_folder: the folder of the job in it.
    """

    depot: str = ""
    job_folder: str = ""

    @property
    def index(self) -> Path:
        """The index as it was sent; a path where nothing is if the lake had none."""
        index = _kept_here() / self.job_folder.rpartition("/")[2] / _INDEX
        if not index.exists() and _listed(self.job_folder)["has_index"]:
            files.get([(join(self.job_folder, _INDEX), index)])
        return index

    def days(self, dataset: str) -> frozenset[date]:
        """The partitions that have rows."""
        return frozenset(map(day_of, self._partitions(dataset)))

    def files(self, dataset: str, days: Collection[date] | None) -> list[Path]:
        """The Parquet files of the given partitions (all by default), sorted, on this host."""
        wanted = {
            folder: names
            for folder, names in self._partitions(dataset).items()
            if days is None or day_of(folder) in days
        }
        paths = [f"{dataset}/{folder}/{name}" for folder, names in wanted.items() for name in names]
        here = {join(self.depot, _TABLES, *path.split("/")): _kept_here() / path for path in paths}
        files.get((there, copy) for there, copy in here.items() if not copy.exists())
        return sorted(here.values())

    def _partitions(self, dataset: str) -> dict[str, list[str]]:
        """The names of the files by the folder of their partition."""
        found: dict[str, list[str]] = _listed(self.job_folder)[_TABLES].get(dataset, {})
        return found


@cache
def _kept_here() -> Path:
    """The folder of this process for files of depots; gone with it."""
    folder = tempfile.TemporaryDirectory(prefix="sitrep-depot-")
    _FOLDERS.append(folder)
    return Path(folder.name)


_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _listed(job_folder: str) -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(files.read(join(job_folder, _LISTED)))
    return listed


@contextmanager
def sent(job: WindowJob, depot: str) -> Iterator[WindowJob]:
    """Send a job to a depot, and have what it stages there in the job's own staging at the end.

    Args:
        job: the job, as it is done beside the lake.
        depot: the location; nobody else writes below ``tables`` and ``job-…`` there.

    Yields:
        The same job, as any host can do it that reaches the depot.

    Raises:
        WorldError: the depot cannot be read or written.
    """
    with _told_by_name(depot):
        folder = join(depot, f"job-{uuid.uuid4().hex}")
        _clear(depot)
        _send_tables(job.snapshot, depot, folder)
        elsewhere = _send_work(job, depot, folder)
    yield elsewhere
    with _told_by_name(depot):
        staged = files.sizes_below(elsewhere.staging)
        files.get((path, _below(Path(job.staging), path, elsewhere.staging)) for path in staged)
        _clear(depot)


@contextmanager
def _told_by_name(depot: str) -> Iterator[None]:
    try:
        yield
    except SitrepError:
        raise
    except Exception as error:  # each file system and its client raise errors of their own
        raise WorldError(f"{depot} cannot be read or written: {first_line(error)}") from error


def _clear(depot: str) -> None:
    """Remove what jobs have left; none runs, since a job holds the lake's lock."""
    files.remove_below(join(depot, "job-*"))


def _send_tables(snapshot: Snapshot, depot: str, folder: str) -> None:
    """Put the files of a version that are not there yet, and a list of them; remove all others."""
    live: dict[str, Path] = {}
    tables: dict[str, dict[str, list[str]]] = {}
    for dataset, _ in snapshot.versions:
        for file in snapshot.files(dataset, None):
            tables.setdefault(dataset, {}).setdefault(file.parent.name, []).append(file.name)
            live[join(depot, _TABLES, dataset, file.parent.name, file.name)] = file
    there = files.sizes_below(join(depot, _TABLES))
    files.remove(there.keys() - live.keys())
    # a copy that was cut short has another size
    new = ((file, path) for path, file in live.items() if there.get(path) != file.stat().st_size)
    files.put(new)
    index = [snapshot.index] if snapshot.index.exists() else []
    files.put((path, join(folder, _INDEX)) for path in index)
    listed = {_TABLES: tables, "has_index": bool(index)}
    files.write(join(folder, _LISTED), json.dumps(listed).encode())


def _send_work(job: WindowJob, depot: str, folder: str) -> WindowJob:
    """Put what has landed; the job as it is done elsewhere."""
    snapshot = SentSnapshot(
        Path(depot), None, job.snapshot.versions, job.snapshot.change_seq, depot, folder
    )
    source: Any = job.source
    if isinstance(source, Landed):
        pages = {join(folder, "pages", Path(page).name): Path(page) for page in source.page_files}
        files.put((page, path) for path, page in pages.items())
        source = replace(source, page_files=tuple(pages))
    else:
        source = replace(source, snapshot=snapshot)
    return replace(job, snapshot=snapshot, source=source, staging=join(folder, _STAGED))


def _below(folder: Path, path: str, above: str) -> Path:
    """The place of a staged file below another folder."""
    return folder.joinpath(*path.removeprefix(above).strip("/").split("/"))


def save_job(job: WindowJob) -> str:
    """Write a job beside what it stages, for a process elsewhere to launch it; where it is.

    Who can write there can have anything run by who launches it: no place for strangers.
    """
    path = join(job.staging, _JOB)
    files.write(path, pickle.dumps(job))
    return path


def load_job(path: str) -> WindowJob:
    """Read a saved job."""
    job: WindowJob = pickle.loads(files.read(path))
    return job
