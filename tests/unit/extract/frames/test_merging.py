"""Which type and day a frame has to which another is joined."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import types


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed nine people in Yelwa, Nigeria, on Tuesday. The attack included looting.",
        "Gunmen shot dead nine people in Yelwa, Nigeria, on Tuesday, burning several homes.",
    ],
)
def test_what_killers_do_besides_makes_no_arson_of_a_killing(text: str) -> None:
    assert types(text) == ["shooting"]


def test_an_abduction_of_so_many_stays_one() -> None:
    text = "Gunmen abducted 12 women in Yelwa, Nigeria, on Tuesday and killed two guards."
    assert types(text) == ["abduction"]
