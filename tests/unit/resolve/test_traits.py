"""What of a mention counts when it is compared."""

from __future__ import annotations

from pipeline.records import Mention, Participant
from pipeline.resolve.traits import read_traits


def doers(*participants: Participant) -> frozenset[str]:
    """The doers of a mention with these participants."""
    return read_traits(Mention("m", "a", "air_strike", participants=participants), {}, 1).doers


def test_a_state_and_its_forces_are_one_doer() -> None:
    """Reports differ in which of them they name."""
    army = Participant("perpetrator", "Norwegian army", "norwegian_army", "military", "NO")
    assert doers(army) == doers(Participant("perpetrator", "Norway", "norway", "state", "NO"))


def test_an_armed_group_is_not_the_state_it_is_at_home_in() -> None:
    """It counts under its own id; who is hurt is no doer."""
    group = Participant("perpetrator", "the Front", "front", "armed_group", "NO")
    hurt = Participant("victim", "Norway", "norway", "state", "NO")
    assert doers(group, hurt) == {"front"}
