"""The parent's side: which worker gets which item, and what becomes of those that end."""

from __future__ import annotations

import contextlib
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Generic, TypeVar

from pipeline.errors import ConfigError, Reason
from pipeline.workers.forks import ForkServer, Order
from pipeline.workers.messages import receive_bytes, send
from pipeline.workers.serve import DEADLINE_SIGNALS, Answer

In = TypeVar("In")
Out = TypeVar("Out")

#: Items given to a worker: one that it works on and others that wait, so that it never waits for
#: the parent.
AHEAD = 3
#: Items, per worker, that may be read before the oldest is done: bounds memory while one hangs.
PENDING = 32
#: A worker is replaced after so many items.
MAX_TASKS = 5000
#: Address space of a worker; it is replaced when half of that was in use at once.
MEMORY_MB = 2048
_DEADLINE_CODES = frozenset(-s for s in DEADLINE_SIGNALS)


@dataclass(frozen=True, slots=True)
class WorkerFailure:
    """Why an item has no result: ``DEADLINE``, ``WORKER_DIED`` or ``BAD_RECORD`` (it raised)."""

    reason: Reason
    detail: str | None = None


class _Worker:
    """The parent's side of one worker process."""

    def __init__(self, forks: ForkServer) -> None:
        self._forks = forks
        self.pid, self.channel = forks.fork()
        self.numbers: deque[int] = deque()
        self.n_given = 0
        self.is_spent = False

    def give(self, number: int, item: object) -> None:
        """Queue an item; should the worker be dead, that is seen when its answer is read."""
        self.numbers.append(number)
        self.n_given += 1
        with contextlib.suppress(OSError):
            send(self.channel, item)

    def read(self) -> Answer | None:
        """The next answer, or None when the process has ended."""
        try:
            answer: Answer = pickle.loads(receive_bytes(self.channel))
        except (EOFError, OSError):
            return None
        return answer

    def end(self) -> int | None:
        """End the process whatever it does: its function is pure, nothing is lost.

        Its exit code, below 0 the signal that ended it; None when nobody saw that.
        """
        self.channel.close()
        return self._forks.end(self.pid)


class WorkerPool(Generic[In, Out]):
    """Applies one function of one argument in killable processes; a context manager.

    Args:
        function: ``package.module:name``, importable in a fresh process.
        workers: the most processes; each starts when the others have enough to do.
        deadline_s: processor seconds that one item may take.
        max_tasks: items after which a worker is replaced.
        memory_mb: address space that a worker may use.
        examples: items that the function is tried with before the first worker starts; what it
            loads or keeps for them is there in every worker. None may harm it.
    """

    def __init__(  # noqa: PLR0913 - all but the first have defaults
        self,
        function: str,
        workers: int = 2,
        deadline_s: float = 20.0,
        *,
        max_tasks: int = MAX_TASKS,
        memory_mb: int = MEMORY_MB,
        examples: Iterable[In] = (),
    ) -> None:
        self._order = Order(function, deadline_s, memory_mb, tuple(examples))
        self._forks: ForkServer | None = None
        self._size = workers
        self._max_tasks = max_tasks
        self._workers: list[_Worker] = []
        self._turn = threading.Lock()
        self._items: dict[int, In] = {}
        self._results: dict[int, Out | WorkerFailure] = {}
        self._waiting: deque[int] = deque()

    def __enter__(self) -> WorkerPool[In, Out]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Get ready beside what the caller does before its first item."""
        self._server()

    def close(self) -> None:
        """End all workers; a later :meth:`map` starts new ones."""
        while self._workers:
            self._workers.pop().end()
        if self._forks is not None:
            self._forks.close()
            self._forks = None

    def map(self, items: Iterable[In]) -> Iterator[tuple[In, Out | WorkerFailure]]:
        """Apply the function; yields each item with its result or failure, in the items' order.

        Items are read as workers become free.

        Raises:
            ConfigError: the function raised it: no item is to blame.
            WorldError: a worker cannot start; it wrote why to stderr.
            RuntimeError: another call on this pool is not at its end.
        """
        if not self._turn.acquire(blocking=False):
            raise RuntimeError("a pool serves one map at a time")
        try:
            yield from self._run(enumerate(items))
        finally:
            if self._items:  # left early: what is under way is not wanted any more
                self.close()
                self._items.clear()
                self._results.clear()
                self._waiting.clear()
            self._turn.release()

    def _run(self, source: Iterator[tuple[int, In]]) -> Iterator[tuple[In, Out | WorkerFailure]]:
        n_yielded = 0
        while True:
            self._fill(source)
            if not self._items:
                return
            if n_yielded not in self._results:
                self._collect()
            while n_yielded in self._results:
                yield self._items.pop(n_yielded), self._results.pop(n_yielded)
                n_yielded += 1

    def _fill(self, source: Iterator[tuple[int, In]]) -> None:
        """Give items to workers until all have enough or none is left."""
        while self._waiting or self._read(source):
            worker = self._free_worker()
            if worker is None:
                return
            number = self._waiting.popleft()
            worker.give(number, self._items[number])

    def _read(self, source: Iterator[tuple[int, In]]) -> bool:
        """Take one more item, if there is one and not too much is under way."""
        if len(self._items) >= self._size * PENDING:
            return False
        for number, item in source:
            self._items[number] = item
            self._waiting.append(number)
            return True
        return False

    def _free_worker(self) -> _Worker | None:
        """The least busy worker that takes more; a new one once the others are busy."""
        usable = [w for w in self._workers if not w.is_spent and w.n_given < self._max_tasks]
        best = min(usable, key=lambda w: len(w.numbers), default=None)
        if best is not None and (not best.numbers or len(self._workers) >= self._size):
            return best if len(best.numbers) < AHEAD else None
        if len(self._workers) >= self._size:
            return None  # all places are taken, some by workers that finish and go
        self._workers.append(_Worker(self._server()))
        return self._workers[-1]

    def _server(self) -> ForkServer:
        if self._forks is None or self._forks.has_ended():
            self._forks = ForkServer(self._order)
        return self._forks

    def _collect(self) -> None:
        """Wait for answers and take all that are there."""
        by_channel = {w.channel: w for w in self._workers}
        for channel in wait(list(by_channel)):
            worker = by_channel[channel]  # type: ignore[index]
            answer = worker.read()
            if answer is None:
                self._bury(worker)
            else:
                self._take(worker, answer)

    def _take(self, worker: _Worker, answer: Answer) -> None:
        if answer.is_fatal:
            raise ConfigError(answer.error)
        number = worker.numbers.popleft()
        failure = WorkerFailure(Reason.BAD_RECORD, answer.error)
        self._results[number] = answer.value if answer.error is None else failure
        worker.is_spent |= answer.memory_mb > self._order.memory_mb / 2
        if not worker.numbers and (worker.is_spent or worker.n_given >= self._max_tasks):
            self._workers.remove(worker)
            worker.end()

    def _bury(self, worker: _Worker) -> None:
        """Replace a worker that ended: its first item is lost, the others go to the next."""
        self._workers.remove(worker)
        code = worker.end()
        if worker.numbers:
            number = worker.numbers.popleft()
            self._results[number] = _explain(code, self._order.deadline_s)
        self._waiting.extendleft(reversed(worker.numbers))


def _explain(code: int | None, deadline_s: float) -> WorkerFailure:
    if code is None:
        return WorkerFailure(Reason.WORKER_DIED, "nobody saw how")
    if code in _DEADLINE_CODES:
        return WorkerFailure(Reason.DEADLINE, f"not done after {deadline_s:g} s")
    how = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return WorkerFailure(Reason.WORKER_DIED, how)
