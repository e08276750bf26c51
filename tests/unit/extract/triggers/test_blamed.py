"""What those who are hit are said to have done tells no incident of its own."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Residents of Umlazi beat and burnt to death a man accused of raping a boy.",
            ["mob_violence"],
        ),
        (
            "Residents of Umlazi burned to death a 30-year-old man accused of raping a boy.",
            ["mob_violence"],
        ),
        ("Soldiers shot dead a boy who threw stones at them in Jenin on Friday.", ["shooting"]),
        ("Youths threw stones at soldiers in Jenin on Friday.", ["riot"]),
        ("A man accused of raping a child was arrested in Leeds on Friday.", ["sexual_violence"]),
    ],
)
def test_the_deed_of_who_is_hit_is_why(text: str, expected: list[str]) -> None:
    assert types(text) == expected
