"""What is dated only by who speaks of it takes its day from the sentence that tells it."""

from __future__ import annotations

from datetime import date

from tests.unit.extract.articles import default


def test_the_day_of_the_deed_is_told_below_that_on_which_it_was_condemned() -> None:
    (told,) = default(
        "The United Nations condemned on Wednesday attacks that killed 40 civilians in El Fasher. "
        "A shelter there was struck by drones on Monday night, local groups said."
    )
    assert (told.event_type, told.event_start) == ("drone_strike", date(2024, 3, 11))
    assert [c.best for c in told.casualties] == [40]


def test_strikes_elsewhere_of_the_day_before_are_no_day_of_the_deed() -> None:
    told = default(
        "Two soldiers were killed by a drone near Haifa on Wednesday, the army said. "
        "Israeli strikes killed 50 people across Lebanon on Tuesday."
    )
    days = {m.place.country: m.event_start for m in told}
    assert days["IL"] == date(2024, 3, 13)


def test_the_end_of_a_siege_is_not_the_day_on_which_it_began() -> None:
    (told,) = default(
        "Somali forces ended a siege of a hotel in Beledweyne early on Wednesday in which at least "
        "14 people were killed. Militants attacked the hotel on Tuesday with a car bomb."
    )
    assert (told.event_type, told.event_start) == ("bombing", date(2024, 3, 12))
