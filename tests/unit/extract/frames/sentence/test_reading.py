"""What each sentence tells of its incidents."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.rules import RulesExtractor, load
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.articles import default

EXTRACTOR: RulesExtractor = load()
STORY = (
    "Rockets hit the port of Aden on Sunday, killing two sailors. "
    "The minister said on Tuesday that the attack was cowardly. "
    "A mortar round also killed a child in Lahij."
)


def frames(text: str) -> list[Frame]:
    """The frames of an article of Wednesday, 13 March 2024, before they are gathered."""
    article = Article("a", text, published_at=datetime(2024, 3, 13, tzinfo=UTC))
    reading = EXTRACTOR.read(read_document(article), EXTRACTOR.words["en"])
    assert reading is not None
    return read_frames(reading)


def test_the_day_on_which_somebody_spoke_is_not_carried_on() -> None:
    last = frames(STORY)[-1]
    assert last.interval is not None
    assert last.interval.start == date(2024, 3, 10)


def test_telegrams_in_capitals_are_the_report_of_their_day() -> None:
    last = frames(STORY.upper())[-1]
    assert last.interval is not None
    assert last.interval.start == date(2024, 3, 12)


def test_who_is_called_to_a_shooting_does_not_answer_one() -> None:
    called = "Gunmen shot two men in Tulsa. Officers responded to a shooting at noon."
    answer = "Rebels shelled Tulsa. The army responded to the attack with an air strike on Enid."
    assert [f.is_answer for f in frames(called)] == [False, False]
    assert frames(answer)[-1].is_answer


def test_who_died_in_a_fire_was_not_hurt_by_an_arrest_or_a_march() -> None:
    (arrest,) = frames("Police arrested a landlord in Riga after nine people died in a fire.")
    (march,) = frames("Thousands protested in Riga after nine died when a roof collapsed.")
    assert not arrest.claims
    assert not march.claims


def test_a_town_that_was_captured_is_no_prisoner() -> None:
    (taking,) = frames("Rebels captured Goma on Tuesday.")
    assert not taking.claims


def test_each_of_several_that_the_sentence_before_counts_is_another() -> None:
    text = (
        "A student was shot dead outside a rink in Oakland, California, on Saturday night. It was "
        "one of three shootings in the city over the weekend. On Sunday afternoon, a woman was "
        "shot in her car near Lake Merritt."
    )
    assert [str(m.event_start) for m in default(text)] == ["2024-03-09", "2024-03-10"]


def test_a_days_count_of_fights_along_a_front_is_none() -> None:
    assert not default("Two drones fell. Kyiv counted 141 clashes near Pokrovsk in the past day.")
    assert default("The attack of March 12 near Pokrovsk killed two civilians.")
