"""Take an article or a publisher out of the lake, as if it had never been; words and history too.

What others tell stays: incidents are resolved again without it, and what only it told is retracted,
so that warehouses follow. The list of what is forgotten keeps it out of later builds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import ids
from pipeline.beam.build import staging_of
from pipeline.beam.decisions import read_decisions
from pipeline.beam.jobs import WindowJob
from pipeline.beam.reread import Forgetting, read_copies
from pipeline.beam.running import run_job
from pipeline.beam.staged import Rows, edit_changes, make_told_edits
from pipeline.lake import Edit, Lake, Snapshot, is_in, next_change_seq
from pipeline.lake.forgotten import Forgotten, add_forgotten, blank_page, silence
from pipeline.lake.landed.retention import purge_landed
from pipeline.lake.tables import to_table
from pipeline.lake.upkeep.covered import find_covered, scan_rows
from pipeline.records import Op

#: The columns of an incident that are words of articles, not facts.
WORDS = ("title", "perpetrators", "targets", "victims", "weapons")
_ENDS: tuple[Op, ...] = ("merge", "retract")


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What was taken out; steps of the change feed by what they do."""

    n_articles: int
    n_pages: int
    n_landed: int
    n_images: int
    ops: dict[str, int]
    n_files: int


def forget(
    lake_dir: Path, name: str, window_start: datetime, *, wait: bool = False
) -> ForgetReport:
    """Forget an address or a publisher, and purge what earlier versions have of it.

    Args:
        lake_dir: the lake's folder.
        name: an address, or the name or host of a publisher.
        window_start: the window that the steps in the change feed belong to.
        wait: for another writer of the lake to end.

    Raises:
        LakeBusy: another writer holds the lake, and ``wait`` is off.
        WorldError: the disk refused; do it again.
    """
    lake = Lake(lake_dir)
    with lake.lock(wait=wait):
        lake.heal()
        snapshot = lake.snapshot()
        covered = find_covered(snapshot, Forgotten.of(name))
        article_ids = covered.article_ids
        forgotten = Forgotten.of(name, *covered.addresses)
        add_forgotten(lake_dir, (name, *covered.addresses), datetime.now(UTC).date())
        n_landed = purge_landed(lake_dir, forgotten)
        rows = _settle_without(lake, snapshot, article_ids, window_start)
        pages, rejections = _blank(snapshot, forgotten)
        history, n_images = _edit_history(snapshot, article_ids, rows)
        lake.commit(
            [*make_told_edits(rows), pages, rejections, history], run="forget", may_shrink=True
        )
        n_files = lake.purge()
    ops: dict[str, int] = {}
    for change in rows.changes:
        ops[change.op] = ops.get(change.op, 0) + 1
    return ForgetReport(len(article_ids), pages.rows.num_rows, n_landed, n_images, ops, n_files)


def names_of(lake_dir: Path, name: str) -> tuple[str, ...]:
    """A name, and the other addresses of the articles that it stands for in a lake."""
    covered = find_covered(Lake(lake_dir).snapshot(), Forgotten.of(name))
    return (name, *covered.addresses)


def _settle_without(
    lake: Lake, snapshot: Snapshot, article_ids: frozenset[str], window_start: datetime
) -> Rows:
    """Resolve what the articles touch without them; the rows that result."""
    copies = read_copies(snapshot, article_ids)
    origins = {a.article_id: a.origin_article_id or a.article_id for a in copies}
    decisions = read_decisions(lake.path, snapshot)
    source = Forgetting(snapshot, article_ids, origins)
    with staging_of(lake) as staging:
        job = WindowJob(window_start, snapshot, str(staging), decisions=decisions, source=source)
        run_job(job)
        rows = Rows.read(staging)
    return replace(rows, articles=pa.concat_tables([rows.articles, to_table("articles", copies)]))


def _blank(snapshot: Snapshot, forgotten: Forgotten) -> tuple[Edit, Edit]:
    """Pages and rejections without the words of what is forgotten."""
    edits = []
    for dataset, key, names, blank in (
        ("pages", "page_id", ["url", "final_url", "publisher"], blank_page),
        ("rejections", "rejection_id", ["url"], silence),
    ):
        covered = [
            row
            for row in scan_rows(snapshot, dataset, [key, *names, "window_start"])
            if forgotten.covers(row.get("publisher"), row["url"], row.get("final_url"))
        ]
        days = frozenset(row["window_start"].date() for row in covered)
        where = is_in(key, (row[key] for row in covered))
        known = snapshot.records(dataset, where, days)
        blanked: list[Any] = [new for row in known if (new := blank(row)) != row]
        drop = is_in(key, (getattr(row, key) for row in blanked))
        edits.append(Edit(dataset, to_table(dataset, blanked), drop, days))
    return edits[0], edits[1]


def _edit_history(snapshot: Snapshot, article_ids: frozenset[str], rows: Rows) -> tuple[Edit, int]:
    """The new steps, and the old images of touched incidents without words; and how many."""
    new = edit_changes(rows.changes, next_change_seq(snapshot)).rows
    told = _read_steps(snapshot)
    touched = _touched_ids(snapshot, article_ids, told)
    last = {row["incident_id"]: row for row in [*told, *new.select(_STEP).to_pylist()]}
    stays = {row["change_seq"] for row in last.values() if row["op"] not in _ENDS}
    old = [
        row["change_seq"]
        for row in told
        if row["incident_id"] in touched and row["change_seq"] not in stays
    ]
    images = snapshot.read("incident_changes", where=is_in("change_seq", old))
    ended = pc.is_in(new["op"], value_set=pa.array(_ENDS))
    rows_now = pa.concat_tables(
        [_without_words(images), _without_words(new.filter(ended)), new.filter(pc.invert(ended))]
    )
    days = frozenset(images["change_date"].to_pylist())
    return Edit("incident_changes", rows_now, is_in("change_seq", old), days), images.num_rows


_STEP = ["change_seq", "op", "incident_id", "merged_into", "cause_article_id"]


def _read_steps(snapshot: Snapshot) -> list[dict[str, Any]]:
    rows = snapshot.read("incident_changes", _STEP).to_pylist()
    return sorted(rows, key=lambda row: row["change_seq"])


def _touched_ids(
    snapshot: Snapshot, article_ids: frozenset[str], told: Iterable[dict[str, Any]]
) -> set[str]:
    """The incidents that the articles ever were a source of, as far as can be known, or more."""
    of_articles = is_in("article_id", article_ids)
    sources = snapshot.read("incident_sources", ["incident_id"], of_articles)
    mentions = snapshot.read("mentions", ["mention_id"], of_articles)["mention_id"].to_pylist()
    touched = {*sources["incident_id"].to_pylist(), *map(ids.incident_id, mentions)}
    steps = list(told)
    touched |= {row["incident_id"] for row in steps if row["cause_article_id"] in article_ids}
    pairs = [(row["incident_id"], row["merged_into"]) for row in steps if row["merged_into"]]
    size = 0
    while size != len(touched):
        size = len(touched)
        touched |= {name for pair in pairs if not touched.isdisjoint(pair) for name in pair}
    return touched


def _without_words(rows: pa.Table) -> pa.Table:
    for name in WORDS:
        field = rows.schema.field(name)
        index = rows.schema.get_field_index(name)
        rows = rows.set_column(index, field, pa.nulls(rows.num_rows, field.type))
    return rows
