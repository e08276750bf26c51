"""Promises of a commit as a whole, broken once each; nothing is published then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import GateError
from pipeline.lake import Edit, Lake, is_in
from pipeline.lake.tables import to_table
from tests.unit.lake.world import FIRST_DAY, make_edits, publish, tell

NEXT_DAY = FIRST_DAY + timedelta(days=1)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return publish(tmp_path, [tell(n, FIRST_DAY) for n in range(6)])


def _refuse(lake: Lake, edits: Sequence[Edit], said: str) -> None:
    before = lake.snapshot()
    with lake.lock(), pytest.raises(GateError, match=said):
        lake.commit(edits, run="test")
    assert lake.snapshot() == before


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("incidents", "incident_sources: no incidents 2022-08-02 i00009"),
        ("incident_sources", "incident_claims: no incident_sources 2022-08-02 i00009 m00009"),
        ("mentions", "incident_sources: no mentions m00009 a00009 1"),
        ("articles", "mentions: no articles a00009 1"),
    ],
)
def test_what_a_row_refers_to_has_to_be_there(lake: Lake, missing: str, said: str) -> None:
    edits = make_edits([tell(9, NEXT_DAY)], first_change=7)
    _refuse(lake, [edit for edit in edits if edit.dataset != missing], said)


def test_an_incident_does_not_leave_its_sources_behind(lake: Lake) -> None:
    gone = to_table("incidents", [])
    drop = is_in("incident_id", ["i00003"])
    edit = Edit("incidents", gone, drop, frozenset([FIRST_DAY]))
    _refuse(lake, [edit], "incident_claims: no incidents 2022-08-01 i00003")


def test_an_article_of_another_day_is_found(lake: Lake) -> None:
    told = tell(3, FIRST_DAY, killed=5)
    later = told["mentions"][0].window_start + timedelta(days=9)
    told["mentions"] = [replace(told["mentions"][0], window_start=later)]
    edits = [e for e in make_edits([told], [FIRST_DAY], 7) if e.dataset != "articles"]
    with lake.lock():
        assert lake.commit(edits, run="test").changed


def test_words_of_articles_that_do_not_change_are_sliced_too(lake: Lake) -> None:
    source = tell(3, FIRST_DAY)["incident_sources"][0]
    wrong = to_table("incident_sources", [replace(source, start=9_000, end=9_009)])
    drop = is_in("incident_id", ["i00003"])
    _refuse(lake, [Edit("incident_sources", wrong, drop)], r"text\[9000:9009\] of \d+ characters")


def test_every_row_is_told_with_its_reason_up_to_a_number(lake: Lake) -> None:
    told = [tell(n, FIRST_DAY, killed=5) for n in range(6)]
    for part in told:
        part["incidents"] = [replace(part["incidents"][0], killed_low=9)]
    edits = make_edits(told, [FIRST_DAY], 7)
    _refuse(
        lake,
        edits,
        r"rows that break promises: 12\n(  incidents i0000\d: killed_low is .*\n?){12}$",
    )


def test_a_small_table_does_not_lose_most_of_its_rows(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.lake.commits.checks.SOME_ROWS", 2)
    claims = to_table("incident_claims", [])
    drop = is_in("incident_id", [f"i{n:05}" for n in range(4)])
    edit = Edit("incident_claims", claims, drop, frozenset([FIRST_DAY]))
    _refuse(lake, [edit], "incident_claims: would lose 4 of 6 rows at once")
    with lake.lock():
        assert lake.commit([edit], run="test", may_shrink=True).changed
