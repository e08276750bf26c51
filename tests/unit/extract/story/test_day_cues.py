"""The cues of the days of a story."""

from __future__ import annotations

from pipeline.extract.dates.find import find_dates
from pipeline.extract.story.day_cues import cues_of_nouns
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from tests.unit.extract.dates.stories import document, locate


def nouns(text: str, word: str = "shooting") -> list[tuple[str, str]]:
    """What the deed's word says of the first day of a text."""
    doc = document(text)
    sentence, start, end = locate(doc, word)
    told = TriggerWord(word, "n", "shooting", "strong")
    trigger = Trigger(sentence, "text", start, end, 0, 1, told, "occurred", False)
    return list(cues_of_nouns(find_dates(doc)[0], [("own", trigger)], text))


def test_a_day_right_before_a_deed_is_told_from_one_that_is_only_near() -> None:
    assert nouns("Two men were held in the July 13 shooting outside a bar.") == [
        ("noun", "own next")
    ]
    assert nouns("Two men were held in the July 13 early-morning shooting.") == [
        ("noun", "own near")
    ]


def test_a_day_behind_a_deed_or_beyond_a_comma_is_not_before_it() -> None:
    assert nouns("The shooting on July 13 killed a clerk.") == []
    assert nouns("They were held on July 13, shooting continued.") == []
