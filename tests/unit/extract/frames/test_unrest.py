"""Unrest of one town and day is one incident, whatever it is called."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import default_types


@pytest.mark.parametrize(
    "text",
    [
        "Two groups rioted in Haifa on Wednesday with clubs and stones. Police fired live rounds.",
        (
            "Marchers clashed with police in Lyon on Wednesday. Police in Lyon fired rubber "
            "bullets at demonstrators who had set cars on fire on Wednesday."
        ),
    ],
)
def test_shots_and_clashes_of_a_march_are_the_march(text: str) -> None:
    assert len(default_types(text)) == 1


def test_a_march_against_soldiers_who_shot_somebody_is_another_incident() -> None:
    text = (
        "Soldiers shot dead two men in Goma on Tuesday. "
        "Residents of Goma marched through the town on Wednesday to protest against it."
    )
    assert default_types(text) == ["shooting", "protest"]
