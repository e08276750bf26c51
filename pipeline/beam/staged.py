"""What a job staged and what had landed for it, as the edits of one commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.beam.elements import Counted, Drop
from pipeline.beam.io import read_staged
from pipeline.beam.parts import Reached
from pipeline.beam.texts import Shelved, Texts
from pipeline.lake import Edit, Snapshot, is_in, next_change_seq
from pipeline.lake.forgotten import NOTHING, Forgotten
from pipeline.lake.landed.landed_pages import LandedPages
from pipeline.lake.landed.landing import read_landed
from pipeline.lake.tables import to_table
from pipeline.records import Article, IncidentChange, Mention, Rejection, Run
from pipeline.resolve import Fused

_ARTICLES_AT_ONCE = 1_000
INCIDENT_TABLES = ("incidents", "incident_sources", "incident_participants", "incident_claims")


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that landed, and everything that the job staged.

    ``counters`` are those of its stages: ``{"clean:read": 40, ...}``.
    """

    landed: LandedPages
    pages: pa.Table
    rejections: list[Rejection]
    articles: pa.Table
    mentions: list[Mention]
    fused: list[Fused]
    changes: list[IncidentChange]
    drops: list[Drop]
    reached: list[Reached]
    counters: Mapping[str, int]

    @classmethod
    def read(
        cls,
        staging: Path,
        files: Mapping[str, Sequence[Path]] = MappingProxyType({}),
        forgotten: Forgotten = NOTHING,
    ) -> Rows:
        """Read the staged rows of every kind, and the landed files of a window, by dataset.

        Pages that are forgotten come without their words, all without their bodies.
        """
        landed = files.get("rejections", ())
        refused = [row for path in landed for row in read_landed(path, Rejection)]
        landed_pages = LandedPages(files.get("pages", ()), forgotten)
        return cls(
            landed_pages,
            landed_pages.rows(),
            [*refused, *read_staged(staging, Rejection)],
            _read_articles(staging),
            list(read_staged(staging, Mention)),
            list(read_staged(staging, Fused)),
            list(read_staged(staging, IncidentChange)),
            list(read_staged(staging, Drop)),
            list(read_staged(staging, Reached)),
            _read_counters(staging),
        )


def _read_counters(staging: Path) -> Counter[str]:
    """The counters of the stages, of all bundles."""
    counters: Counter[str] = Counter()
    for counted in read_staged(staging, Counted):
        counters[counted.name] += counted.count
    return counters


def _read_articles(staging: Path) -> pa.Table:
    """The staged articles as rows with their texts, sorted; never many of them as objects."""
    articles = iter(sorted(read_staged(staging, Shelved), key=_order))
    parts = [to_table("articles", [])]
    with closing(Texts(str(staging))) as texts:
        while some := [texts.whole(article) for article in islice(articles, _ARTICLES_AT_ONCE)]:
            parts.append(to_table("articles", some))
    return pa.concat_tables(parts)


def _order(article: Article) -> tuple[str, str, int]:
    """As rows are sorted, so that the commit need not move their texts."""
    day = article.window_start.date().isoformat() if article.window_start else ""
    return day, article.article_id, article.revision


def make_edits(snapshot: Snapshot, rows: Rows, polls: Edit, run: Run) -> list[Edit]:
    """Every table's new rows after a window was built, and which old ones they replace."""
    of_window = pc.field("window_start") == pc.scalar(run.window_start)
    today = frozenset((run.window_start.date(),))
    rejections = to_table("rejections", _unique(rows.rejections, "rejection_id"))
    return [
        rows.landed.edit(rows.pages, run.window_start),
        polls,
        Edit("rejections", rejections, of_window, today),
        *make_told_edits(rows),
        edit_changes(rows.changes, next_change_seq(snapshot)),
        Edit("runs", to_table("runs", [run])),
    ]


def make_told_edits(rows: Rows) -> list[Edit]:
    """The edits of what articles tell: articles, mentions, incidents."""
    return [
        _edit_by_article("articles", rows.articles, rows.drops),
        _edit_by_article("mentions", to_table("mentions", rows.mentions), rows.drops),
        *_edit_incidents(rows),
    ]


def edit_changes(changes: Iterable[IncidentChange], first: int) -> Edit:
    """The edit that adds steps to the change feed, numbered from ``first``."""
    return Edit("incident_changes", to_table("incident_changes", number(changes, first)))


def refuse_again(rows: Rows) -> Edit:
    """The rejections of articles that were read again, in place of what they had."""
    again = [drop for drop in rows.drops if drop.dataset == "articles"]
    of_articles = is_in("ref", {drop.key for drop in again})
    return Edit(
        "rejections",
        to_table("rejections", _unique(rows.rejections, "rejection_id")),
        (pc.field("stage") == pc.scalar("extract")) & of_articles,
        frozenset(drop.day for drop in again),
    )


def _edit_by_article(dataset: str, rows: pa.Table, drops: Iterable[Drop]) -> Edit:
    old = [drop for drop in drops if drop.dataset == dataset]
    keys = {*rows.column("article_id").to_pylist(), *(drop.key for drop in old)}
    days = frozenset(drop.day for drop in old)
    return Edit(dataset, rows, is_in("article_id", keys), days)


def _edit_incidents(rows: Rows) -> list[Edit]:
    old = [drop for drop in rows.drops if drop.dataset == "incidents"]
    keys = {drop.key for drop in old} | {f.incident.incident_id for f in rows.fused}
    where = is_in("incident_id", keys)
    days = frozenset(drop.day for drop in old)
    records: dict[str, list[Any]] = {
        "incidents": [f.incident for f in rows.fused],
        "incident_sources": [row for f in rows.fused for row in f.sources],
        "incident_participants": [row for f in rows.fused for row in f.participants],
        "incident_claims": [row for f in rows.fused for row in f.claims],
    }
    return [Edit(name, to_table(name, records[name]), where, days) for name in INCIDENT_TABLES]


def number(changes: Iterable[IncidentChange], first: int) -> list[IncidentChange]:
    """Give the changes of a run their numbers, in an order that depends on nothing but them."""
    ordered = sorted(changes, key=lambda c: (c.incident_id, c.op, c.merged_into or ""))
    return [replace(change, change_seq=first + n) for n, change in enumerate(ordered)]


def _unique(records: Iterable[Any], key: str) -> list[Any]:
    return list({getattr(record, key): record for record in records}.values())


def event_dates(changes: Collection[IncidentChange]) -> tuple[date, ...]:
    """The partitions of incidents that a run touched, the ones that they left among them."""
    days = {change.after.event_date for change in changes}
    days |= {change.old_event_date for change in changes if change.old_event_date}
    return tuple(sorted(days))
