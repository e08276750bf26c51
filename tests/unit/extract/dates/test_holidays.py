"""The days of holidays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates.holidays import holiday_in


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        ("12-25", 2020, date(2020, 12, 25)),
        ("easter+0", 2022, date(2022, 4, 17)),
        ("easter+0", 2000, date(2000, 4, 23)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("11-thursday-4", 2021, date(2021, 11, 25)),
        ("05-monday-last", 2022, date(2022, 5, 30)),
        ("09-monday-1", 2022, date(2022, 9, 5)),
        ("11-friday-after-4-thursday", 2021, date(2021, 11, 26)),
    ],
)
def test_a_rule_names_its_day(rule: str, year: int, expected: date) -> None:
    assert holiday_in(rule, year) == expected


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    easter = holiday_in("easter+0", year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
