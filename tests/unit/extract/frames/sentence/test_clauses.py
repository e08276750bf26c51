"""Two incidents that one sentence tells in two clauses."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default
from tests.unit.extract.told import mentions


def told(text: str) -> list[tuple[str, str | None, int | None]]:
    """The types, places and numbers of dead that a text tells, in order."""
    found = []
    for mention in mentions(text):
        dead = [c.best for c in mention.casualties if c.outcome == "killed" and not c.part_of]
        found.append((mention.event_type, mention.place.name, dead[0] if dead else None))
    return found


def test_what_was_hours_before_is_another_incident_with_its_own_dead() -> None:
    text = (
        "A truck bomb killed six people in Cali on Tuesday, hours after a drone brought down a "
        "police helicopter near Amalfi in the north-west of Colombia, killing 12 officers."
    )
    assert told(text) == [("bombing", "Cali", 6), ("drone_strike", "Amalfi", 12)]


@pytest.mark.parametrize(
    "text",
    [
        "A strike killed six people in Tyre; another, on a car in Nabatieh, killed two Lebanese.",
        "Gunmen killed six people in Tyre and a bomb killed two in Nabatieh in Lebanon.",
        "The army killed six rebels in Tyre, while rebels killed two people in Nabatieh, Lebanon.",
    ],
)
def test_clauses_with_dead_and_towns_of_their_own_are_two_incidents(text: str) -> None:
    assert [(place, dead) for _, place, dead in told(text)] == [("Tyre", 6), ("Nabatieh", 2)]


def test_an_aside_between_keeps_each_toll_with_its_own_town() -> None:
    text = (
        "A missile killed two people in Kharkiv and injured five, and a guided bomb killed one in "
        "Kherson on Tuesday."
    )
    first, second = mentions(text)
    assert [c.best for c in first.casualties] == [2, 5]
    assert [c.best for c in second.casualties] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed three people in Quetta and wounded seven others on Tuesday.",
        "A bomber killed three soldiers in Peshawar, and gunmen then shot dead four more inside.",
        "He died two days after he was shot in Lima by gunmen who killed his brother.",
    ],
)
def test_one_incident_told_in_two_clauses_stays_one(text: str) -> None:
    assert len(told(text)) == 1


def test_a_clause_ends_where_hours_have_gone_by() -> None:
    (told, *_) = default(
        "A missile attack on Dnipro in Ukraine killed five people and wounded 23 late on Monday, "
        "hours after drones had damaged a tyre plant far inside Russia."
    )
    assert sorted(c.best or 0 for c in told.casualties) == [5, 23]


def test_what_was_hours_before_abroad_is_another_though_the_first_has_no_toll() -> None:
    told = default(
        "Israeli aircraft bombed a base in Tyre on Tuesday, hours after a rocket wounded three "
        "people in Kiryat Shmona."
    )
    assert [(m.place.name, bool(m.casualties)) for m in told] == [
        ("Tyre", False),
        ("Kiryat Shmona", True),
    ]
