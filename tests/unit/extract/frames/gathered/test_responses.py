"""What is done at the scene of an incident is none of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.extract import load_extractor
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.responses import is_response, without_arrests
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Rejection
from tests.unit.extract.told import types


def frame(sentence: int, event_type: str = "shooting") -> Frame:
    """A frame of one strong noun in a sentence."""
    word = TriggerWord("shooting", "n", event_type, "strong")
    trigger = Trigger(sentence, "text", 0, 8, 0, 1, word, "occurred", False)
    return Frame([trigger], event_type, "occurred")


def kinds(text: str, title: str | None = None) -> list[str]:
    """Types of the mentions of an article."""
    found = load_extractor().extract(Article("a", text, title=title))
    assert not isinstance(found, Rejection)
    return [m.event_type for m in found]


def test_an_arrest_soon_after_violence_is_a_response_and_a_late_one_is_not() -> None:
    assert is_response(frame(3, "arrest"), frame(0))
    assert not is_response(frame(4, "arrest"), frame(0))
    assert not is_response(frame(3), frame(0))


def test_an_arrest_told_with_the_violence_that_it_is_for_is_no_incident() -> None:
    """Also where later sentences tell on of it."""
    arrest = frame(0, "arrest")
    arrest.triggers += frame(3, "arrest").triggers
    kept = without_arrests([arrest, frame(0)])
    assert [f.event_type for f in kept] == ["shooting"]


def test_attackers_who_are_shot_at_the_scene_make_no_other_incident() -> None:
    """Nor are they victims of the attack."""
    text = (
        "A bomb went off at the gate of a bank in Kabul on Monday, killing nine clerks.\n\n"
        "Three attackers were shot dead, the ministry said."
    )
    assert kinds(text) == ["bombing"]


def test_an_arrest_is_not_left_out_for_a_deed_that_was_only_planned() -> None:
    text = "Police in Oslo on Thursday arrested two men who were planning to attack a mosque there."
    assert "arrest" in kinds(text)


def test_officers_hurt_right_after_a_riot_were_hurt_in_it() -> None:
    text = (
        "Youths threw stones and burned tyres in Dakar on Thursday. "
        "Three police officers were slightly hurt, the ministry said."
    )
    assert kinds(text) == ["riot"]


def test_a_gun_found_by_who_is_shot_with_it_is_no_weapons_find() -> None:
    title = "Boy finds pistol in drawer, shoots himself in the foot"
    text = "A boy of nine found a pistol in a drawer in Denver and shot himself in the foot."
    assert kinds(text, title) == []


def test_an_arrest_days_later_for_a_crime_told_with_it_is_no_incident() -> None:
    """What the police do to find who did it belongs to the crime."""
    text = (
        "A second man was arrested on Friday in a shooting that wounded two boys in Toledo on "
        "March 3, police said.\n\nThe boys are recovering."
    )
    assert kinds(text) == ["shooting"]


def test_a_story_of_an_arrest_is_dated_by_the_crime_that_it_is_for() -> None:
    text = (
        "Police in Toledo arrested a 23-year-old man Friday for suspected involvement in a "
        "shooting that left one dead and three injured.\n\n"
        "The shooting happened on July 11 outside a store."
    )
    published = datetime(2016, 3, 11, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    assert [(m.event_type, m.event_start) for m in found] == [("shooting", date(2015, 7, 11))]


def test_no_arrest_told_below_a_solved_crime_is_an_incident_of_its_own() -> None:
    text = (
        "A man has been arrested in the July shooting that killed a clerk in Toledo.\n\n"
        "Two other men were wounded outside the store.\n\n"
        "John Reed, 24, was arrested Thursday, the police said."
    )
    assert kinds(text, "Arrest made in fatal July shooting") == ["shooting"]


def test_an_arrest_of_a_day_and_town_of_its_own_is_an_incident_below_its_crime() -> None:
    text = (
        "A man has been arrested in the July shooting that killed a clerk in Toledo.\n\n"
        "Two other men were wounded outside the store.\n\n"
        "John Reed, 24, was arrested Thursday in Akron, the police said."
    )
    assert kinds(text, "Arrest made in fatal July shooting") == ["shooting", "arrest"]


def test_an_arrest_below_a_crime_and_a_protest_may_be_of_either() -> None:
    shooting, arrest, protest = frame(0), frame(5, "arrest"), frame(3, "protest")
    shooting.triggers += frame(0, "arrest").triggers
    beside = frame(0, "arrest")
    assert without_arrests([shooting, beside, arrest]) == [shooting]
    assert without_arrests([shooting, beside, protest, arrest]) == [shooting, protest, arrest]


def test_the_arrest_for_a_rape_is_no_incident_beside_it() -> None:
    """It is told below the crime, at no other place."""
    text = "A nurse was raped in Kolkata on Tuesday. A guard is under arrest."
    assert types(text) == ["sexual_violence"]


def test_who_dies_in_a_helicopter_that_is_shot_down_is_its_toll() -> None:
    """But what falls on a town from drones that are shot down is none of theirs."""
    down = "Rebels shot down an army helicopter near Rutshuru on Tuesday, killing all eight aboard."
    assert types(down) == ["interception"]


def test_an_arrest_right_behind_the_only_crime_is_that_for_it() -> None:
    crime = "Two boys were shot and wounded in Beaumont, Texas, on Monday. "
    assert types(crime + "Police arrested a 19-year-old on Tuesday.") == ["shooting"]
    elsewhere = types(crime + "Police arrested a 19-year-old in Houston on Tuesday.")
    assert elsewhere == ["shooting", "arrest"]
