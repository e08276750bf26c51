"""A lead that tells of a whole country's day, and below it what was in each town."""

from __future__ import annotations

from datetime import date

from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.interval import one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.roundups.nationwide import date_places
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Place, PlacePrecision
from tests.unit.extract.told import mentions

LEAD = "Russian drones killed four people in several regions of Ukraine on Tuesday night. "


def days(text: str) -> dict[str | None, date | None]:
    return {mention.place.name: mention.event_start for mention in mentions(text)}


def test_what_a_place_of_a_round_up_tells_is_of_its_day() -> None:
    text = LEAD + "In Kharkiv, drones slammed into a block of flats and killed one person."
    assert days(text)["Kharkiv"] == date(2024, 3, 12)


def frame(sentence: int, killed: int, name: str, precision: PlacePrecision) -> Frame:
    """A drone strike in Ukraine that a sentence tells, with its dead."""
    word = TriggerWord("drone strike", "n", "drone_strike", "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", False)
    place = Place(name=name, country="UA", place_precision=precision)
    claim = CasualtyMention("killed", killed, killed, killed, "text", 0, 8, sentence, 0, 8, 0, 8)
    told = PlaceMention("text", 0, 8, place, sentence)
    return Frame([trigger], "drone_strike", "occurred", None, told, [claim])


def test_more_dead_than_the_round_up_has_are_no_part_of_it() -> None:
    whole, part, other = (
        frame(1, 4, "Ukraine", "country"),
        frame(2, 1, "Kharkiv", "town"),
        frame(3, 9, "Kherson", "town"),
    )
    whole.date = EventDate(one_day(date(2024, 3, 12)), None, "clause")
    date_places([whole, part, other])
    assert (part.interval, other.interval) == (whole.interval, None)
