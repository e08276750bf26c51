"""What rules out that two frames tell one incident."""

from __future__ import annotations

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.vetoes import may_join
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Participant


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
