"""The stages that a job's worker processes do: clean pages, read articles.

Both stages of a process share one pool, which starts with the first task.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline import ids
from pipeline.beam.files import on_this_host
from pipeline.beam.stages import Outcome, Step
from pipeline.beam.texts import Shelf, Texts
from pipeline.errors import Reason
from pipeline.lake.forgotten import NOTHING, Forgotten, blank_page
from pipeline.lake.landed.landing import read_landed
from pipeline.readings import Reading, read_again, reading_key
from pipeline.records import Article, Page, Rejection
from pipeline.revisions import History
from pipeline.workers import WorkerFailure, WorkerPool

#: Articles that are read together: while the last of them are read, workers wait.
READ_TOGETHER = 512


@dataclass(frozen=True, slots=True)
class Crew:
    """How many worker processes do the tasks, and the processor seconds that each may take.

    ``examples`` are done before the first process starts, if no pool is there yet.
    """

    workers: int = 2
    deadline_s: float = 20.0
    examples: tuple[Page | Reading, ...] = field(default=(), compare=False)


USUAL_CREW = Crew()
Pool = WorkerPool[Any, Outcome]


class _Idle:
    """The pools of this process that no bundle uses; the last step to go closes them.

    Bundles of one process may run side by side, and a pool serves one of them at a time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pools: dict[Crew, list[Pool]] = {}
        self._n_steps = 0

    def enter(self) -> None:
        """Count a step that may take a pool."""
        with self._lock:
            self._n_steps += 1

    def leave(self) -> None:
        """Close all pools when no step is left that may take one."""
        with self._lock:
            self._n_steps -= 1
            if not self._n_steps:
                for pools in self._pools.values():
                    while pools:
                        pools.pop().close()

    def take(self, crew: Crew) -> Pool:
        """A pool to use alone."""
        with self._lock:
            pools = self._pools.setdefault(crew, [])
            return pools.pop() if pools else _make_pool(crew)

    def give_back(self, crew: Crew, pool: Pool) -> None:
        """Leave a pool, with its processes, to the next bundle."""
        with self._lock:
            self._pools.setdefault(crew, []).append(pool)


def _make_pool(crew: Crew) -> Pool:
    how = (crew.workers, crew.deadline_s)
    return WorkerPool("pipeline.tasks:run", *how, examples=crew.examples)


_IDLE = _Idle()


@contextmanager
def keep_crews() -> Iterator[None]:
    """Keep worker processes from one job to the next; the last block to end closes them.

    What they are forked from takes more than a second of the processor to be ready.
    """
    _IDLE.enter()
    try:
        yield
    finally:
        _IDLE.leave()


def start_crew(crew: Crew) -> None:
    """Let a pool get ready while the job that needs it is put together, within `keep_crews`."""
    pool = _IDLE.take(crew)
    pool.start()
    _IDLE.give_back(crew, pool)


