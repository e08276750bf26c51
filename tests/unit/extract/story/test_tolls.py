"""The tolls of a story's only incident from all over its article."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention


def read(text: str, title: str | None = None) -> list[Mention]:
    at = datetime(2022, 8, 26, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=at))
    assert isinstance(found, tuple)
    return [mention for mention in found if mention.status == "occurred"]


def total(mention: Mention, outcome: str) -> int | None:
    return next((c.best for c in mention.casualties if c.outcome == outcome), None)


def test_one_story_is_told_by_all_its_sentences() -> None:
    first, *_ = read(
        "A man was killed in a shooting in Memphis on Monday.\n\n"
        "Officers closed the road. The mayor called for calm. Neighbours were shocked.\n\n"
        "A nearby school was locked. It opened again at noon.\n\n"
        "Three other men are in a hospital in stable condition."
    )
    assert total(first, "killed") == 1
    assert total(first, "injured") == 3


def test_two_incidents_keep_their_own_tolls() -> None:
    told = read(
        "A shooting in Memphis killed two men on Monday.\n\n"
        "A shooting in Nashville on Tuesday killed five women."
    )
    tolls = {mention.place.name: total(mention, "killed") for mention in told}
    assert tolls == {"Memphis": 2, "Nashville": 5}


def test_an_answer_has_no_toll_of_what_it_answers() -> None:
    told = read(
        "Israel carried out air strikes in the Gaza Strip on Thursday that killed nine people.\n\n"
        "In the evening militants fired forty rockets at southern Israel. "
        "Sirens were heard in Ashkelon."
    )
    tolls = {mention.event_type: total(mention, "killed") for mention in told}
    assert tolls == {"air_strike": 9, "shelling": None}


def test_the_dead_of_an_earlier_time_are_not_heard() -> None:
    told = read(
        "A bomb went off outside a bank in Izmir on Monday and wounded two guards.\n\n"
        "Police closed the road. The mayor called for calm.\n\n"
        "In March 2021, some 40 people were killed, according to the council."
    )
    assert [total(mention, "killed") for mention in told if mention.salience == "main"] == [None]


def test_the_victims_of_an_abduction_are_not_wounded() -> None:
    first, *_ = read(
        "Gunmen abducted five people from a farm in Zamfara on Monday. "
        "The victims were four women and a child."
    )
    assert total(first, "injured") is None


def test_who_was_hurt_in_a_march_is_told_further_down() -> None:
    (first,) = read(
        "Police trained water cannons on hundreds of protesters in Tbilisi on Wednesday night.\n"
        "The march was the fifth this month. The mayor said nothing.\n"
        "A lawsuit says the police have a plan to storm the camp.\n"
        "More than 40 people were injured in the conflict, medics said."
    )
    assert (total(first, "killed"), total(first, "injured")) == (None, 40)
