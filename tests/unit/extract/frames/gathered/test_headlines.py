"""What a headline tells is what the lead tells."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.extract import load_extractor
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.headlines import settle_headlines, without_headlines
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Article, Field, Mention, Rejection


def read(title: str, text: str) -> list[Mention]:
    """The mentions of an article of Friday, 23 August 2024."""
    published = datetime(2024, 8, 23, 12, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, title=title, published_at=published))
    assert not isinstance(found, Rejection)
    return list(found)


def test_a_headline_is_not_joined_with_history_further_down() -> None:
    found = read(
        "Officer shot in second night of unrest",
        "A policeman was shot and wounded in Denver on Thursday night, the mayor said. "
        "He was standing guard outside a court. A curfew was imposed. Schools will stay shut. "
        "The unrest followed the death of a man in Tulsa two weeks ago.",
    )
    assert [(m.event_type, m.place.name) for m in found] == [("shooting", "Denver")]


def test_a_headline_of_another_place_waits_for_the_text() -> None:
    found = read(
        "Gunmen wound six in Basra",
        "Gunmen killed two traders in Mosul on Thursday, police said. The men got away.",
    )
    assert [(m.event_type, m.place.name) for m in found] == [("shooting", "Mosul")]


def test_the_text_says_what_kind_of_deed_the_headline_means() -> None:
    found = read(
        "Three die in border protest",
        "Soldiers shot dead three men at the fence near Rafah in Gaza on Thursday, medics said.",
    )
    assert [(m.event_type, m.salience) for m in found] == [("shooting", "main")]


def test_a_headline_alone_tells_an_incident() -> None:
    found = read("Car bomb kills nine in Kabul", "More details will follow as we get them.")
    assert [m.event_type for m in found] == ["bombing"]


def frame(sentence: int, event_type: str) -> Frame:
    """A frame of one noun in a sentence; sentence 0 is the title."""
    word = TriggerWord("word", "n", event_type, "strong")
    field: Field = "text" if sentence else "title"
    return Frame(
        [Trigger(sentence, field, 0, 4, 0, 1, word, "occurred", False)], event_type, "occurred"
    )


def test_a_headline_of_another_kind_is_none_of_the_leads() -> None:
    """As in "What is the hold-up?" above an explosion on a launch pad."""
    apart = settle_headlines([frame(0, "robbery"), frame(1, "bombing")])
    assert [f.event_type for f in apart] == ["robbery", "bombing"]
    one = settle_headlines([frame(0, "armed_clash"), frame(1, "shelling")])
    assert [f.event_type for f in one] == ["shelling"]


def test_a_headline_tells_nothing_beside_a_text_that_tells_of_its_kind() -> None:
    told = [frame(1, "shelling"), frame(4, "territory_regained")]
    headline = frame(0, "territory_regained")
    assert without_headlines([headline, *told]) == told


def test_a_headline_tells_nothing_beside_a_text_that_tells_much() -> None:
    told = [frame(1, "air_strike"), frame(3, "shelling"), frame(5, "drone_strike")]
    headline = frame(0, "group_change")
    assert without_headlines([headline, *told]) == told
    assert without_headlines([headline, *told[:2]]) == [headline, *told[:2]]


def test_a_headline_with_as_many_dead_is_the_deed_told_below_the_lead() -> None:
    found = read(
        "Villagers torch mosque in Ramallah; army kills two teens near Hebron",
        "Villagers set fire to a mosque in Ramallah on Thursday. The imam said that it was the "
        "third fire. On Wednesday evening, troops shot dead two teenagers near the wall. "
        "In Jenin, a man was hurt by gunfire during a raid on Tuesday.",
    )
    shot = [m for m in found if [c.best for c in m.casualties if c.outcome == "killed"] == [2]]
    assert [(m.place.name, str(m.event_start)) for m in shot] == [("Hebron", "2024-08-21")]


def test_an_arrest_of_the_headline_is_that_of_the_march_below() -> None:
    found = read(
        "Four arrested as opposing protesters meet in Leeds",
        "Four people have been arrested as rival demonstrations were held in Leeds.",
    )
    assert [m.event_type for m in found] == ["protest_with_intervention"]


def test_a_headline_with_the_toll_of_the_text_tells_it_in_other_words() -> None:
    title = "Communal clash leaves nine dead in Plateau"
    text = "Nine people were killed when herdsmen and farmers clashed in Barkin Ladi on Sunday."
    found = load_extractor().extract(Article("a", text, title=title))
    assert isinstance(found, tuple)
    assert [mention.event_type for mention in found] == ["armed_clash"]


def test_the_attack_of_a_headline_is_the_taking_of_a_place_with_as_many_dead() -> None:
    title = "Forty soldiers killed in attack on base"
    text = "Forty soldiers were killed when jihadists overran an army base in Djibo on Sunday."
    found = load_extractor().extract(Article("a", text, title=title))
    assert isinstance(found, tuple)
    assert [mention.event_type for mention in found] == ["territory_lost"]


def test_regions_of_a_headline_do_not_hide_the_town_of_the_lead() -> None:
    (told,) = read(
        "Drones hit markets in Darfur and Kordofan",
        "A drone struck a market in el-Fasher on Thursday, killing at least 60 people, doctors "
        "said.",
    )
    assert told.place.name == "el-Fasher"


def test_the_worst_massacre_in_years_is_another_than_the_one_told_before() -> None:
    found = read(
        "Gang kills 14 in Pont-Sondé",
        "Men of a gang killed 14 people in Pont-Sondé on Thursday, police said. Nine others were "
        "wounded. In October 2023, the same gang killed 115 people in Pont-Sondé, the worst "
        "massacre in Haiti in decades.",
    )
    told = [[c.best for c in m.casualties if c.outcome == "killed"] for m in found]
    assert told == [[14], [115]]


def test_a_headline_that_tells_as_many_hurt_is_what_the_lead_tells() -> None:
    found = read(
        "Peru: 18 police officers hurt in mine clash",
        "Eighteen police officers were hurt when miners attacked them with dynamite in Pataz on "
        "Thursday, the ministry said.",
    )
    assert [m.event_type for m in found] == ["bombing"]
