from __future__ import annotations

import pytest

from pipeline import ids
from pipeline.errors import ConfigError
from pipeline.records import Mention
from pipeline.resolve import NO_OVERRIDES, Overrides, read_overrides, resolve
from pipeline.resolve.closure import affected
from tests.unit.resolve.world import HOMS, MOSUL, day, killed, mention, window

HEADER = "action\tincident_id\tother\tfield\tvalue\tnote"
A, B = "a" * 20, "b" * 20

STRIKE, AGAIN = mention("one"), mention("two", recorded_at=window(1))
ELSEWHERE = mention("three", place=MOSUL)


def decide(*lines: str) -> Overrides:
    return read_overrides(["# ours", HEADER, "", *lines])


def made_of(told: Mention) -> str:
    return ids.incident_id(told.mention_id)


def groups(overrides: Overrides, *told: Mention) -> list[list[str]]:
    return sorted(sorted(f.mention_ids) for f in resolve(told, overrides))


def test_an_empty_file_decides_nothing() -> None:
    assert read_overrides([]) == NO_OVERRIDES == decide()


def test_what_a_human_merges_is_one_incident_in_spite_of_any_veto() -> None:
    merged = decide(f"merge\t{made_of(STRIKE)}\t{made_of(ELSEWHERE)}\t\t\tone raid")
    assert groups(NO_OVERRIDES, STRIKE, ELSEWHERE) == [["one"], ["three"]]
    assert groups(merged, STRIKE, ELSEWHERE) == [["one", "three"]]


def test_what_a_human_separates_is_two_incidents() -> None:
    separated = decide(f"separate\t{made_of(STRIKE)}\t{made_of(AGAIN)}")
    assert groups(NO_OVERRIDES, STRIKE, AGAIN) == [["one", "two"]]
    assert groups(separated, STRIKE, AGAIN) == [["one"], ["two"]]


def test_what_a_human_drops_is_not_shown_wherever_its_mention_is() -> None:
    assert groups(decide(f"drop\t{made_of(AGAIN)}"), STRIKE, AGAIN, ELSEWHERE) == [["three"]]


def test_what_a_human_fixes_stays_fixed() -> None:
    name = made_of(STRIKE)
    fixed = decide(f"fix\t{name}\t\tkilled_best\t4", f"fix\t{name}\t\tstatus\talleged")
    (one,) = resolve([STRIKE, AGAIN], fixed)
    assert (one.incident.killed_best, one.incident.status) == (4, "alleged")
    assert not one.incident.is_default


def test_a_field_is_fixed_to_nothing_by_an_empty_value() -> None:
    (one,) = resolve([STRIKE], decide(f"fix\t{made_of(STRIKE)}\t\tplace_name\t"))
    assert one.incident.place_name is None


def test_a_merge_reaches_across_countries_when_one_side_changes() -> None:
    merged = decide(f"merge\t{made_of(STRIKE)}\t{made_of(ELSEWHERE)}")
    found = affected([], [STRIKE], lambda _: [STRIKE], merged, anchors=[ELSEWHERE])
    assert found.mentions.keys() == {STRIKE.mention_id, ELSEWHERE.mention_id}


def test_a_fixed_start_moves_the_interval_and_every_row_of_the_incident() -> None:
    told = mention("one", event_end=day(2), casualties=(killed(3),))
    (one,) = resolve([told], decide(f"fix\t{made_of(told)}\t\tevent_start\t2022-09-03"))
    assert (one.incident.event_date, one.incident.event_end) == (day(10), day(12))
    assert {row.event_date for row in one.sources} == {day(10)}
    assert {row.event_date for row in one.claims} == {day(10)}


def test_a_fixed_start_dates_what_had_no_date() -> None:
    told = mention("one", event_start=None)
    (one,) = resolve([told], decide(f"fix\t{made_of(told)}\t\tevent_start\t2022-09-03"))
    ours = one.incident
    assert (ours.event_end, ours.event_date_source, ours.date_precision) == (day(10), "text", "day")


def test_a_start_fixed_to_nothing_takes_the_end_along_and_keeps_the_day() -> None:
    (one,) = resolve([STRIKE], decide(f"fix\t{made_of(STRIKE)}\t\tevent_start\t"))
    assert (one.incident.event_start, one.incident.event_end) == (None, None)
    assert (one.incident.event_date, one.incident.date_precision) == (day(0), "unknown")


@pytest.mark.parametrize(
    ("field", "value", "tolls"),
    [("best", 9, (3, 9, 9)), ("best", 1, (1, 1, 3)), ("low", 5, (5, 5, 5)), ("high", 2, (2, 2, 2))],
)
def test_a_fixed_toll_takes_its_bounds_along(
    field: str, value: int, tolls: tuple[int, int, int]
) -> None:
    told = mention("one", casualties=(killed(3),))
    (one,) = resolve([told], decide(f"fix\t{made_of(told)}\t\tkilled_{field}\t{value}"))
    ours = one.incident
    assert (ours.killed_low, ours.killed_best, ours.killed_high) == tolls


def test_fixed_fields_that_contradict_each_other_are_named() -> None:
    with pytest.raises(ConfigError, match=r"killed_low of .* is above its killed_best"):
        decide(f"fix\t{A}\t\tkilled_low\t5", f"fix\t{A}\t\tkilled_best\t4")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (f"join\t{A}\t{B}", "3: unknown action 'join' (there is: merge, separate, drop, fix)"),
        (f"merge\t{A}", "3: merge needs other"),
        (f"merge\t{A}\t{A}", "3: merge needs two incidents"),
        (f"drop\t{A}\t{B}", "3: drop takes no other"),
        ("drop\tabc", "3: 'abc' is no incident id (20 hexadecimal digits)"),
        ("drop\t", "3: drop needs incident_id"),
        (f"fix\t{A}\t\t\t5", "3: fix needs field"),
        (f"fix\t{A}\t\tkiled\t5", "3: unknown field 'kiled', or one that cannot be fixed"),
        (f"fix\t{A}\t\tincident_id\t{B}", "3: unknown field 'incident_id', or one"),
        (f"fix\t{A}\t\tkilled_best\tfew", "3: killed_best: Expected"),
        (f"fix\t{A}\t\tstatus\tperhaps", "3: status: Invalid enum value"),
        (f"fix\t{A}\t\tstatus\tplanned", "3: no incident has the status 'planned'"),
        (f"fix\t{A}\t\tevent_type\t", "3: event_type: Expected"),
        (f"fix\t{A}\t\tevent_type\tairstrik", "3: unknown event type 'airstrik'"),
        (f"drop\t{A}\t\t\t\tnote\tmore", "3: expected 6 columns, found 7"),
    ],
)
def test_a_wrong_line_is_named(line: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_overrides(["# ours", HEADER, line])
    assert str(caught.value).startswith(f"overrides.tsv:{message}")


def test_a_wrong_header_is_named() -> None:
    with pytest.raises(ConfigError, match=r"o\.tsv:1: expected the columns action, incident_id"):
        read_overrides(["action\tid"], "o.tsv")


def test_a_far_place_in_another_province_is_no_reason_to_merge_all() -> None:
    merged = decide(f"merge\t{made_of(STRIKE)}\t{made_of(ELSEWHERE)}")
    aside = mention("four", place=HOMS)
    assert groups(merged, STRIKE, ELSEWHERE, aside) == [["four"], ["one", "three"]]
