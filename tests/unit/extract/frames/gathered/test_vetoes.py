"""What rules out that two frames tell one incident."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.vetoes import may_join
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Participant, Place
from tests.unit.extract.told import types


def frame(sentence: int, *sides: Participant) -> Frame:
    """A strike that a sentence tells, with its sides by grammar."""
    word = TriggerWord("strike", "n", "air_strike", "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", True)
    made = Frame([trigger], "air_strike", "occurred")
    made.sides.extend(sides)
    return made


BASE = Participant("target", "Norwegian base", None, "military", "NO")
REBELS = Participant("perpetrator", "rebels", None, "armed_group")
ARMY = Participant("perpetrator", "the Norwegian army", "norwegian_army", "military", "NO")


def test_who_was_hit_strikes_back_in_another_incident() -> None:
    """The rebels hit the base; the army's strikes are an answer."""
    assert not may_join(frame(0, BASE, REBELS), frame(1, ARMY))


def test_it_is_no_answer_where_nobody_else_struck() -> None:
    """As when soldiers shoot their own, or the doer was not known yet."""
    assert may_join(frame(0, BASE), frame(1, ARMY))
    assert may_join(frame(0, BASE, REBELS), frame(1, REBELS))


def at(sentence: int, country: str, *sides: Participant) -> Frame:
    """A strike in a country."""
    made = frame(sentence, *sides)
    made.place = PlaceMention("text", 0, 4, Place("Town", country=country), sentence)
    return made


def test_a_state_that_struck_abroad_is_hit_at_home_in_another_incident() -> None:
    """Rockets that answer its strikes, not its own soldiers' later strikes there."""
    strikes = at(0, "SE", ARMY)
    assert not may_join(strikes, at(1, "NO", REBELS))
    assert may_join(strikes, at(1, "SE", REBELS))
    assert may_join(at(0, "NO", ARMY), at(1, "NO", REBELS))


def test_police_who_shoot_the_driver_make_no_shooting_of_a_ramming() -> None:
    """Their shots answer it."""
    text = "A man drove a car into a crowd in Lyon on Tuesday, killing two. Police shot him dead."
    assert types(text) == ["attack"]
