"""Every promise of the tables, broken once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from pipeline.lake import Lake, Snapshot
from pipeline.lake.commits.words import find_wrong_words_in
from pipeline.lake.tables import to_table
from pipeline.lake.upkeep.verify import verify
from pipeline.records import Article, IncidentParticipant
from tests.unit.lake.world import FIRST_DAY, WINDOW, publish, tell

Rows = list[dict[str, Any]]


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return publish(tmp_path, [tell(1, FIRST_DAY), tell(2, FIRST_DAY)]).snapshot()


def _break(snapshot: Snapshot, dataset: str, change: Callable[[Rows], Any]) -> tuple[str, ...]:
    """Write changed rows into the published file of a dataset, past every gate."""
    (file,) = snapshot.files(dataset, None)
    rows = pq.ParquetFile(file).read().to_pylist()
    change(rows)
    partition = schemas.load(dataset).partition.name
    fields = [f.with_nullable(True) for f in schemas.arrow_schema(dataset) if f.name != partition]
    file.unlink()
    pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema(fields)), file)
    return verify(snapshot).failures


def _set(column: str, value: Any) -> Callable[[Rows], Any]:
    return lambda rows: rows[0].update({column: value})


def test_a_sound_lake_passes(snapshot: Snapshot) -> None:
    report = verify(snapshot)
    assert (report.failures, report.ok) == ((), True)
    assert report.checked == 14


def test_an_empty_lake_passes(tmp_path: Path) -> None:
    assert verify(Lake(tmp_path).snapshot()).ok


@pytest.mark.parametrize(
    ("dataset", "column", "value", "line"),
    [
        ("incidents", "incident_id", "i00002", "incidents: there more than once: i00002"),
        ("incidents", "status", "planned", "incidents i00001: unknown status"),
        ("incidents", "killed_high", 1, "incidents i00001: killed_best is above killed_high"),
        ("incidents", "title", "another", "incidents: not what the change feed says: i00001"),
        ("incidents", "event_end", None, "event_start and event_end go together"),
        ("mentions", "event_type", "picnic", "mentions m00001: unknown event_type"),
        ("mentions", "article_id", "a9", "mentions: not in articles: a9 1"),
        ("incident_sources", "incident_id", "i9", "incident_sources: not in incidents: i9"),
        ("incident_sources", "mention_id", "m9", "incident_sources: not in mentions: m9"),
        ("incident_sources", "start", 500, "span text[500:23] of 76 characters"),
        ("incident_claims", "mention_id", "m9", "incident_claims: not in incident_sources: i00001"),
        ("incident_participants", "name", "Nobody", "is called 'Nobody' but its words are 'Mili"),
        ("incident_participants", "field", None, "span None[0:9] of 76 characters has only some"),
        ("incident_changes", "op", "retract", "incidents: not what the change feed says: i00001"),
        ("incident_changes", "change_seq", 7, "incident_changes: numbers are missing before: 7"),
        ("articles", "origin_article_id", "a9", "articles: not in articles: a9"),
        ("articles", "text", "Short.", "slices to no words"),
    ],
)
def test_a_broken_promise_is_named(
    snapshot: Snapshot, dataset: str, column: str, value: Any, line: str
) -> None:
    failures = _break(snapshot, dataset, _set(column, value))
    assert [failure for failure in failures if line in failure], failures


@pytest.mark.parametrize(
    ("dataset", "column", "value"),
    [
        ("incidents", "title", "another"),
        ("incidents", "incident_id", "i00002"),
        ("incidents", "status", "planned"),
        ("mentions", "article_id", "a9"),
        ("incident_sources", "mention_id", "m9"),
        ("incident_participants", "name", "Nobody"),
        ("articles", "text", "Short."),
    ],
)
def test_the_check_of_a_day_finds_what_the_check_of_all_finds(
    snapshot: Snapshot, dataset: str, column: str, value: Any
) -> None:
    failures = _break(snapshot, dataset, _set(column, value))
    assert failures
    assert verify(snapshot, [FIRST_DAY]).failures == failures
    checked_elsewhere = verify(snapshot, [FIRST_DAY - timedelta(days=900)])
    assert (checked_elsewhere.failures, checked_elsewhere.checked) == ((), 0)


@pytest.mark.parametrize("days", [None, [WINDOW.date()]])
def test_a_file_that_is_gone_or_of_no_run_is_named(
    snapshot: Snapshot, days: list[date] | None
) -> None:
    (file,) = snapshot.files("articles", None)
    stray = file.rename(file.with_name("stray.parquet"))
    lines = [line for line in verify(snapshot, days).failures if line.startswith("articles: ")]
    folder = file.parent.name
    assert lines == [
        f"articles: {folder}/{file.name} is gone",
        f"articles: {folder}/{stray.name} is of no run",
    ]


def test_files_that_somebody_puts_beside_those_of_a_table_disturb_no_run(tmp_path: Path) -> None:
    lake = publish(tmp_path, [tell(1, FIRST_DAY)])
    tree = (tmp_path / "incidents").resolve()
    for name in (".DS_Store", "notes.csv", f"event_date={FIRST_DAY}/._part", "more/part.parquet"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text("x")
    assert verify(lake.snapshot()).failures == (
        "incidents: more/part.parquet is of no run",
        "incidents: notes.csv is of no run",
    )
    publish(tmp_path, [tell(1, FIRST_DAY, killed=5)], [FIRST_DAY])
    assert verify(lake.snapshot()).failures == ()


def test_a_day_is_checked_against_articles_and_changes_of_other_days(tmp_path: Path) -> None:
    days = [FIRST_DAY + timedelta(days=n) for n in range(3)]
    publish(tmp_path, [tell(n, day) for n, day in enumerate(days)])
    moved = publish(tmp_path, [tell(0, days[2], killed=5)], days).snapshot()
    for day in days:
        report = verify(moved, [day])
        assert report.failures == ()
        assert report.checked < verify(moved).checked


def test_spans_inside_a_mention_are_sliced(snapshot: Snapshot) -> None:
    failures = _break(
        snapshot, "mentions", lambda rows: rows[0]["evidence"][1].update(start=20, end=900)
    )
    assert failures == (
        "mentions m00001: evidence text[20:900] of 76 characters is outside of the text",
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), st.data())
def test_offsets_count_code_points_as_python_does(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    article = Article("a1", text, window_start=WINDOW)
    told = IncidentParticipant(
        "i1",
        "m1",
        0,
        FIRST_DAY,
        "victim",
        words,
        article_id="a1",
        field="text",
        start=start,
        end=end,
    )
    rows = {
        "articles": to_table("articles", [article]),
        "incident_participants": to_table("incident_participants", [told]),
    }
    assert bool(find_wrong_words_in(rows, limit=5)) == (not words.strip())


def test_incidents_of_another_day_are_no_parents(snapshot: Snapshot) -> None:
    (file,) = snapshot.files("incident_claims", None)
    other: date = FIRST_DAY + timedelta(days=1)
    folder = file.parent.parent / f"event_date={other}"
    file.parent.rename(folder)
    assert f"incident_claims: not in incident_sources: i00001 m00001 {other}" in " ".join(
        verify(snapshot).failures
    )


def _indexed(tmp_path: Path) -> tuple[Path, Lake]:
    """A lake of two days whose index was made by the second window, and the index."""
    publish(tmp_path, [tell(1, FIRST_DAY)])
    lake = publish(tmp_path, [tell(2, FIRST_DAY + timedelta(days=1))])
    assert verify(lake.snapshot()).ok
    return lake.path / ".index.db", lake


def test_what_the_index_hides_is_told_with_its_day_and_what_to_do(tmp_path: Path) -> None:
    path, lake = _indexed(tmp_path)
    with sqlite3.connect(path) as opened:
        opened.execute('delete from "mentions: article_id" where day = ?', (FIRST_DAY.toordinal(),))
    opened.close()
    told = (
        f"index: mentions: article_id: 1 values of {FIRST_DAY} are not in it; "
        "remove .index.db, the next run makes it anew"
    )
    assert verify(lake.snapshot()).failures == (told,)
    assert verify(lake.snapshot(), [FIRST_DAY]).failures == (told,)
    assert verify(lake.snapshot(), [FIRST_DAY + timedelta(days=1)]).ok
    path.unlink()
    with lake.lock():
        lake.heal()
    assert path.exists()
    assert verify(lake.snapshot()).ok


def test_an_index_that_cannot_be_read_is_told_and_the_next_run_makes_it_anew(
    tmp_path: Path,
) -> None:
    path, lake = _indexed(tmp_path)
    path.write_bytes(b"no index" * 1000)
    (line,) = verify(lake.snapshot()).failures
    assert line.startswith(f"{path}: cannot be read (")
    with lake.lock():
        lake.heal()
    assert verify(lake.snapshot()).ok


def test_an_index_of_an_earlier_version_leads_nobody_astray(tmp_path: Path) -> None:
    path, lake = _indexed(tmp_path)
    before = path.read_bytes()
    publish(tmp_path, [tell(3, FIRST_DAY)])
    path.write_bytes(before)
    assert verify(lake.snapshot()).ok
