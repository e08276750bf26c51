"""Who was taken or held: people, in many words."""

from __future__ import annotations

import pytest

from tests.unit.extract.tolls.claims import counts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gunmen took 12 pupils hostage.", 12),
        ("Soldiers held 30 villagers captive for a week.", 30),
        ("Twelve pupils were taken hostage.", 12),
        ("Gunmen seized at least 12 pupils from a school.", 12),
        ("Three women were snatched from a market.", 3),
        ("Gunmen took away seven traders.", 7),
        ("Rebels captured five soldiers.", 5),
    ],
)
def test_who_is_taken_counts(text: str, count: int) -> None:
    assert counts(text) == [("captured", count)]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured three villages.",
        "Police seized 40 rifles.",
        "The talks took two days.",
        "They held 30 villages.",
    ],
)
def test_towns_goods_and_time_are_no_captives(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine died and four were badly burned.", [("killed", 9), ("injured", 4)]),
        ("A mob burned two men.", [("injured", 2)]),
        ("Gunmen burned 12 huts.", []),
        ("Rebels burned 40 fuel tankers.", []),
    ],
)
def test_burned_things_are_nobody_s_wounds(text: str, told: list[tuple[str, int]]) -> None:
    assert counts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three people who were hurt when rockets hit a market have died.", [("killed", 3)]),
        ("Two men hurt in the blast have since died.", [("killed", 2)]),
        ("Ten people were wounded, and two have died.", [("injured", 10), ("killed", 2)]),
        ("Two men were hurt and have left hospital.", [("injured", 2)]),
        # cut off, as headlines are
        ("Two men hurt in a blast have", [("injured", 2)]),
    ],
)
def test_who_was_hurt_and_has_died_is_dead(text: str, told: list[tuple[str, int]]) -> None:
    assert counts(text) == told
