"""What a load decides to do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.publish.memory import Mark, Partition
from pipeline.publish.plan import (
    Touched,
    plan_full,
    plan_incremental,
    read_touched,
    why_full,
    windows_to_replace,
)

ONE, TWO, THREE = date(2022, 8, 1), date(2022, 8, 2), date(2022, 8, 3)
OLD, NEW = Partition("old", 1), Partition("new", 2)
SIX, SEVEN, EIGHT = (datetime(2022, 8, 26, hour, tzinfo=UTC) for hour in (6, 7, 8))
MARK = Mark(7, ONE, "update i1 2", "00000003-run")


def change(incident_id: str, day: date | None, old: date | None = None) -> dict[str, Any]:
    return {"incident_id": incident_id, "event_date": day, "old_event_date": old}


def test_a_change_names_the_days_before_and_after_it() -> None:
    touched = read_touched([change("i1", TWO, ONE), change("i1", THREE, TWO), change("i2", None)])
    assert touched == Touched(frozenset({"i1", "i2"}), frozenset({ONE, TWO, THREE}))


def test_a_table_without_a_feed_has_the_windows_replaced_whose_rows_are_other_ones() -> None:
    now = {"articles": {ONE: OLD, TWO: NEW}}
    then = {"articles": {ONE: OLD, TWO: OLD, THREE: OLD}}
    (plan,) = plan_incremental(now, then, Touched(frozenset({"i1"}), frozenset({TWO})))
    assert (plan.changed, plan.touched.incident_ids) == (frozenset({TWO, THREE}), frozenset())
    was = {(TWO, SIX): "a", (TWO, SEVEN): "b", (THREE, SIX): "c"}
    known = {(TWO, SIX): "a", (TWO, SEVEN): "B", (TWO, EIGHT): "d"}
    assert plan.days_to_replace(known, was) == {TWO, THREE}
    assert windows_to_replace(known, was) == {SIX, SEVEN, EIGHT}


def test_files_that_were_only_packed_together_replace_nothing() -> None:
    (plan,) = plan_incremental({"articles": {ONE: NEW}}, {"articles": {ONE: OLD}}, Touched())
    same = {(ONE, SIX): "a", (ONE, SEVEN): "b"}
    assert plan.days_to_replace(same, same) == frozenset()
    assert windows_to_replace(same, same) == frozenset()


def test_incidents_follow_the_feed_and_days_that_differ_without_them_are_replaced_whole() -> None:
    touched = Touched(frozenset({"i1"}), frozenset({ONE}))
    now = {"incidents": {ONE: NEW, TWO: NEW, THREE: OLD}}
    then = {"incidents": {ONE: OLD, TWO: OLD, THREE: OLD}}
    (plan,) = plan_incremental(now, then, touched)
    assert (plan.changed, plan.touched, plan.replace_all) == (frozenset({ONE, TWO}), touched, False)
    without = {(ONE, SIX): "same", (TWO, SIX): "new"}
    assert plan.days_to_replace(without, {(ONE, SIX): "same", (TWO, SIX): "old"}) == {TWO}


def test_nothing_is_done_when_nothing_changed() -> None:
    same = {"incidents": {ONE: OLD}, "articles": {ONE: OLD}}
    plans = plan_incremental(same, same, Touched())
    assert not any(plan.changed or plan.touched.incident_ids for plan in plans)


def test_a_table_that_was_not_loaded_before_is_loaded_whole() -> None:
    (plan,) = plan_incremental({"mentions": {ONE: OLD, TWO: OLD}}, {}, Touched())
    assert plan.changed == {ONE, TWO}


def test_a_full_load_takes_out_everything_even_of_an_empty_table() -> None:
    plans = plan_full({"incidents": {ONE: OLD}, "runs": {}})
    assert [(p.replace_all, p.changed) for p in plans] == [
        (True, frozenset({ONE})),
        (True, frozenset()),
    ]
    assert plans[0].days_to_replace({(ONE, SIX): "a"}, {(ONE, SIX): "a"}) == {ONE}


@pytest.mark.parametrize(
    ("mark", "change_at_mark", "change_seq", "why"),
    [
        (None, "", 9, "the first one"),
        (MARK, "update i1 2", 7, None),
        (MARK, "update i1 2", 9, None),
        (MARK, "insert i8 1", 9, "history"),
        (MARK, "", 9, "history"),
        (MARK, "", 3, "history"),
        (Mark(0, ONE, "", ""), "", 4, None),
    ],
)
def test_a_load_is_full_at_first_and_when_the_history_is_another_one(
    mark: Mark | None, change_at_mark: str, change_seq: int, why: str | None
) -> None:
    found = why_full(mark, change_at_mark, change_seq)
    assert (found is None) if why is None else why in str(found)
