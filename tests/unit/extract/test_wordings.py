"""The same deed in many wordings of its day and of who tells it is the same incident."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection

DEEDS = {
    "Gunmen killed four people in Kandahar": "shooting",
    "A car bomb killed four people in Kandahar": "bombing",
    "Thousands of people protested in Kandahar": "protest",
    "Gunmen kidnapped four people in Kandahar": "abduction",
    "An air strike killed four people in Kandahar": "air_strike",
    "Four people were stabbed in Kandahar": "stabbing",
}
DAYS = (
    "on Tuesday",
    "on March 3",
    "on 3 March",
    "on Mar. 3",
    "early on Tuesday",
    "on Tuesday night",
    "in the early hours of Tuesday",
    "on the night of March 3",
    "on Tuesday, March 3",
    "overnight into Tuesday",
    "overnight from Monday to Tuesday",
)
TELLERS = (
    "police said",
    "officials said",
    "a Reuters witness said",
    "the mayor told AFP",
    "local media reported",
    "the interior ministry said in a statement on Wednesday",
    "state television reported",
    "the army said",
    "the governor wrote on Telegram",
    "prosecutors said",
    "a spokesman said on Wednesday",
    "the Red Cross said",
    "the UN said",
    "a lawmaker said",
    "according to local police",
)


#: A Thursday.
PUBLISHED = datetime(2026, 3, 5, 9, tzinfo=UTC)


def check(text: str, event_type: str, place: str, language: str = "en") -> None:
    """What is read of a sentence that was published on Thursday, 5 March 2026."""
    article = Article("a", text, published_at=PUBLISHED, language=language)
    found = load_extractor().extract(article)
    assert not isinstance(found, Rejection)
    (mention,) = found
    assert mention.place is not None
    assert mention.event_type == event_type
    assert (mention.status, mention.salience) == ("occurred", "main")
    assert (mention.event_start, mention.place.name) == (date(2026, 3, 3), place)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("day", DAYS)
def test_a_day_may_be_said_in_many_ways(deed: str, day: str) -> None:
    check(f"{deed} {day}, police said.", DEEDS[deed], "Kandahar")


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("teller", TELLERS)
def test_who_tells_a_deed_does_not_change_it(deed: str, teller: str) -> None:
    check(f"{deed} on March 3, {teller}.", DEEDS[deed], "Kandahar")


SPANISH = {
    "Hombres armados mataron a cuatro personas en Londres": "attack",
    "Un coche bomba mató a cuatro personas en Londres": "bombing",
    "Miles de personas se manifestaron en Londres": "protest",
    "Hombres armados secuestraron a cuatro personas en Londres": "abduction",
}


@pytest.mark.parametrize("deed", SPANISH)
@pytest.mark.parametrize("day", ["el martes", "el 3 de marzo", "en la madrugada del martes"])
@pytest.mark.parametrize("teller", ["dijo la policía", "informó la fiscalía", "informó EFE"])
def test_so_it_is_in_spanish(deed: str, day: str, teller: str) -> None:
    check(f"{deed} {day}, {teller}.", SPANISH[deed], "Londres", "es")


DOERS = (
    "Unidentified gunmen",
    "Villagers",
    "Two brothers",
    "A boy",
    "A white supremacist",
    "Loyalists of the former president",
    "Men wearing army uniforms",
)
BY = {
    "a policeman": "policeman",
    "a 15-year-old boy": "boy",
    "an off-duty police officer": "off-duty police officer",
    "men in police uniforms": "men",
    "her ex-partner": "ex-partner",
}


def doers(text: str, language: str = "en") -> list[str]:
    """Who did it, of the one incident of a sentence."""
    article = Article("a", text, published_at=PUBLISHED, language=language)
    found = load_extractor().extract(article)
    assert not isinstance(found, Rejection)
    (mention,) = found
    return [p.name for p in mention.participants if p.role == "perpetrator"]


@pytest.mark.parametrize("doer", DOERS)
def test_whoever_stands_right_before_what_he_did_did_it(doer: str) -> None:
    (told,) = doers(f"{doer} kidnapped four farmers in Kandahar on Tuesday, officials said.")
    assert told in doer


@pytest.mark.parametrize("doer", BY)
def test_whom_by_leads_did_it(doer: str) -> None:
    assert doers(f"Four farmers were shot dead by {doer} in Kandahar on Tuesday.") == [BY[doer]]
    told = doers(f"The killing of four farmers by {doer} in Kandahar on Tuesday shocked residents.")
    assert told == [BY[doer]]


def test_police_who_shoot_an_attacker_are_no_side_of_it() -> None:
    text = "Gunmen killed four farmers in Kandahar on Tuesday before they were shot dead by police."
    assert doers(text) == ["Gunmen"]


OPENINGS = {
    "Residents of Kasubi, a suburb of Kampala, beat to death a man on Tuesday.": "Residents",
    "A rejected suitor threw acid at a student in Dhaka on Tuesday.": "suitor",
    "A teacher drove a car into a crowd in Leeds on Tuesday, killing two people.": "teacher",
}


@pytest.mark.parametrize("text", OPENINGS)
def test_where_people_are_from_parts_them_not_from_what_they_did(text: str) -> None:
    assert doers(text) == [OPENINGS[text]]


@pytest.mark.parametrize("teller", ["police said", "the army told AFP", "national police say"])
def test_police_who_only_tell_of_a_deed_at_a_rally_do_not_crack_down(teller: str) -> None:
    text = f"Three people were shot dead as they left a rally in Kandahar on Tuesday, {teller}."
    check(text, "shooting", "Kandahar")


def test_members_of_a_union_demonstrate() -> None:
    text = "Thousands of members of the union demonstrated in Kandahar on Tuesday."
    check(text, "protest", "Kandahar")


PLACES = {
    "in Russian-occupied Luhansk": "Luhansk",
    "in Houthi-controlled Taiz": "Taiz",
    "in Split": "Split",
    "in Bath": "Bath",
    "in the 18th arrondissement of Paris": "Paris",
    "in Yahukimo regency, in Indonesia's Papua region,": "Yahukimo",
    "on the road to Yater in southern Lebanon": "Yater",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("deed", ["Gunmen killed four people", "Gunmen kidnapped four people"])
def test_a_place_may_be_worded_in_many_ways(deed: str, place: str) -> None:
    event_type = "shooting" if "killed" in deed else "abduction"
    check(f"{deed} {place} on Tuesday, police said.", event_type, PLACES[place])


@pytest.mark.parametrize("doer", ["Los Choneros", "Fuerzas rusas", "Integrantes de una banda"])
def test_in_spanish_a_name_may_begin_with_its_article(doer: str) -> None:
    told = doers(f"{doer} mataron a cuatro campesinos en Cali el martes, dijo el alcalde.", "es")
    assert told
    assert all(name in doer for name in told)


def test_in_spanish_the_night_before_last_is_told_in_one_word() -> None:
    deed = "Hombres armados mataron a cuatro personas en Londres antenoche, dijo la policía."
    check(deed, "attack", "Londres", "es")
