"""What is known of a noun phrase."""

from __future__ import annotations

from pipeline.extract.actors.cues import CUES, cues, lead_of
from tests.unit.extract.actors.scenes import scene_of


def told(text: str, word: str) -> dict[str, str]:
    """The cues of the phrase of a sentence that ends with a word."""
    scene = scene_of(text)
    forms = scene.telling.forms
    (n,) = (n for n, p in enumerate(scene.phrases) if forms[p.last - 1] == word)
    return dict(cues(scene, n))


def test_a_phrase_has_one_value_of_each_cue() -> None:
    """In the order in which the weights are kept."""
    assert tuple(told("Gunmen shot two nurses.", "nurses")) == CUES


def test_cues_say_on_which_side_of_the_deed_a_phrase_stands_and_in_which_voice() -> None:
    """The doer of a passive stands behind "by"."""
    found = told("Two nurses were shot by gunmen.", "gunmen")
    assert found["voice"] == "after v passive attacker"
    assert found["marker"].startswith("by ")
    assert found["grammar"] == "perpetrator attacker"


def test_the_words_before_a_phrase_say_whether_it_is_known() -> None:
    """An article, a number, or neither."""
    scene = scene_of("The gunmen shot two nurses and a cook near schools.")
    grammar = scene.words.grammar
    leads = [lead_of(scene.telling.forms, phrase, grammar) for phrase in scene.phrases]
    assert leads == ["the", "number", "a", "none"]
