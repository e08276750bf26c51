"""Rows of victims, counts of one, and what a denial leaves open."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import counts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # rows with a word on each
        ("Killed were Ana Ruiz, 42; Bo Roe, a guard; and Cy Poe, 8.", [("killed", 3)]),
        ("The blast killed Ana Ruiz, 42; two others were hurt.", [("killed", 1), ("injured", 2)]),
        ("It killed two men; three houses burned.", [("killed", 2)]),
        (
            "One hit a hall, killing six people, a guard among them; another killed a woman.",
            [("killed", 6), ("killed", 1)],
        ),
        # counts of deaths
        ("Police told of one death and three injuries.", [("killed", 1), ("injured", 3)]),
        ("The strike caused three confirmed deaths.", [("killed", 3)]),
        ("One death squad was named.", []),
        ("The blast left a toll of two dead.", [("killed", 2), ("killed", 2)]),
        ("None of the four priests and about 90 pupils was hurt.", [("injured", 0)]),
        # who denies the worst leaves the rest open
        ("Luckily, no one was seriously hurt.", []),
        ("No one was killed or seriously injured.", [("killed", 0)]),
    ],
)
def test_each_of_a_row_is_counted_once(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected
