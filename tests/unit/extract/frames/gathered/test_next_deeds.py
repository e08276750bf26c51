"""What the next sentence tells of nobody's doing is of the deed before it."""

from __future__ import annotations

import pytest

from tests.unit.extract.told import mentions

DEED = "Gunmen killed nine people in a village near Jos, Nigeria, on Sunday."
FIRE = "Jihadists set fire to 20 fuel tankers near Kayes, Mali, on Sunday."


@pytest.mark.parametrize("behind", ["Some 20 homes were burned down.", "Shops were looted."])
def test_raiders_burn_and_loot_in_the_raid_that_is_told_before(behind: str) -> None:
    (mention,) = mentions(f"{DEED} {behind}")
    assert mention.event_type == "shooting"


def test_the_dead_of_the_next_sentence_are_those_of_a_fire_that_somebody_laid() -> None:
    (mention,) = mentions(f"{FIRE} Five drivers were killed.")
    assert mention.event_type == "arson"
    assert [c.best for c in mention.casualties if c.outcome == "killed"] == [5]


def test_a_deed_of_another_place_or_doer_is_another() -> None:
    """So is one that says where it was or who did it."""
    assert len(mentions(f"{DEED} In Kano, a mosque was set on fire on Monday.")) == 2
    told = mentions(f"{FIRE} Soldiers killed five people in Gao.")
    assert not [c for m in told if m.event_type == "arson" for c in m.casualties]


def test_what_somebody_calls_a_deed_is_no_other_deed() -> None:
    text = "An explosive charge destroyed a stretch of track near Lublin, Poland, on Sunday."
    (mention,) = mentions(f"{text} The prime minister called it an act of sabotage.")
    assert mention.event_type == "bombing"
