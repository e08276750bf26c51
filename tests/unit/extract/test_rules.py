"""Whole articles: what is told again, what is another, what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.rules import RulesExtractor
from pipeline.records import Article, Mention, Rejection

EXTRACTOR = load_extractor()


def read(text: str, title: str | None = None) -> tuple[Mention, ...]:
    """The mentions of an article published on Thursday 14 March 2024."""
    published = datetime(2024, 3, 14, 12, tzinfo=UTC)
    found = EXTRACTOR.extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return found


def default(text: str, title: str | None = None) -> list[Mention]:
    """Those that happened and are news."""
    return [m for m in read(text, title) if m.status == "occurred" and m.salience != "background"]


def test_the_default_extractor_is_the_rules() -> None:
    """Registered under its name."""
    assert isinstance(EXTRACTOR, RulesExtractor)
    assert EXTRACTOR.version.startswith("rules@")


def test_one_incident_told_in_three_sentences_is_one() -> None:
    """The attack, the blast: the same."""
    text = (
        "A car bomb exploded outside a hotel in Mogadishu on Tuesday.\n"
        "The blast killed seven people.\n"
        "Nobody has claimed responsibility for the attack."
    )
    (mention,) = default(text)
    assert mention.event_type == "bombing"
    assert mention.event_start == date(2024, 3, 12)
    assert [c.best for c in mention.casualties if c.outcome == "killed"] == [7]


def test_a_title_and_its_lead_are_one() -> None:
    """Though the title has no day."""
    text = "A car bomb exploded outside a hotel in Mogadishu on Tuesday, killing seven people."
    (mention,) = default(text, title="Car bomb kills seven in Mogadishu")
    assert {e.field for e in mention.evidence} == {"title", "text"}


def test_two_days_and_two_towns_are_two_incidents() -> None:
    """Each keeps its own toll."""
    text = (
        "Gunmen killed four soldiers near Gao on Monday.\n"
        "On Tuesday a roadside bomb killed two policemen in Timbuktu."
    )
    first, second = default(text)
    assert (first.event_start, second.event_start) == (date(2024, 3, 11), date(2024, 3, 12))
    assert [m.casualties[0].best for m in (first, second)] == [4, 2]


def test_an_answer_is_another_incident_than_what_it_answers() -> None:
    """Each with its toll."""
    text = (
        "Militants fired rockets at a base near Erbil on Monday, wounding a soldier.\n"
        "The US responded by launching air strikes that killed three militants."
    )
    assert len(default(text)) == 2


def test_a_summary_of_many_attacks_is_none() -> None:
    """A wave of attacks is no incident of its own."""
    assert not default("The region has seen a wave of attacks since 2019.")


def test_an_old_incident_is_background() -> None:
    """History is not coded as today."""
    (mention,) = read("A bomb killed twelve people in Madrid in May 2021.")
    assert mention.salience == "background"


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper saved a shot and the striker hit the bar in the match.",
        "The company fired its chief executive and shares were hit.",
        "An earthquake killed thirty people in Turkey on Monday.",
    ],
)
def test_sport_business_and_disasters_tell_no_incident(text: str) -> None:
    """Words of violence with other senses."""
    assert not default(text)


def test_a_perpetrator_in_the_passive_stands_behind_by() -> None:
    """Victims and perpetrators keep their sides in both voices."""
    (mention,) = default("Two farmers were shot dead by rebels near Goma on Monday.")
    roles = {p.role: p.name for p in mention.participants}
    assert roles["perpetrator"] == "rebels"
    assert "farmers" in roles["victim"]
