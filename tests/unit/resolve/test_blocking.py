from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.records import Mention, Place
from pipeline.resolve.blocking import (
    block_keys,
    event_day,
    group_blocks,
    is_eligible,
    neighbourhood,
    span,
)
from tests.unit.resolve.world import DAY_0, DEIR, HOMS, MOSUL, NOWHERE, day, mention


def meet(one: Mention, other: Mention) -> bool:
    assert span(one).meets(span(other)) == span(other).meets(span(one))
    return span(one).meets(span(other))


def on(first: int, last: int | None = None, **fields: Any) -> Mention:
    end = day(first if last is None else last)
    return mention("m", event_start=day(first), event_end=end, **fields)


YEAR = mention("y", event_start=date(2022, 1, 1), event_end=date(2022, 12, 31))
MONTH = mention("m", event_start=date(2022, 8, 1), event_end=date(2022, 8, 31))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (on(0), on(0), True),
        (on(0), on(1), True),
        (on(0), on(2), False),
        (on(0, 5), on(6), True),
        (MONTH, on(0), True),
        (MONTH, on(30), False),
        (YEAR, on(0), False),
        (YEAR, replace(YEAR, mention_id="z"), True),
        (mention("u", event_start=None), on(-7), True),
        (mention("u", event_start=None), on(-9), False),
        (mention("u", event_start=None), on(1), True),
        (mention("u", event_start=None), on(2), False),
    ],
)
def test_whose_days_meet(one: Mention, other: Mention, expected: bool) -> None:
    assert meet(one, other) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"status": "thwarted"}, True),
        ({"status": "planned"}, False),
        ({"status": "negated"}, False),
        ({"event_start": None}, True),
        ({"salience": "background"}, True),
        ({"salience": "background", "place": NOWHERE}, False),
        ({"salience": "background", "event_start": None}, False),
        ({"salience": "background", "event_start": None, "status": "alleged"}, True),
    ],
)
def test_which_mentions_are_an_incident(fields: dict[str, Any], expected: bool) -> None:
    assert is_eligible(mention("m", **fields)) == expected


def test_a_mention_without_any_time_has_a_day_all_the_same() -> None:
    bare = Mention("m", "a", "shelling")
    assert event_day(bare) == date(1970, 1, 1)
    assert block_keys(bare)


def test_a_mention_of_unknown_country_is_read_for_in_every_country() -> None:
    assert neighbourhood([on(0), on(0, place=NOWHERE)]).countries is None
    assert neighbourhood([on(0), on(0, place=MOSUL)]).countries == frozenset((None, "SY", "IQ"))


def test_only_the_admin1_of_a_mention_and_what_has_none_is_read() -> None:
    blocks = neighbourhood([on(0)])
    vague = replace(DEIR, admin1=None, admin1_code=None)
    assert blocks.covers(on(1))
    assert blocks.covers(on(0, place=vague))
    assert blocks.covers(on(0, place=NOWHERE))
    assert not blocks.covers(on(0, place=HOMS))
    assert not blocks.covers(on(0, place=MOSUL))
    assert neighbourhood([on(0, place=vague)]).covers(on(0, place=HOMS))


def test_far_from_its_day_only_what_is_of_no_day_or_of_several_is_read() -> None:
    blocks = neighbourhood([on(0)])
    assert [n for n in range(-12, 12) if blocks.covers(on(n))] == [-1, 0, 1]
    assert [n for n in range(-12, 12) if blocks.covers(on(n, n + 1))] == [*range(-8, 9)]
    undated = [mention("u", event_start=None, event_date=day(n)) for n in range(-12, 12)]
    assert [one.event_date for one in undated if blocks.covers(one)] == [
        day(n) for n in range(-8, 9)
    ]


def named(n: int, place: Place = DEIR, *, names: tuple[str, ...] = ("Jane Roe",)) -> Mention:
    return on(n, place=place, event_type="shooting", names=names)


def test_a_name_is_read_for_far_away_in_time_but_not_in_another_country() -> None:
    blocks = neighbourhood([named(0)]).by_name
    assert {(part.country, part.names) for part in blocks.parts} == {("SY", ("Jane Roe",))}
    assert blocks.covers(named(200))
    assert blocks.covers(named(200, NOWHERE))
    assert blocks.covers(replace(named(200), event_type="arrest"))
    assert not blocks.covers(replace(named(200), event_type="air_strike"))
    assert not blocks.covers(named(200, MOSUL))
    assert not blocks.covers(on(200, event_type="shooting"))
    assert neighbourhood([named(0, NOWHERE)]).by_name.covers(named(200, MOSUL))


def test_in_another_admin1_two_names_are_read_for() -> None:
    both = ("Jane Roe", "John Doe")
    blocks = neighbourhood([named(0, names=both)]).by_name
    assert not blocks.covers(named(200, HOMS))
    assert blocks.covers(named(200, HOMS, names=both))
    assert not blocks.covers(named(200, MOSUL, names=both))


def test_a_street_is_read_for_in_all_admin1() -> None:
    street = ("bartlett, fallriver",)
    blocks = neighbourhood([named(0, names=street)]).by_name
    assert blocks.covers(named(200, HOMS, names=street))
    assert not blocks.covers(named(200, MOSUL, names=street))
    assert not blocks.covers(named(200, names=("noon, fallriver",)))


def test_a_year_reads_no_more_than_its_own_partition() -> None:
    assert neighbourhood([YEAR]).days == {date(2022, 1, 1)}


def test_a_day_reads_a_few_weeks_of_partitions() -> None:
    days = neighbourhood([on(0)]).days
    assert {day(-8), DAY_0, day(8), date(2022, 8, 1)} <= days
    assert len(days) < 20


def test_blocks_do_not_depend_on_the_order_of_mentions() -> None:
    told = [mention("b"), mention("a", place=NOWHERE)]
    assert group_blocks(told) == group_blocks(told[::-1])


def test_names_that_are_told_on_one_day_share_the_two_years_that_are_read_for_them() -> None:
    one, other = neighbourhood([named(0, names=("a b",)), named(0, names=("c d",))]).by_name.parts
    assert one.days is other.days
    both = neighbourhood([named(0, names=("a b",)), named(3, names=("a b",))]).by_name.parts
    assert [part.days for part in both] == [one.days | neighbourhood([named(3)]).by_name.days]
