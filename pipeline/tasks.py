"""What a worker process does, one task at a time: read a page, or what an article tells. Pure.

One kind of process does both, so that a job starts no more of them than it has cores.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pipeline.packed  # noqa: F401 - tasks and what comes of them go from process to process
from pipeline.clean import clean
from pipeline.extract import Extractor, load_extractor
from pipeline.extract.align import fold_revisions
from pipeline.readings import Reading
from pipeline.records import Article, Mention, Page, Rejection
from pipeline.syndication import shingles

_load = cache(load_extractor)


def run(task: Page | Reading) -> tuple[Article | Mention | Rejection, ...] | Rejection:
    """Do a task of either kind."""
    return clean_page(task) if isinstance(task, Page) else read_history(task)


def clean_page(page: Page) -> tuple[Article, ...] | Rejection:
    """The articles of a page, with the sketches that find their copies."""
    outcome = clean(page)
    if isinstance(outcome, Rejection):
        return outcome
    return tuple(replace(article, shingles=shingles(article.text)) for article in outcome)


def read_history(task: Reading) -> tuple[Mention | Rejection, ...]:
    """Read every revision; what cannot be read is refused once, in the window it came in."""
    extractor: Extractor = _load(task.extractor)
    told: list[tuple[Article, tuple[Mention, ...]]] = []
    refused: list[Rejection] = []
    for article in task.history.revisions:
        outcome = extractor.extract(article)
        if not isinstance(outcome, Rejection):
            told.append((article, outcome))
            continue
        told.append((article, ()))
        if task.window_start in (None, article.window_start):
            refused.append(outcome)
    return (*fold_revisions(told), *refused)
