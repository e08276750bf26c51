"""Who only tells of an incident, and who is part of it."""

from __future__ import annotations

import pytest

from pipeline.extract.actors.speakers import is_claimant, is_inquirer, is_speaker
from tests.unit.extract.actors.scenes import scene_of


def speakers(text: str, language: str = "en") -> set[str]:
    """The phrases of a sentence that only tell."""
    scene = scene_of(text, language)
    tokens = scene.telling.sentence.tokens
    return {
        " ".join(t.text for t in tokens[p.first : p.last])
        for p in scene.phrases
        if is_speaker(scene, p)
    }


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Police said gunmen shot two nurses near Herat.", "Police"),
        ("The coroner has also confirmed that gunmen shot two nurses.", "coroner"),
        ("Gunmen shot two nurses near Herat, according to the district governor.", "governor"),
        ("Gunmen shot two nurses near Herat, said the mayor.", "mayor"),
        ("Police said her father shot two nurses by mistake.", "Police"),
        ("Police say they believe gunmen shot two nurses.", "Police"),
        ("Gunmen shot two nurses, said a statement from the governor.", "governor"),
        ("A nurse told the mayor that gunmen shot her.", "mayor"),
        ("Gunmen shot two nurses, the council heard at the request of Norway.", "Norway"),
        ("Police and the medics said gunmen shot two nurses near Herat.", "Police"),
        ("Police: gunmen shot two nurses near Herat.", "Police"),
        ("The army in a statement said gunmen shot two nurses near Herat.", "army"),
        ("BASRA (Gulf Post) – Gunmen shot two nurses on Monday.", "Gulf Post"),
        ("The bishops condemned the murder of two nuns by soldiers.", "bishops"),
    ],
)
def test_who_says_it_is_no_part_of_it(text: str, speaker: str) -> None:
    """Subjects of verbs of saying, sources, and who stands behind "said"."""
    assert any(speaker in name for name in speakers(text))


@pytest.mark.parametrize(
    "text",
    [
        "The army said it shelled the village of Rahma on Monday.",
        "Guerrillas are said to have kidnapped two engineers.",
        "Soldiers were told on Monday before gunmen shot them.",
        "Gunmen shot two nurses near Herat.",
        "A mob lynched nurses accused of theft.",
    ],
)
def test_who_tells_of_its_own_deed_or_is_spoken_of_is_part_of_it(text: str) -> None:
    """Behind the verb "it" is the speaker; "said to have", "accused of" are of somebody else."""
    assert not {"army", "Guerrillas", "Soldiers", "Gunmen", "nurses"} & speakers(text)


def test_spanish_has_its_own_words_of_saying() -> None:
    """The classes are rows of its grammar."""
    text = "Hombres armados mataron a dos campesinos en Tumaco, según el alcalde."
    assert any("alcalde" in name for name in speakers(text, "es"))


def test_who_claims_a_toll_is_no_part_of_it() -> None:
    """The one whose number it is."""
    scene = scene_of("An explosion in Herat killed five people, the governor said.")
    tokens = scene.telling.sentence.tokens
    told = [tokens[p.last - 1].text for p in scene.phrases if is_claimant(scene, p)]
    assert told == ["governor"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dayton police are investigating a shooting.", True),
        ("Police have not yet identified the man who was shot.", True),
        ("Police in Dayton and county officials are investigating a shooting.", True),
        ("Officers responded to a shooting at noon.", True),
        ("Police are appealing for witnesses after a man was stabbed at noon.", True),
        ("A man wanted by police was shot at noon.", True),
        ("Police shot a man at noon.", False),
        ("A man was shot by police at noon.", False),
    ],
)
def test_police_who_look_into_a_deed_did_not_do_it(text: str, told: bool) -> None:
    """But those who shot somebody did."""
    scene = scene_of(text)
    forces = [p for p in scene.phrases if p.kind == "force"]
    assert [is_inquirer(scene, p) for p in forces] == [told]
