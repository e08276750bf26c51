"""Whether an incident is news, context or history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.extract.dates.event import DateSource, EventDate
from pipeline.extract.dates.interval import one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.rules import RulesExtractor, load
from pipeline.extract.salience import salience_of
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Mention, Rejection
from pipeline.text import read_document

PUBLISHED = date(2024, 3, 13)
MOMENT = datetime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day, tzinfo=UTC)
TEXT = "\n".join(f"Shooting number {n} was told here." for n in range(9))
EXTRACTOR: RulesExtractor = load()
LEAD = (
    "Rebels shelled the town of Bunia on Tuesday, killing six people. "
    "Homes burned for hours. The governor asked for calm. Aid groups spoke of hunger. "
    "Prices have risen. Schools are shut. "
)


def salience(
    age: int | None,
    sentence: int = 0,
    confidence: float = 0.9,
    scenes: frozenset[str] = frozenset(),
    source: DateSource = "clause",
) -> str | None:
    """The salience of a shooting so many days before its report."""
    word = TriggerWord("shooting", "n", "shooting", "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", False)
    frame = Frame([trigger], "shooting", "occurred", scenes=scenes, confidence=confidence)
    frame.lead_scenes = scenes
    if age is not None:
        frame.date = EventDate(one_day(PUBLISHED - timedelta(days=age)), None, source)
    document = read_document(Article("a", TEXT, published_at=MOMENT))
    return salience_of(frame, [frame], document)


def mentions(text: str) -> list[Mention]:
    """What an article of 13 March 2024 tells."""
    found = EXTRACTOR.extract(Article("a", text, published_at=MOMENT))
    assert not isinstance(found, Rejection)
    return list(found)


@pytest.mark.parametrize(
    ("age", "expected"), [(0, "main"), (14, "main"), (15, "context"), (60, "context")]
)
def test_news_of_two_weeks_is_main_and_of_two_months_context(age: int, expected: str) -> None:
    assert salience(age) == expected


def test_what_is_older_than_two_months_is_history() -> None:
    assert salience(61) == "background"


def test_an_unsure_incident_is_background() -> None:
    assert salience(1, confidence=0.3) == "background"


def test_a_court_or_an_anniversary_tells_nothing_new_without_a_day() -> None:
    assert salience(None, scenes=frozenset({"legal"})) == "background"
    assert salience(1, scenes=frozenset({"legal"})) == "main"


def test_what_the_lead_tells_of_a_charge_is_news_on_a_day_of_the_story() -> None:
    legal = frozenset({"legal"})
    assert salience(1, scenes=legal, source="story") == "main"
    assert salience(1, sentence=5, scenes=legal, source="story") == "background"


def test_below_the_lead_a_day_and_a_place_of_its_own_make_an_incident_context() -> None:
    text = LEAD + "Gunmen killed three people in Goma on Monday."
    assert [m.salience for m in mentions(text)] == ["main", "context"]


def test_below_the_lead_a_place_will_do_where_the_lead_names_its_day() -> None:
    text = LEAD + "Gunmen shot dead two farmers in the town of Beni, police said."
    told = mentions(text)
    assert [(m.place.name, m.salience) for m in told] == [("Bunia", "main"), ("Beni", "context")]
    undated = text.replace(" on Tuesday", "")
    assert [m.salience for m in mentions(undated)][1:] in ([], ["background"])


def test_below_the_lead_what_is_a_month_old_is_history() -> None:
    text = LEAD + "Gunmen killed three people in Goma on February 13."
    assert [m.salience for m in mentions(text)] == ["main", "background"]


def test_below_the_lead_neither_day_nor_place_comes_from_words_that_point_back() -> None:
    text = LEAD + (
        "Gunmen opened fire on a bus on Monday, wounding eleven passengers, police said. "
        "The attack shocked people in Kisangani."
    )
    assert [m.salience for m in mentions(text)] == ["main", "background"]


def test_telegrams_in_capitals_tell_one_incident_after_another() -> None:
    text = LEAD + "Gunmen opened fire on a bus, wounding eleven passengers."
    assert "background" in [m.salience for m in mentions(text)]
    assert "background" not in [m.salience for m in mentions(text.upper())]


def test_in_a_comment_an_incident_needs_a_day_and_a_place_of_its_own() -> None:
    text = "The murder of eleven people in a synagogue in Leeds is beyond words. We must act."
    article = Article("a", text, url="https://news.example/opinion/act", published_at=MOMENT)
    found = EXTRACTOR.extract(article)
    assert not isinstance(found, Rejection)
    assert {m.salience for m in found} <= {"background"}


def test_a_comment_that_only_says_last_week_recalls() -> None:
    text = "Many were appalled when a man in Leeds was set on fire last week by a protester."
    article = Article("a", text, url="https://news.example/opinion/act", published_at=MOMENT)
    found = EXTRACTOR.extract(article)
    assert not isinstance(found, Rejection)
    assert {m.salience for m in found} <= {"background"}


def test_a_place_of_another_clause_is_not_the_incidents() -> None:
    text = LEAD + (
        "Shortly after rebels fired rockets across the river, a photographer on his way home from "
        "a wedding was told that an aircraft was burning on the outskirts of Kisangani."
    )
    assert "context" not in [m.salience for m in mentions(text)]


def test_a_roundup_of_a_day_is_of_the_day_that_its_title_names() -> None:
    text = (
        "What was reported from the region.\nMali: Two soldiers died when their truck struck a "
        "bomb near Gao.\nNo group has claimed it.\nTraders stayed away from the market.\n"
        "Niger: Elders in Ayorou, on the river, said gunmen had kidnapped their chief."
    )
    found = EXTRACTOR.extract(
        Article("a", text, title="The attacks of Tuesday in brief", published_at=MOMENT)
    )
    assert not isinstance(found, Rejection)
    assert [m.salience for m in found if m.event_type == "abduction"] == ["context"]


def test_a_blotter_lists_arrests_that_are_no_news() -> None:
    text = (
        "The following was taken from the log of the sheriff.\nA dog was found.\nA mailbox was "
        "hit.\nA purse was lost.\nMarch 11: John Miller, 33, was arrested for shoplifting.\n"
        "March 12: Ann Weller, 46, was arrested on a warrant."
    )
    assert {m.salience for m in mentions(text)} <= {"background"}


def test_a_jet_downed_nowhere_in_particular_is_no_row_of_its_own() -> None:
    text = LEAD + "The army's spokesman said on Wednesday that its men had shot down two jets."
    published = datetime(2024, 3, 13, 12, tzinfo=UTC)
    found = EXTRACTOR.extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    assert [m.event_type for m in found if m.salience != "background"] == ["shelling"]


def test_the_day_of_a_sentence_does_not_make_news_of_an_old_crime() -> None:
    text = (
        "A court in Kent sentenced a man on Monday to ten years for robbing a bank in Dover. "
        "The judge spoke of greed."
    )
    assert {m.salience for m in mentions(text) if m.event_type == "robbery"} <= {"background"}


def test_a_town_of_the_next_sentence_is_news_of_the_day_that_the_paragraph_tells() -> None:
    told = mentions(
        LEAD + "\nOn Monday, hundreds marched in Medan against the new tax. In Gorontalo, police "
        "fired tear gas at a crowd of students.",
    )
    assert {m.place.name: m.salience for m in told}["Gorontalo"] == "context"


def test_a_deed_that_a_definite_noun_tells_with_what_it_hit_is_news() -> None:
    told = mentions(
        LEAD + "No one has been held for the arson of three army cars in Lviv on Monday."
    )
    assert [(m.event_type, m.salience) for m in told][-1] == ("arson", "context")
