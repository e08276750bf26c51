"""A toll of two incidents together is that of neither."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.records import Article, Mention, Rejection


def read(title: str, text: str) -> list[Mention]:
    """The mentions of an article of Friday, 23 August 2024."""
    published = datetime(2024, 8, 23, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return list(found)


def killed(mention: Mention) -> list[int | None]:
    """The numbers of dead that a mention tells."""
    return [claim.best for claim in mention.casualties if claim.outcome == "killed"]


def test_a_headline_of_two_deeds_gives_the_first_neither_its_sum_nor_its_kind() -> None:
    published = datetime(2025, 8, 22, 12, tzinfo=UTC)
    text = (
        "A truck bomb exploded in the Colombian city of Cali on Thursday, killing six people.\n"
        "Earlier the same day a drone struck a police post near the town of Amalfi. Twelve "
        "officers died."
    )
    title = "Bomb and drone attacks kill 18 in Cali and Amalfi"
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    tolls = {m.event_type: [c.best for c in m.casualties] for m in found}
    assert tolls == {"bombing": [6], "drone_strike": [12]}


def test_a_headlines_number_that_the_text_tells_is_no_sum() -> None:
    (told,) = read(
        "Two dead in shooting in Memphis",
        "A shooting left two people dead in Memphis on Thursday. One victim died there, police "
        "said. Another was killed as he ran.",
    )
    assert [c.best for c in told.casualties if c.outcome == "killed"] == [2]


def test_a_toll_that_adds_up_two_incidents_is_that_of_neither() -> None:
    found = read(
        "Jets hit Sanaa",
        "Jets struck a market in Sanaa in Yemen on Thursday, and the overall death toll rose to "
        "31, officials said.\nThe air strike killed 26 people, the health ministry said.\n"
        "Shops stayed shut. Schools will open on Monday. The airport is closed.\n"
        "Another five people were killed in shelling of Taiz on Thursday, medics said.",
    )
    assert {m.place.name: killed(m) for m in found} == {"Sanaa": [26], "Taiz": [5]}


def test_a_wave_of_strikes_has_not_the_toll_of_one_place() -> None:
    found = read(
        "Jets hit Yemen",
        "Jets carried out air strikes at multiple locations across Yemen on Thursday, the army "
        "said.\nThe king met his ministers. Markets fell. Schools will open on Monday.\n"
        "Official says a nurse was killed and four people injured in attack\n"
        "A missile struck a clinic in the city of Taiz, where a nurse was killed and four people "
        "were injured, an official said.",
    )
    assert {m.place.name: killed(m) for m in found} == {"Yemen": [], "Taiz": [1]}


def test_a_sum_of_several_kinds_of_deeds_is_none_beside_them() -> None:
    found = read(
        "Seventeen killed in separate actions",
        "Four soldiers and 13 militants were killed in separate actions in Pakistan on Wednesday "
        "and Thursday, the army said. Seven militants were killed in an operation in Mohmand on "
        "Wednesday and six others in Bannu on Thursday. A bomb hit a vehicle in Miranshah on "
        "Thursday, martyring four soldiers.",
    )
    places = [m.place.name for m in found if m.salience != "background"]
    assert places == ["Mohmand", "Bannu", "Miranshah"]


def test_what_several_blows_did_is_of_no_town_that_is_told_right_below() -> None:
    found = read(
        "Missiles fired at Israel",
        "Missiles were fired at Israel on Thursday, killing three people and wounding more than "
        "80. A missile hit a street in Rishon LeZion on Thursday, killing two people and injuring "
        "19, medics said.",
    )
    assert {m.place.name: killed(m) for m in found} == {None: [3], "Rishon LeZion": [2]}


def test_the_dead_of_a_lead_are_those_of_the_towns_of_the_next_sentence() -> None:
    """The doers' dead, and what is told below, are none of them."""
    found = read(
        "Six killed as Russia pounds cities",
        "Russian strikes on three Ukrainian cities killed at least six people on Wednesday, "
        "officials said. Three people died in Kharkiv when a guided bomb hit a shop, two in "
        "Zaporizhzhia and one in Kramatorsk. A missile killed four children in Kryvyi Rih on "
        "Tuesday.",
    )
    told = {m.place.name: killed(m) for m in found}
    assert told == {"Kharkiv": [3], "Zaporizhzhia": [2], "Kramatorsk": [1], "Kryvyi Rih": [4]}


def test_attackers_who_died_are_none_of_a_leads_dead() -> None:
    found = read(
        "Dozens killed in attacks",
        "Militants killed at least 40 people in three attacks in Burkina Faso over the weekend, "
        "sources said. In Djibo, fighters stormed a base on Sunday and killed 25 soldiers. The "
        "same day, nine civilians were shot dead in Diapaga. On Saturday, a mine blew up a bus "
        "near Fada N'Gourma, killing six. The army said that it had killed 60 of the attackers "
        "Djibo.",
    )
    assert [m.place.name for m in found] == ["Djibo", "Diapaga", "Fada N'Gourma"]


def test_a_sum_that_is_told_days_later_is_of_the_days_before() -> None:
    found = read(
        "Air strikes on two villages kill 27",
        "Myanmar's military killed at least 27 civilians in air strikes on two villages, rebels "
        "said on Thursday. A jet dropped bombs on a school in Ye-U on Tuesday, killing 16. "
        "The following morning, a paramotor dropped explosives on a wedding in Chaung-U, leaving "
        "11 dead. Two rebels were killed in an assault on a town on Sunday.",
    )
    strikes = [m for m in found if m.event_type == "air_strike"]
    assert [(m.place.name, killed(m)) for m in strikes] == [("Ye-U", [16]), ("Chaung-U", [11])]
