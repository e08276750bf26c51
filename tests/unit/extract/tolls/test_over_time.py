"""Tolls of weeks and years are no incident."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default


@pytest.mark.parametrize(
    "text",
    [
        "The office had recorded 798 killings in the past six weeks in Gaza.",
        "12 people have been shot dead in Marseille in three weeks, the prosecutor said.",
    ],
)
def test_the_dead_of_weeks_are_no_incident(text: str) -> None:
    assert not default(text)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 30 people in Kabul on Tuesday, the deadliest attack there in two years.",
        "A bomb killed 30 people in Kabul on Tuesday, the third such attack in three weeks.",
    ],
)
def test_what_is_the_worst_in_years_is_one(text: str) -> None:
    assert [c.best for m in default(text) for c in m.casualties] == [30]
