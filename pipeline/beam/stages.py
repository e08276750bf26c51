"""One shell for every stage: it opens, calls, counts and tags; what it calls decides.

A stage is made once per worker process (word lists, gazetteer and worker pools are heavy) and turns
one element into outcomes: records (kept), nothing (empty), or a rejection. The counts ``read``,
``kept``, ``empty``, ``rejected`` and ``rejected:<reason>`` of each stage go by input record, so
that read = kept + empty + rejected always. Each bundle hands on its own, so that on every engine
those of bundles that count are counted, once.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from pipeline.beam.elements import Counted
from pipeline.records import Rejection

REJECTED = "rejected"
COUNTED = "counted"

#: The one key of what is called together.
_TOGETHER = "together"
#: Records that are grouped as one value.
_RECORDS_A_VALUE = 1_000

#: What became of one input record; a rejection among records rejects it, and they are kept.
Outcome = tuple[Any, ...] | Rejection


class Step:
    """What a shell runs: by default a pure function, called with each element."""

    def __init__(self, function: Callable[[Any], Outcome]) -> None:
        """Take the function; a subclass may hold more, and read many records from an element."""
        self._function = function

    def outcomes(self, element: Any) -> Iterator[Outcome]:
        """What became of each input record in an element (one, or a file of them)."""
        yield self._function(element)

    def rest(self) -> Iterator[Outcome]:
        """What became of the records that were held back, at the end of a bundle."""
        yield from ()

    def close(self) -> None:
        """Let go of what is held, such as processes."""


class _Shell(beam.DoFn):
    def __init__(self, stage: str, make: Callable[[], Step]) -> None:
        self._stage = stage
        self._make = make
        self._step: Step | None = None
        self._counts: Counter[str] = Counter()

    def setup(self) -> None:
        self._step = self._make()

    def teardown(self) -> None:
        if self._step is not None:
            self._step.close()
            self._step = None

    def start_bundle(self) -> None:
        self._counts.clear()

    def process(self, element: Any) -> Iterator[Any]:
        if self._step is None:
            raise RuntimeError(f"stage {self._stage} was not set up")
        yield from self._tell(self._step.outcomes(element))

    def finish_bundle(self) -> Iterator[Any]:
        for record in self._tell(self._step.rest() if self._step else ()):
            is_tagged = isinstance(record, TaggedOutput)
            windowed = GlobalWindows.windowed_value(record.value if is_tagged else record)
            yield TaggedOutput(record.tag, windowed) if is_tagged else windowed
        for name, count in self._counts.items():
            told = Counted(f"{self._stage}:{name}", count)
            yield TaggedOutput(COUNTED, GlobalWindows.windowed_value(told))

    def _tell(self, outcomes: Iterable[Outcome]) -> Iterator[Any]:
        for outcome in outcomes:
            records = (outcome,) if isinstance(outcome, Rejection) else outcome
            refused = [record for record in records if isinstance(record, Rejection)]
            self._counts["read"] += 1
            self._counts["rejected" if refused else "kept" if records else "empty"] += 1
            for rejection in refused:
                self._counts[f"rejected:{rejection.reason}"] += 1
                yield TaggedOutput(REJECTED, rejection)
            yield from (record for record in records if not isinstance(record, Rejection))


class Stage(beam.PTransform[Any, Any]):
    """Run a stage over a collection; gives (kept, rejected, counted)."""

    def __init__(self, stage: str, make: Callable[[], Step]) -> None:
        """Name the stage and say how a worker makes it; ``make`` is pickled."""
        super().__init__(stage)
        self._stage = stage
        self._make = make

    def expand(self, records: beam.PCollection[Any]) -> tuple[beam.PCollection[Any], ...]:
        """Apply the shell."""
        shell = beam.ParDo(_Shell(self._stage, self._make))
        outputs = records | self._stage >> shell.with_outputs(REJECTED, COUNTED, main="kept")
        return outputs["kept"], outputs[REJECTED], outputs[COUNTED]


class Together(beam.PTransform[Any, Any]):
    """Call a function once with all records of a (small) collection, in no order."""

    def __init__(self, function: Callable[[list[Any]], Iterable[Any]]) -> None:
        """Take the function, which must not care for the order."""
        super().__init__()
        self._function = function

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Group under one key, also when there is no record at all.

        (As a side input the records would be measured and kept a second time.)
        """
        once = records.pipeline | "once" >> beam.Create([(_TOGETHER, None)], reshuffle=False)
        keyed = records | "key" >> beam.ParDo(_Key())
        grouped = (once, keyed) | "all" >> beam.Flatten() | "group" >> beam.GroupByKey()
        return grouped | "together" >> beam.FlatMap(_call, self._function)


class _Key(beam.DoFn):
    """Makes many records one value, of bytes: each value of a group is encoded three times."""

    def __init__(self) -> None:
        self._held: list[Any] = []

    def start_bundle(self) -> None:
        self._held.clear()

    def process(self, record: Any) -> Iterator[tuple[str, bytes]]:
        self._held.append(record)
        if len(self._held) == _RECORDS_A_VALUE:
            yield self._take()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        if self._held:
            yield GlobalWindows.windowed_value(self._take())

    def _take(self) -> tuple[str, bytes]:
        value = pickle.dumps(self._held, pickle.HIGHEST_PROTOCOL)
        self._held.clear()
        return _TOGETHER, value


def _call(
    group: tuple[str, Iterable[bytes | None]], function: Callable[[list[Any]], Iterable[Any]]
) -> Iterable[Any]:
    values = (value for value in group[1] if value is not None)
    return function([record for value in values for record in pickle.loads(value)])
