"""Countries of which only the border is told."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import told_place


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen killed five in a village on the border with Chad, Sudan's army said.", "SD"),
        ("Ten Nigerien soldiers died in an ambush near the border with Mali.", "NE"),
        # nothing else says where it was
        ("Gunmen killed five people near the border with Chad on Monday.", "TD"),
        ("Pirates seized a tanker off the coast of Somalia, a Greek company said.", "SO"),
    ],
)
def test_what_is_near_a_border_is_on_the_side_that_is_named(text: str, country: str) -> None:
    assert told_place(text)[1] == country
