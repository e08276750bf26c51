"""Which type and day a frame has to which another is joined."""

from __future__ import annotations

import pytest

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Field, Place
from tests.unit.extract.told import types


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed nine people in Yelwa, Nigeria, on Tuesday. The attack included looting.",
        "Gunmen shot dead nine people in Yelwa, Nigeria, on Tuesday, burning several homes.",
    ],
)
def test_what_killers_do_besides_makes_no_arson_of_a_killing(text: str) -> None:
    assert types(text) == ["shooting"]


def test_an_abduction_of_so_many_stays_one() -> None:
    text = "Gunmen abducted 12 women in Yelwa, Nigeria, on Tuesday and killed two guards."
    assert types(text) == ["abduction"]


def test_a_headline_without_a_place_has_the_country_that_the_lead_names() -> None:
    """Not the town below from which one was carried up to it."""
    tehran = Place("Tehran", country="IR", place_precision="town")
    headline, lead = _frame(0, tehran, 2), _frame(1, Place("Iran", country="IR"), 1)
    join_frames(headline, lead)
    assert headline.place is lead.place


def _frame(sentence: int, place: Place, told_in: int) -> Frame:
    """A protest of one noun in a sentence (0: the title), with a place told in another one."""
    word = TriggerWord("protest", "n", "protest", "strong")
    field: Field = "text" if sentence else "title"
    trigger = Trigger(sentence, field, 0, 7, 0, 1, word, "occurred", False)
    made = Frame([trigger], "protest", "occurred")
    made.place = PlaceMention("text", 20, 26, place, told_in, relation="in")
    return made