class _CrewStep(Step):
    """A step that has tasks done by a pool, from bundle to bundle the same if it can."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._pool: Pool | None = None
        _IDLE.enter()

    def _do(self, tasks: Iterable[Any]) -> Iterator[tuple[Any, Outcome | WorkerFailure]]:
        self._pool = self._pool or _IDLE.take(self._crew)
        yield from self._pool.map(tasks)

    def rest(self) -> Iterator[Outcome]:
        """Leave the pool to other bundles."""
        if self._pool is not None:
            _IDLE.give_back(self._crew, self._pool)
            self._pool = None
        yield from ()

    def close(self) -> None:
        """End the processes, unless other steps need them."""
        if self._pool is not None:  # its bundle failed
            self._pool.close()
        _IDLE.leave()


@dataclass(frozen=True, slots=True)
class Unread:
    """What is known of pages before they are read.

    ``forgotten`` are refused; ``repeated`` are the hashes of bodies that several pages have.
    """

    forgotten: Forgotten = NOTHING
    repeated: frozenset[str] = frozenset()


KNOWING_NOTHING = Unread()


class CleanFiles(_CrewStep):
    """Cleans the pages of landed files; an element is a file's path.

    The HTML never becomes a Beam element, nor does the text: it is put on the shelf.
    """

    def __init__(self, crew: Crew, texts: str, unread: Unread) -> None:
        """Name the folder of the texts, and what is known of the pages."""
        super().__init__(crew)
        self._unread = unread
        self._shelf = Shelf(texts)
        #: Of bodies that are repeated: the outcome, None while a worker reads the first of them.
        self._known: dict[tuple[object, ...], Outcome | None] = {}

    def outcomes(self, path: str) -> Iterator[Outcome]:
        """Clean each page of a file that has a body (one that is gone has none)."""
        refused: list[Page] = []
        again: list[Page] = []
        for page, outcome in self._do(self._pages_to_read(path, refused, again)):
            told = self._shelve(page, outcome)
            if reading_key(page) in self._known:
                self._known[reading_key(page)] = told
            yield told
        yield from (read_again(page, self._known[reading_key(page)] or ()) for page in again)
        yield from (ids.reject_page(page, Reason.FORGOTTEN) for page in refused)

    def _pages_to_read(self, path: str, refused: list[Page], again: list[Page]) -> Iterator[Page]:
        """The pages that workers have to read; the others are put aside without their bodies."""
        for page in _read_pages(path):
            if page.body is None:
                continue
            if self._unread.forgotten.covers_page(page):
                refused.append(blank_page(page))
            elif page.sha256 in self._unread.repeated and reading_key(page) in self._known:
                again.append(replace(page, body=None))
            else:
                if page.sha256 in self._unread.repeated:
                    self._known[reading_key(page)] = None
                yield page

    def _shelve(self, page: Page, outcome: Outcome | WorkerFailure) -> Outcome:
        if isinstance(outcome, WorkerFailure):
            return ids.reject_page(page, outcome.reason, outcome.detail)
        if isinstance(outcome, Rejection):
            return outcome
        if any(map(self._unread.forgotten.covers_article, outcome)):
            return ids.reject_page(blank_page(page), Reason.FORGOTTEN)
        return tuple(self._shelf.put(article) for article in outcome)

    def rest(self) -> Iterator[Outcome]:
        """Nothing is held back; the texts of the bundle can be read now."""
        self._shelf.close()
        self._known.clear()
        yield from super().rest()

    def close(self) -> None:
        """Let go of the texts and the processes."""
        self._shelf.close()
        super().close()


def _read_pages(path: str) -> Iterator[Page]:
    with on_this_host(path) as file:
        yield from read_landed(file, Page)


class ReadHistories(_CrewStep):
    """Reads what articles tell, many at a time."""

    def __init__(self, crew: Crew, texts: str, how: Reading) -> None:
        """Name the folder of the texts; ``how`` has the extractor and the window."""
        super().__init__(crew)
        self._how = how
        self._texts = Texts(texts)
        self._held: list[History] = []

    def outcomes(self, history: History) -> Iterator[Outcome]:
        """Hold an article back until there are enough of them."""
        self._held.append(history)
        if len(self._held) >= READ_TOGETHER:
            yield from self._read_held()

    def rest(self) -> Iterator[Outcome]:
        """Read all that are held."""
        yield from self._read_held()
        self._texts.close()
        yield from super().rest()

    def _read_held(self) -> Iterator[Outcome]:
        held, self._held = self._held, []
        for task, outcome in self._do(self._tasks(held)):
            if isinstance(outcome, WorkerFailure):
                yield _refuse(task.history, outcome)
            else:
                yield outcome

    def _tasks(self, held: Iterable[History]) -> Iterator[Reading]:
        for history in held:
            revisions = tuple(self._texts.whole(article) for article in history.revisions)
            whole = History(history.article_id, revisions)
            yield Reading(self._how.extractor, whole, self._how.window_start)


def _refuse(history: History, failure: WorkerFailure) -> Rejection:
    last = history.revisions[-1] if history.revisions else Article(history.article_id, "")
    return ids.make_rejection(
        "extract",
        failure.reason,
        history.article_id,
        detail=failure.detail,
        url=last.url,
        window_start=last.window_start,
    )
