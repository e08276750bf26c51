"""Roles by grammar alone: voice, prepositions, nouns of violence."""

from __future__ import annotations

import pytest

from pipeline.extract.actors.damaged import find_damaged
from tests.unit.extract.actors.scenes import scene_of


def roles(text: str) -> dict[str, str]:
    """The last words of the phrases that grammar gives a role."""
    scene = scene_of(text)
    tokens = scene.telling.sentence.tokens
    return {
        tokens[p.last - 1].lower: scene.by_grammar[p.first]
        for p in scene.phrases
        if p.first in scene.by_grammar
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels attacked a convoy.", {"rebels": "perpetrator", "convoy": "target"}),
        ("A convoy was attacked by rebels.", {"rebels": "perpetrator", "convoy": "target"}),
        ("Two nuns and a cook were murdered.", {"nuns": "victim", "cook": "victim"}),
        ("The murder of a judge by gunmen was a shock.", {"judge": "victim"}),
        ("A bomb exploded outside a bank in Cali.", {"bank": "target"}),
        ("Militants launched an attack on a barracks.", {"militants": "perpetrator"}),
        ("Taliban attacks killed a teacher.", {"taliban": "perpetrator", "teacher": "victim"}),
        ("Guerrillas claimed responsibility for the bombing.", {"guerrillas": "perpetrator"}),
    ],
)
def test_voice_and_prepositions_say_who_did_it_to_whom(text: str, told: dict[str, str]) -> None:
    """Verbs in both voices, nouns with "of" and "by", claims of responsibility."""
    assert told.items() <= roles(text).items()


def test_nobody_in_particular_has_no_role() -> None:
    """As in "the perpetrators"."""
    assert "perpetrators" not in roles("The perpetrators attacked a convoy.")


def test_a_group_in_brackets_behind_its_men_did_it_too() -> None:
    """The men, and whose men they are."""
    told = roles("A convoy was attacked by guerrillas of the FMLN.")
    assert (told["guerrillas"], told["fmln"]) == ("perpetrator", "perpetrator")


def test_what_was_destroyed_is_a_target() -> None:
    """In both voices."""
    for text in ("The raid destroyed a bridge.", "In the raid a bridge was destroyed."):
        scene = scene_of(text)
        ((role, phrase),) = find_damaged(scene.telling.forms, scene.phrases, scene.words.grammar)
        assert (role, scene.telling.forms[phrase.last - 1]) == ("target", "bridge")
