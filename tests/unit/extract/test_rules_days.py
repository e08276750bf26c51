"""The day of an incident, of whole articles."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.extract.articles import default, read


def test_unrest_without_a_day_lasts_from_its_cause_until_it_is_told() -> None:
    """Sparked by what was on Friday, told on Thursday."""
    text = (
        "Six people have died in Quito in unrest sparked by the killing of a pupil on 8 March,"
        " a doctor said."
    )
    days = [(m.event_start, m.event_end) for m in read(text) if m.event_type == "riot"]
    assert days == [(date(2024, 3, 8), date(2024, 3, 14))]


def test_unrest_lasts_until_the_day_on_which_somebody_told_of_it() -> None:
    """Not until the page was published."""
    text = (
        "Soldiers have used lethal force to crush protests in 30 towns across Ecuador sparked by a"
        " rise in fuel prices on 8 March, said Amnesty International on Tuesday, March 12."
    )
    days = {(m.event_start, m.event_end) for m in read(text)}
    assert days == {(date(2024, 3, 8), date(2024, 3, 12))}


def test_the_day_on_which_remains_were_found_is_not_that_of_the_shooting() -> None:
    """Nobody knows when it was."""
    text = (
        "The remains of a grocer were found on Sunday in a wood near Kribi, with bullet wounds.\n"
        "His son had looked for him since January."
    )
    found = read(text)
    assert found
    assert all(m.event_start != date(2024, 3, 10) for m in found)


def test_a_day_far_below_is_not_that_of_what_is_told_in_passing() -> None:
    """The next trip of who is interviewed is no day of a shooting."""
    talk = "\n".join(
        f"The minister spoke of plan {n} for the schools of the land." for n in range(9)
    )
    text = (
        "The minister called the law on guns a failure.\n"
        "She praised teachers.\nShe praised nurses.\nShe praised trains.\n"
        "Hours after the talk, a gunman opened fire at a cinema in Louisiana, killing two.\n"
        f"{talk}\nShe was back at her desk on Sunday."
    )
    found = read(text)
    assert found
    assert all(m.event_start != date(2024, 3, 10) for m in found)


def test_before_dawn_is_on_its_day() -> None:
    """The attack was on Tuesday, not before it."""
    (mention,) = default("Gunmen killed ten soldiers at a base in Gao before dawn on Tuesday.")
    assert mention.event_start == date(2024, 3, 12)


def test_the_day_behind_a_report_is_that_of_what_was_reported() -> None:
    """Said on Thursday, struck on Wednesday: one raid."""
    text = (
        "The army killed nine rebels in an air raid on a camp near Calamar in Colombia, the defence"
        " minister said on Thursday.\n"
        "The planes struck before dawn on Wednesday near the river."
    )
    (mention,) = default(text)
    assert mention.event_start == date(2024, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "A motive remains unclear for the shooting of two cooks in Boise on Monday.",
        "Hundreds marched in Sofia to protest against the new tax law on Monday.",
        "Drivers blocked bridges in Porto in protest at new tolls on Monday.",
    ],
)
def test_what_remains_or_is_protested_against_leaves_an_event_its_day(text: str) -> None:
    """A motive is no body, and a law has no day."""
    assert {(m.event_start, m.event_end) for m in default(text)} == {
        (date(2024, 3, 11), date(2024, 3, 11))
    }


@pytest.mark.parametrize(
    "truce",
    [
        "despite a ceasefire agreed in November 2023",
        "despite a truce that took effect on January 19",
        "as near-daily attacks go on despite a truce reached in November",
    ],
)
def test_the_day_of_a_truce_is_none_of_its_violation(truce: str) -> None:
    text = f"A drone hit a car in southern Lebanon on Tuesday, killing two people, {truce}."
    assert [m.event_start for m in default(text)] == [date(2024, 3, 12)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The toll of a bombing in Kabul has risen to 31, the ministry said on Tuesday.", None),
        ("A third man has died after a shooting in Kingston, police said on Tuesday.", None),
        (
            "The toll of Monday's bombing in Kabul has risen to 31, the ministry said on Tuesday.",
            date(2024, 3, 11),
        ),
        ("A bomb killed 31 people in Kabul, the ministry said on Tuesday.", date(2024, 3, 12)),
    ],
)
def test_the_day_on_which_a_toll_rose_is_not_that_of_the_deed(text: str, day: date | None) -> None:
    assert [m.event_start for m in default(text)] == [day]


def test_a_weekend_before_who_tells_of_it_is_that_of_the_deed() -> None:
    text = "Militants abducted 13 farmers near Gwoza, Nigeria, at the weekend, residents said."
    (mention,) = read(text)
    assert (mention.event_start, mention.event_end) == (date(2024, 3, 9), date(2024, 3, 10))


def test_an_arrest_on_charges_has_its_own_day() -> None:
    told = read("Turkish police detained a mayor in Izmir on Tuesday on charges of corruption.")
    assert [str(m.event_start) for m in told] == ["2024-03-12"]


def test_what_is_counted_back_from_a_later_day_is_not_of_that_day() -> None:
    told = read(
        "The ship sank off Hodeidah on Wednesday after an attack by Houthi fighters two days"
        " earlier in which four of its crew were killed."
    )
    assert [str(m.event_start) for m in told] == ["2024-03-11"]


def test_an_arrest_is_of_the_day_behind_it() -> None:
    text = (
        "Two men suspected of stealing jewels from the Louvre in Paris on 19 October were arrested"
        " on Saturday evening."
    )
    assert [str(m.event_start) for m in read(text)] == ["2024-03-09"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Clashes near Goma have left 35 people dead since Saturday.", 9, 14),
        ("At least 35 people have been killed in clashes near Goma since Saturday.", 9, 14),
        ("Shelling has killed 12 people in Goma since Sunday, a doctor said on Wednesday.", 10, 13),
        ("Two nurses held hostage since Sunday in Goma were freed on Tuesday, he said.", 10, 10),
        ("Gunmen killed four people in Goma on Tuesday, the third attack since Sunday.", 12, 12),
        ("Rebels were shot dead in Goma on Monday by men who were out since Sunday.", 11, 11),
    ],
)
def test_what_goes_on_since_a_day_lasts_until_it_is_told(text: str, first: int, last: int) -> None:
    (mention,) = default(text)
    assert (mention.event_start, mention.event_end) == (date(2024, 3, first), date(2024, 3, last))


def test_what_is_counted_since_a_date_is_no_deed_of_its_days() -> None:
    found = read("The war near Goma has killed 350 people since January 23, a doctor said.")
    assert all(m.event_start != date(2024, 1, 23) for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "A judge was shot dead outside a court in Guayaquil on Tuesday, officials said.",
        "A prosecutor was shot dead in Guayaquil on Tuesday, the prosecutor's office said.",
        "A lawyer was stabbed outside the courthouse in Guayaquil on Tuesday, police said.",
    ],
)
def test_who_is_of_a_court_may_be_hit_on_the_day_that_is_told(text: str) -> None:
    (mention,) = default(text)
    assert mention.event_start == date(2024, 3, 12)


def test_what_a_court_does_on_a_day_is_no_day_of_the_deed() -> None:
    text = "A judge on Tuesday sentenced a man who shot two clerks in Guayaquil."
    assert all(m.event_start != date(2024, 3, 12) for m in read(text))


def test_judges_of_a_court_who_are_shot_are_not_shot_when_others_were() -> None:
    """What befell one of them years ago has its own day."""
    found = default(
        "A gunman shot dead two senior judges of Iran's Supreme Court in Tehran on Tuesday. One"
        " of them had survived an attempt on his life in January 1999, when men bombed his car."
    )
    assert [(m.place.name, [c.best for c in m.casualties]) for m in found] == [("Tehran", [2])]
