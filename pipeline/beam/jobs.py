"""The flow of a window on one screen: landed pages to staged rows of every dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from pipeline.beam.account import Account
from pipeline.beam.affect import Affect
from pipeline.beam.crew import KNOWING_NOTHING, USUAL_CREW, CleanFiles, Crew, ReadHistories, Unread
from pipeline.beam.decisions import NO_DECISIONS, Decisions
from pipeline.beam.elements import Component, Counted, Drop
from pipeline.beam.io import Staged
from pipeline.beam.parts import NO_PART, Part, Reached
from pipeline.beam.revise import Revise
from pipeline.beam.stages import Stage, Step, Together
from pipeline.beam.texts import Shelved, shelve_whole
from pipeline.lake import Snapshot
from pipeline.readings import Reading
from pipeline.records import IncidentChange, Mention, Rejection
from pipeline.resolve import Fused, Overrides
from pipeline.resolve.clustering import incidents_of_component
from pipeline.revisions import History

#: What a job takes up again from the lake: articles to read, mentions as they are, rows to drop.
Source = Callable[[], Iterable[History | Mention | Drop]]


@dataclass(frozen=True, slots=True)
class Landed:
    """What the pull stages brought in for a window.

    ``page_files`` are paths, or locations of Beam's file systems; ``expired`` are the later windows
    whose landed files are no longer kept.
    """

    page_files: tuple[str, ...] = ()
    gone_urls: frozenset[str] = frozenset()
    unread: Unread = KNOWING_NOTHING
    expired: frozenset[datetime] = frozenset()


@dataclass(frozen=True, slots=True)
class WindowJob:
    """What a window's job depends on; everything in it can be pickled.

    ``staging`` is the folder for its rows, a location of Beam's file systems. ``source`` is the
    landed pages of the window, or a step that takes up what is in the lake, which may be a ``part``
    of it that follows others.
    """

    window_start: datetime
    snapshot: Snapshot
    staging: str
    extractor: str = "rules"
    decisions: Decisions = NO_DECISIONS
    source: Landed | Source = Landed()
    crew: Crew = USUAL_CREW
    part: Part = NO_PART


#: What a reading is told of anew.
NO_HISTORY = History("", ())


def build_flow(pipeline: beam.Pipeline, job: WindowJob) -> None:
    """Clean, revise, extract, resolve, account; every step's rows are staged for one commit."""
    if isinstance(job.source, Landed):
        revised, unread, n_clean = _read_landed(pipeline, job, job.source)
        window = job.window_start
    else:
        revised, unread, n_clean = _read_again(pipeline, job.source)
        window = None
    histories, as_they_are, dropped = revised | "revised" >> Apart(History, Mention, Drop)
    how = Reading(job.extractor, NO_HISTORY, window)
    reader = partial(ReadHistories, job.crew, job.staging, how)
    told, silent, n_extract = histories | Stage("extract", reader)
    mentions = (told, as_they_are) | "mentions" >> beam.Flatten()
    # no more of an article than its id: what is grouped is held
    ids = histories | "ids" >> beam.Map(lambda history: History(history.article_id, ()))
    touched = (ids, dropped, mentions) | "touched" >> beam.Flatten()
    affected = touched | "affect" >> Together(Affect(job.snapshot, job.decisions, job.part))
    components, reached, moved = affected | "affected" >> Apart(Component, Reached, Drop)
    ledger, n_resolve = _resolve(components, moved, job)
    incidents, changes, replaced = ledger | "ledger" >> Apart(Fused, IncidentChange, Drop)
    articles = histories | "articles" >> beam.FlatMap(_articles_of)
    staged = {
        Shelved: articles,
        # a part of the history is taken up as it is, and stays so
        Mention: told if job.part.days else mentions,
        Fused: incidents,
        IncidentChange: changes,
        Reached: reached,
        Rejection: (unread, silent) | "rejections" >> beam.Flatten(),
        Counted: (n_clean, n_extract, n_resolve) | "counts" >> beam.Flatten(),
        Drop: (dropped, moved, replaced) | "dropped" >> beam.Flatten(),
    }
    _ = tuple(staged.values()) | Staged(job.staging, tuple(staged))


def _resolve(components: Any, moved: Any, job: WindowJob) -> tuple[Any, Any]:
    """The incidents of affected mentions with what differs from those of the lake; and counts."""
    fused = components | "fuse" >> beam.FlatMap(_fuse, job.decisions.overrides)
    resolved, _, counted = (
        components | "accounted for" >> beam.FlatMap(_mentions_of) | Stage("resolve", _make_counter)
    )
    accounted = (resolved, moved, fused) | "before and after" >> beam.Flatten()
    account = Account(job.snapshot, job.window_start, job.decisions)
    return accounted | "account" >> Together(account), counted


def _read_landed(pipeline: beam.Pipeline, job: WindowJob, source: Landed) -> tuple[Any, Any, Any]:
    """Landed pages to the histories that the window touches; and rejections, and counts."""
    cleaner = partial(CleanFiles, job.crew, job.staging, source.unread)
    files = pipeline | "landed" >> beam.Create(source.page_files)
    articles, unread, counted = files | Stage("clean", cleaner)
    revise = Revise(job.snapshot, job.window_start, source.gone_urls, job.staging, source.expired)
    return articles | "revise" >> Together(revise), unread, counted


def _read_again(pipeline: beam.Pipeline, source: Source) -> tuple[Any, Any, Any]:
    """What the lake has, without a look at its pages; and no rejections, and no counts."""
    once = pipeline | "lake" >> beam.Create([None], reshuffle=False)
    nothing = pipeline | "nothing" >> beam.Create([], reshuffle=False)
    return once | "read again" >> beam.FlatMap(lambda _: source()), nothing, nothing


class Apart(beam.PTransform[Any, Any]):
    """The records of each of some kinds, of a collection that has no others."""

    def __init__(self, *kinds: type[Any]) -> None:
        """Name the kinds."""
        super().__init__()
        self._kinds = kinds

    def expand(self, records: beam.PCollection[Any]) -> tuple[beam.PCollection[Any], ...]:
        """Tag each record with its kind."""
        names = [kind.__name__ for kind in self._kinds]
        apart = records | "tag" >> beam.Map(_tag).with_outputs(*names)
        return tuple(apart[name] for name in names)


def _tag(record: Any) -> Any:
    return TaggedOutput(type(record).__name__, record)


def _make_counter() -> Step:
    return Step(lambda mention: (mention,))


def _fuse(component: Component, overrides: Overrides) -> Iterator[Fused]:
    return incidents_of_component(component.mentions, overrides)


def _mentions_of(component: Component) -> Iterator[Mention]:
    """The mentions of a component, as far as they are accounted for."""
    for mention in component.mentions:
        yield Mention(
            mention.mention_id,
            mention.article_id,
            mention.event_type,
            window_start=mention.window_start,
            withdrawn_at=mention.withdrawn_at,
        )


def _articles_of(history: History) -> list[Shelved]:
    return [shelve_whole(article) for article in history.revisions]
