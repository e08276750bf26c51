"""The status in which a trigger is told."""

from __future__ import annotations

import pytest

from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.lexicon.words import load_words
from pipeline.records import Article
from pipeline.text import read_document
from tests.unit.extract.told import mentions


def statuses(text: str) -> set[str]:
    """The statuses of the triggers of a text."""
    document, words = read_document(Article("a", text)), load_words("en")
    tellings = read_tellings(document, words, find_scenes(document, words))
    return {t.status for telling in tellings for t in telling.triggers}


@pytest.mark.parametrize(
    "text",
    [
        "The novel opens with a bombing in a café and a waiter who is shot.",
        "The play tells the story of a nun who was abducted by pirates.",
        "Callers use a phone scam in which they say that a son was kidnapped.",
        "A wartime bomb was found below the school on Monday.",
        "Carnival revellers took to the streets on Monday.",
        "The mayor promised to curb shootings on Monday.",
        "The bishop condemned attacks on nuns on Monday.",
        "Pupils learn how to act in a shooting.",
        "A wartime grenade blew up in a garden on Monday, injuring two people.",
    ],
)
def test_stories_drills_old_bombs_and_what_is_deplored_or_fought_tell_nothing(text: str) -> None:
    assert not statuses(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("He denied links with the murder of the judge.", "occurred"),
        ("He was accused of the murder of the judge.", "alleged"),
        ("The bishop condemned Monday's attack on two nuns.", "occurred"),
        ("Gunmen killed four in a cinema after the film.", "occurred"),
        ("Six revellers were shot dead by gunmen on Monday.", "occurred"),
        ("The wartime president said missiles hit a school on Monday.", "occurred"),
        ("A bomb exploded in a sold out theatre on Monday.", "occurred"),
        ("A plot to bomb the station was foiled.", "thwarted"),
        ("The army denied that its troops had killed ten villagers.", "denied_by_party"),
        ("Israel denied having bombed a school.", "denied_by_party"),
        ("The death toll from the bombing rose to 19.", "occurred"),
        ("The envoy condemned attacks on its troops that killed nine soldiers.", "occurred"),
    ],
)
def test_what_is_denied_or_deplored_itself_is_told(text: str, status: str) -> None:
    assert statuses(text) == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Rumours that a mayor had been kidnapped in Oaxaca were false.",
        "Any new strike on Natanz would be met with missiles, Iran said.",
        "Farmers intend to block the roads of Toulouse on Friday in protest.",
    ],
)
def test_what_is_rumoured_feared_or_intended_is_no_incident(text: str) -> None:
    """Words before what is told say so."""
    assert "occurred" not in statuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "An old hand grenade was found in a cellar in Linz on Monday.",
        "A cook is abducted in the thriller that opens on Monday.",
        "A mill near Brno now shows how partisans blew up bridges.",
        "It is 30 years on Monday since gunmen killed the editor.",
        "Rebels in his own party ambushed the premier on Monday.",
        "Marines stormed a hotel in Colombo on Monday in a test of the city's guards.",
        "A boy made up a kidnapping in Split on Monday.",
        "Norway will extradite a man over the murder of a priest.",
        "Envoys failed on Monday to agree on a truce.",
        "Reports of gunfire in a mall on Monday were false.",
        "Both armies were pressed to accept a truce on Monday.",
    ],
)
def test_what_is_old_played_made_up_or_not_agreed_tells_nothing(text: str) -> None:
    assert not statuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Farmers plan to block roads on Monday in protest at low prices.",
        "Unions called a march for Monday.",
        "Peace talks between the rebels and the state will go on next week.",
    ],
)
def test_a_march_or_talks_to_come_are_planned(text: str) -> None:
    assert statuses(text) == {"planned"}


def test_what_is_done_to_who_is_accused_is_not_alleged() -> None:
    (mention,) = mentions("A worker accused of theft was beaten to death by a mob in Dhaka.")
    assert mention.status == "occurred"


def test_what_goes_off_by_accident_is_no_bombing() -> None:
    assert mentions("A grenade went off accidentally in Srinagar on Tuesday.") == []
