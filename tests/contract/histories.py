"""Random histories of a lake: news, corrections, merges, splits, retractions, chores between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
from hypothesis import strategies as st

import schemas
from pipeline.lake import Edit, Lake, is_in, next_change_seq
from pipeline.lake.tables import to_table
from pipeline.records import Incident, IncidentChange, Op
from tests.unit.lake.world import FIRST_DAY, INCIDENT_TABLES, WINDOW, tell

Step = tuple[str, int, int]

#: A column that the schemas of the first half of a history do not have yet.
_LATE_COLUMN = "resolver"
_KINDS = (
    "insert",
    "update",
    "move",
    "merge",
    "split",
    "retract",
    "read again",
    "reword",
    "maintain",
)
_DAYS = 6

#: A history: commits, each some steps, with a load after some of them.
steps = st.tuples(st.sampled_from(_KINDS), st.integers(0, 99), st.integers(0, _DAYS))
commits = st.tuples(st.lists(steps, min_size=1, max_size=6), st.booleans())
histories = st.lists(commits, min_size=2, max_size=8)


@dataclass(frozen=True)
class _Known:
    """An incident as the history has it: its day, toll, revision, and the mentions that tell it."""

    number: int
    day: date
    killed: int
    mentions: frozenset[int]
    revision: int = 1
    wording: int = 0


@dataclass
class History:
    """The writer of one lake; it keeps the promises that runs keep."""

    lake: Lake
    known: dict[int, _Known] = field(default_factory=dict)
    n_told: int = 0
    #: of the commit under way: what became of incidents, and the mentions that were read again
    ops: dict[int, tuple[Op, int | None]] = field(default_factory=dict)
    retold: set[int] = field(default_factory=set)
    #: ... and incidents whose words are elsewhere now, which is no change of theirs
    reworded: set[int] = field(default_factory=set)

    def commit(self, steps: Iterable[Step]) -> None:
        """Take some steps and publish what comes of them."""
        before = dict(self.known)
        self.ops, self.retold, self.reworded = {}, set(), set()
        with self.lake.lock():
            self.lake.heal()
            for step in steps:
                self._take(*step)
            edits = [*self._tell(before), *self._edit_incidents(before)]
            self.lake.commit(edits, run=f"test{self.n_told}")

    def _take(self, kind: str, which: int, amount: int) -> None:
        """One step; an incident is changed once in a commit."""
        free = [number for number in sorted(self.known) if number not in self.ops]
        if kind == "maintain":
            self.lake.maintain(datetime.now(UTC))
        elif kind == "insert" or not free:
            self._insert(self._next(), amount)
        elif kind == "merge":
            self._merge(free[which % len(free)], free[(which + 1) % len(free)])
        else:
            one = self.known[free[which % len(free)]]
            steps = {
                "read again": self._read_again,
                "reword": self._reword,
                "update": self._update,
                "move": self._move,
                "retract": self._retract,
                "split": self._split,
            }
            steps[kind](one, amount)

    def _next(self) -> int:
        self.n_told += 1
        return self.n_told

    def _insert(self, number: int, amount: int) -> None:
        day = FIRST_DAY + timedelta(days=amount)
        self.known[number] = _Known(number, day, amount, frozenset([number]))
        self.ops[number] = ("insert", None)

    def _read_again(self, one: _Known, _amount: int) -> None:
        self.retold.update(one.mentions)

    def _reword(self, one: _Known, _amount: int) -> None:
        """The article is corrected: the incident stays as it is, and so does the change feed."""
        self._read_again(one, 0)
        self.reworded.add(one.number)
        self.known[one.number] = replace(one, wording=one.wording + 1)

    def _update(self, one: _Known, amount: int) -> None:
        self._revise(replace(one, killed=one.killed + amount))

    def _move(self, one: _Known, amount: int) -> None:
        self._revise(replace(one, day=FIRST_DAY + timedelta(days=amount)))

    def _revise(self, new: _Known) -> None:
        self.known[new.number] = replace(new, revision=new.revision + 1)
        self.ops[new.number] = ("update", None)

    def _retract(self, one: _Known, _amount: int) -> None:
        del self.known[one.number]
        self.ops[one.number] = ("retract", None)

    def _merge(self, gone: int, kept: int) -> None:
        if gone == kept:
            return
        mentions = self.known[gone].mentions | self.known[kept].mentions
        del self.known[gone]
        self.ops[gone] = ("merge", kept)
        self._revise(replace(self.known[kept], mentions=mentions))

    def _split(self, one: _Known, amount: int) -> None:
        """Split a mention off that was an incident of its own once, so that its id comes back."""
        off = max(one.mentions)
        if len(one.mentions) < 2 or off in self.known or off in self.ops:
            return
        day = FIRST_DAY + timedelta(days=amount)
        self.known[off] = _Known(off, day, one.killed, frozenset([off]))
        self.ops[off] = ("split", None)
        self._revise(replace(one, mentions=one.mentions - {off}))

    def _tell(self, before: dict[int, _Known]) -> Iterator[Edit]:
        """Articles and mentions that are new, or read again with other words."""
        old = {mention for one in before.values() for mention in one.mentions}
        new = {mention for one in self.known.values() for mention in one.mentions} - old
        told = [tell(number, FIRST_DAY) for number in sorted(new | self.retold)]
        articles = [part["articles"][0] for part in told]
        again = {f"a{number:05}" for number in self.retold}
        articles = [
            replace(a, authors=f"editor {self._next()}") if a.article_id in again else a
            for a in articles
        ]
        mentions = [part["mentions"][0] for part in told]
        drop = is_in("article_id", [article.article_id for article in articles])
        yield Edit("articles", to_table("articles", articles), drop)
        yield Edit("mentions", to_table("mentions", mentions), drop)

    def _edit_incidents(self, before: dict[int, _Known]) -> Iterator[Edit]:
        ops, touched = self.ops, self.ops.keys() | self.reworded
        alive = [self.known[number] for number in sorted(touched) if number in self.known]
        rows = [row for one in alive for row in _rows_of(one)]
        drop = is_in("incident_id", [f"i{number:05}" for number in touched])
        days = frozenset(before[number].day for number in touched if number in before)
        for name in INCIDENT_TABLES:
            yield Edit(name, to_table(name, [row[name] for row in rows if name in row]), drop, days)
        first = next_change_seq(self.lake.snapshot())
        changes = [
            self._change(number, op, before.get(number), first + n)
            for n, (number, op) in enumerate(sorted(ops.items()))
        ]
        yield Edit("incident_changes", to_table("incident_changes", changes))

    def _change(
        self, number: int, op: tuple[Op, int | None], was: _Known | None, seq: int
    ) -> IncidentChange:
        last = self.known.get(number) or was
        assert last is not None
        return IncidentChange(
            op[0],
            f"i{number:05}",
            # a change a day: the feed has several partitions
            WINDOW + timedelta(days=seq // 5),
            _incident_of(last),
            seq,
            old_event_date=was.day if was else None,
            merged_into=None if op[1] is None else f"i{op[1]:05}",
        )


def _incident_of(one: _Known) -> Incident:
    incident: Incident = tell(one.number, one.day, one.killed)["incidents"][0]
    return replace(
        incident, revision=one.revision, n_mentions=len(one.mentions), resolver="resolve@2"
    )


def _rows_of(one: _Known) -> Iterator[dict[str, Any]]:
    """The rows of an incident in the tables that hang on it."""
    yield {"incidents": _incident_of(one)}
    for mention in sorted(one.mentions):
        told = tell(mention, one.day, one.killed)
        rows = {
            name: replace(told[name][0], incident_id=f"i{one.number:05}")
            for name in INCIDENT_TABLES
            if name != "incidents"
        }
        # the incident moves, its mentions stay
        source = rows["incident_sources"]
        end = (source.end or 0) - one.wording % 5
        source = replace(source, mention_event_date=FIRST_DAY, end=end)
        yield {**rows, "incident_sources": source}


@contextmanager
def before_the_late_column() -> Iterator[None]:
    """Be in the time when the schemas had one column less."""

    def load(dataset: str) -> schemas.Schema:
        today = schemas.avro.load(dataset)
        return replace(today, columns=tuple(c for c in today.columns if c.name != _LATE_COLUMN))

    def arrow_schema(dataset: str) -> pa.Schema:
        return pa.schema([column.arrow_field for column in load(dataset).columns])

    with patch.multiple(schemas, load=load, arrow_schema=arrow_schema):
        yield


def gain_the_late_column(path: Path) -> None:
    """Bring a lake to the schemas of today."""
    lake = Lake(path)
    with lake.lock():
        lake.rewrite(datetime.now(UTC))


def write_some(path: Path) -> History:
    """A lake with a little of everything in it."""
    history = History(Lake(path))
    history.commit([("insert", 0, day % 4) for day in range(6)])
    history.commit([("merge", 0, 0), ("update", 3, 2), ("move", 4, 5)])
    return history
