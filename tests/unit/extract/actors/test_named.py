"""The victims that tolls name, the doers that words of a deed name, and weapons."""

from __future__ import annotations

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.actors.named import distinct_weapons, find_victims, find_weapons
from pipeline.records import Article, Rejection, Weapon
from tests.unit.extract.actors.scenes import scene_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("An explosion in Herat killed five shepherds.", [("shepherds", "civilian")]),
        ("An explosion in Herat killed five police officers.", [("police officers", "police")]),
        ("An explosion in Herat killed five people.", []),
        ("An explosion in Herat killed him.", []),
    ],
)
def test_a_toll_names_its_victims_unless_they_are_anybody(
    text: str, told: list[tuple[str, str]]
) -> None:
    """The words of the claim, with the type of who is armed."""
    scene = scene_of(text)
    found = [p for c in scene.claims for p in find_victims(c, scene.telling, scene.words)]
    assert [(p.name, p.type) for p in found] == told


def test_weapons_are_found_under_the_words_of_the_text() -> None:
    """With their offsets."""
    text = "Rebels attacked a convoy with mortars and a machine gun."
    scene = scene_of(text)
    found = find_weapons(scene.telling.sentence, scene.telling.forms, scene.words)
    assert [text[w.start : w.end] for w in found] == ["mortars", "machine gun"]


def test_a_weapon_is_named_once_under_its_longest_name() -> None:
    """A bomb that is the car bomb adds nothing."""
    told = [Weapon("bomb", "text", 40, 44), Weapon("car bombs", "text", 0, 9)]
    assert [w.name for w in distinct_weapons(told)] == ["car bombs"]


def test_a_suicide_bomber_is_named_by_the_word_of_the_deed() -> None:
    found = load_extractor().extract(Article("a", "Two suicide bombers killed nine men in Herat."))
    assert not isinstance(found, Rejection)
    named = [p.name for m in found for p in m.participants if p.role == "perpetrator"]
    assert named == ["suicide bombers"]


def test_a_bomber_did_it_though_members_are_told_of_beside() -> None:
    text = (
        "A suicide bomber blew himself up among supporters of a party in Khar, killing 40 "
        "people.\nThe blast tore through a tent where members of the party had gathered."
    )
    found = load_extractor().extract(Article("a", text))
    assert not isinstance(found, Rejection)
    assert "suicide bomber" in {p.name for p in found[0].participants if p.role == "perpetrator"}


def test_a_mob_is_told_by_the_words_of_its_deed() -> None:
    """The trigger is "mob killed", and who did it is its first word."""
    text = "A mob killed four people in Kano on Tuesday, police said."
    found = load_extractor().extract(Article("a", text))
    assert not isinstance(found, Rejection)
    (mention,) = found
    doers = [p for p in mention.participants if p.role == "perpetrator"]
    assert [(p.name, p.type, text[p.start : p.end]) for p in doers] == [("mob", "criminal", "mob")]
