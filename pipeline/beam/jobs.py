"""The flow of a window on one screen: landed pages to staged rows of every dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipeline.beam.decisions import NO_DECISIONS, Decisions
from pipeline.beam.io import CleanFiles, Staged
from pipeline.beam.lookups import Account, Affect, Drop, Revise
from pipeline.beam.resolve import Resolve
from pipeline.beam.stages import Outcome, Stage, Step, Together
from pipeline.extract import load_extractor
from pipeline.extract.align import fold_revisions
from pipeline.lake import Snapshot
from pipeline.records import Article, IncidentChange, Mention, Rejection
from pipeline.resolve import Fused, is_eligible
from pipeline.revisions import History


@dataclass(frozen=True, slots=True)
class WindowJob:
    """What a window's job depends on; everything in it can be pickled."""

    window_start: datetime
    page_files: tuple[Path, ...]
    snapshot: Snapshot
    staging: Path
    extractor: str = "rules"
    workers: int = 2
    deadline_s: float = 20.0
    decisions: Decisions = NO_DECISIONS
    gone_urls: frozenset[str] = frozenset()


def build_flow(pipeline: beam.Pipeline, job: WindowJob) -> None:
    """Clean, revise, extract, resolve, account; every step's rows are staged for one commit."""
    cleaner = partial(CleanFiles, job.workers, job.deadline_s)
    files = pipeline | "landed" >> beam.Create([str(path) for path in job.page_files])

    articles, unread = files | Stage("clean", cleaner)
    revised = articles | "revise" >> Together(Revise(job.snapshot, job.window_start, job.gone_urls))
    histories = revised | "histories" >> Only(History)
    mentions, silent = histories | Stage(
        "extract", partial(_make_reader, job.extractor, job.window_start)
    )
    touched = (revised, mentions) | "touched" >> beam.Flatten()
    affected = touched | "affect" >> Together(Affect(job.snapshot, job.decisions))
    eligible, _ = affected | "affected" >> Only(Mention) | Stage("resolve", _make_gate)
    fused = eligible | Resolve(job.decisions.overrides)
    accounted = (affected, fused) | "before and after" >> beam.Flatten()
    account = Account(job.snapshot, job.window_start, job.decisions)
    ledger = accounted | "account" >> Together(account)

    staged = (
        (histories, History),
        (mentions, Mention),
        (ledger | "incidents" >> Only(Fused), Fused),
        (ledger | "changes" >> Only(IncidentChange), IncidentChange),
        ((unread, silent) | "rejections" >> beam.Flatten(), Rejection),
        ((revised, affected, ledger) | "dropped" >> beam.Flatten() | Only(Drop), Drop),
    )
    for records, kind in staged:
        _ = records | f"stage {kind.__name__}" >> Staged(kind, str(job.staging))


class Only(beam.PTransform[Any, Any]):
    """The records of one kind in a mixed collection."""

    def __init__(self, kind: type[Any]) -> None:
        """Name the kind."""
        super().__init__(f"only {kind.__name__}")
        self._kind = kind

    def expand(self, records: beam.PCollection[Any]) -> beam.PCollection[Any]:
        """Filter by type."""
        return records | beam.Filter(isinstance, self._kind)


def _make_gate() -> Step:
    return Step(lambda mention: (mention,) if is_eligible(mention) else ())


def _make_reader(extractor: str, window_start: datetime) -> Step:
    reader = load_extractor(extractor)

    def read(history: History) -> Outcome:
        """Read every revision; this window refuses its own (the others' windows have theirs)."""
        told: list[tuple[Article, tuple[Mention, ...]]] = []
        refused: list[Rejection] = []
        for article in history.revisions:
            outcome = reader.extract(article)
            if not isinstance(outcome, Rejection):
                told.append((article, outcome))
                continue
            told.append((article, ()))
            if article.window_start == window_start:
                refused.append(outcome)
        return (*fold_revisions(told), *refused)

    return Step(read)
