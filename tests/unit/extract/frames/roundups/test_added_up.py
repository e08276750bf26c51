"""A lead that adds up deeds is none beside them."""

from __future__ import annotations

from tests.unit.extract.articles import default


def test_two_bombings_of_one_town_and_day_are_two_and_their_sum_is_none() -> None:
    told = default(
        "Two bomb attacks in Baghdad killed seven people on Wednesday, police said. In the "
        "deadliest, a bomb left in a market killed six people. In the west of the city, a judge "
        "was killed when a bomb stuck to his car blew up."
    )
    assert [[c.best for c in m.casualties] for m in told] == [[6], [1]]
    assert {str(m.event_start) for m in told} == {"2024-03-13"}


def test_what_does_not_add_up_is_told_as_before() -> None:
    told = default(
        "Two bomb attacks in Baghdad killed nine people on Wednesday, police said. A bomb left in "
        "a market killed six people."
    )
    assert [max(c.best or 0 for c in m.casualties) for m in told] == [9]
