"""Which type and day a frame has to which another is joined."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.extract.told import mentions, types


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


def test_a_clause_says_when_that_was_of_which_the_report_had_a_day() -> None:
    text = (
        "Rebels killed 40 people in the Sudanese town of Bara, a group said on Wednesday. "
        "The attackers came on Monday and shot at those who fled."
    )
    assert {mention.event_start for mention in mentions(text)} == {date(2024, 3, 11)}
