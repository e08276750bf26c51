"""What one verb tells of several places."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.extract.told import mentions


def told(text: str) -> list[tuple[str | None, int | None]]:
    """The places and numbers of dead that a text tells, in order."""
    found = []
    for mention in mentions(text):
        dead = [c.best for c in mention.casualties if c.outcome == "killed" and not c.part_of]
        found.append((mention.place.name, dead[0] if dead else None))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israeli strikes killed five people in Tyre and two in Nabatieh in Lebanon on Tuesday.",
            [("Tyre", 5), ("Nabatieh", 2)],
        ),
        (
            "Nine were killed in Kharkiv, three in Kherson and one in Odesa in Russian strikes.",
            [("Kharkiv", 9), ("Kherson", 3), ("Odesa", 1)],
        ),
    ],
)
def test_each_place_with_a_number_has_the_verb_before_it(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert told(text) == expected


def test_a_place_has_the_day_right_behind_it() -> None:
    text = (
        "Seven militants were killed in an operation in Mohmand on Saturday and six others in "
        "Bannu on the following day, the Pakistani army said."
    )
    first, second = mentions(text)
    assert (first.event_type, second.event_type) == ("armed_clash", "armed_clash")
    assert (first.event_start, second.event_start) == (date(2024, 3, 9), date(2024, 3, 10))


@pytest.mark.parametrize(
    "text",
    [
        "At least 24 were shot dead, 11 in Rafah and 13 in Khan Younis, on Tuesday.",
        "A bomb killed four people in Quetta and two of their relatives in a car on Tuesday.",
        "The blast in Quetta killed nine people on Tuesday, and two in Karachi are missing.",
        "A drone killed a man in Lahore and hurt two, while another one in Sindh did not go off.",
    ],
)
def test_parts_of_a_toll_and_what_is_told_otherwise_are_no_incidents(text: str) -> None:
    assert len(told(text)) == 1
