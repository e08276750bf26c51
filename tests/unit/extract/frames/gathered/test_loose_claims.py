"""Tolls of sentences that tell nothing else, and of what they are none."""

from __future__ import annotations

from tests.unit.extract.articles import default


def test_the_dead_of_another_country_are_none_of_the_march_told_before() -> None:
    (told, *_) = default(
        "Hundreds rallied in Antananarivo in Madagascar on Saturday over power cuts. Nepal marked "
        "a year since a night in which 76 people died."
    )
    assert not told.casualties


def test_who_drowned_is_none_of_the_dead_of_an_abduction() -> None:
    (told,) = default(
        "Three nurses were abducted near Fizi in Congo on Sunday. At least 15 people drowned when "
        "a boat sank on Lake Tanganyika."
    )
    assert all(c.outcome != "killed" for c in told.casualties)
