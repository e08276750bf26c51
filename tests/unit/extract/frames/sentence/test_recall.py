"""Days of events that a sentence looks back to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.rules import load
from pipeline.records import Article, Mention, Rejection
from pipeline.text import read_document

PUBLISHED = datetime(2022, 8, 23, 12, tzinfo=UTC)


def mentions(text: str, language: str = "en") -> tuple[Mention, ...]:
    """The mentions of a text published on Tuesday, 23 August 2022."""
    article = Article("a", text=text, published_at=PUBLISHED, language=language)
    found = load_extractor().extract(article)
    assert not isinstance(found, Rejection)
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shops in Aleppo stayed shut on Monday, three days after rockets killed 14 people.", 19),
        ("Two rockets fell on a market in Aleppo on Monday and killed 14 people.", 22),
    ],
)
def test_an_event_is_counted_back_from_the_day_that_follows_it(text: str, day: int) -> None:
    assert [m.event_start for m in mentions(text)] == [date(2022, 8, day)]


def test_the_day_of_an_arrest_is_not_that_of_its_bomb() -> None:
    text = (
        "Police in Lyon arrested two men on Monday on suspicion of having planted the bomb that "
        "tore through a bar. The explosion on August 14 killed five people in Lyon."
    )
    days = {m.event_type: m.event_start for m in mentions(text)}
    assert days["bombing"] == date(2022, 8, 14)


def test_a_place_of_those_who_say_it_is_not_that_of_the_event() -> None:
    text = "Gunmen killed three soldiers on Monday, according to officials in Washington."
    assert all(m.place.name != "Washington" for m in mentions(text))


def test_the_day_of_an_arrest_told_behind_its_deed_is_not_the_deeds() -> None:
    text = (
        "The man who set off bombs in two stations in Lyon was arrested on Monday in a park. "
        "The bombs exploded on Saturday in the morning rush."
    )
    assert {m.event_type: m.event_start for m in mentions(text)}["bombing"] == date(2022, 8, 20)


def test_words_of_courts_are_those_of_the_articles_language() -> None:
    text = (
        "La fiscalía, que investiga el caso desde hace tiempo en la región, informó el lunes de "
        "que hombres armados mataron a tres soldados cerca de Cali."
    )
    assert [(m.event_type, m.event_start) for m in mentions(text, "es")] == [("armed_clash", None)]


def test_days_are_counted_back_in_spanish_as_well() -> None:
    text = (
        "Hombres armados mataron a un policía en Cali el lunes, tres días después de que una bomba "
        "matara a dos soldados. El agente vigilaba un banco. La ciudad está en calma. Los "
        "comercios siguen abiertos."
    )
    assert [(m.event_type, m.event_start) for m in mentions(text, "es")] == [
        ("attack", date(2022, 8, 22)),
        ("bombing", date(2022, 8, 19)),
    ]


def test_a_day_behind_what_was_done_after_the_deed_is_not_the_deeds() -> None:
    text = (
        "Two bombs exploded at stations in Lyon, and six people were hurt. "
        "Detectives have gone through what he did right before and after the bombings, and they "
        "were also working on Monday to trace his travels."
    )
    extractor = load()
    reading = extractor.read(
        read_document(Article("a", text, published_at=PUBLISHED)), extractor.words["en"]
    )
    assert reading is not None
    told = [f for f in read_frames(reading) if f.first_sentence == 1]
    assert told
    assert all(frame.own_interval is None for frame in told)


def test_who_is_remembered_on_monday_died_on_the_full_date() -> None:
    text = (
        "Bells rang in Oslo on Monday, once for each of those who were killed when a gunman opened "
        "fire at the camp on 22 July 2011."
    )
    (told,) = mentions(text)
    assert (told.event_start, told.salience) == (date(2011, 7, 22), "background")


def test_survivors_who_speak_tell_it_and_those_who_mourn_recall_it() -> None:
    told = "Survivors of the attack said gunmen killed 11 people in Tillaberi on Monday."
    assert [m.event_start for m in mentions(told)] == [date(2022, 8, 22)]
    assert not mentions("Survivors of the bombing laid flowers in Madrid on Monday.")
