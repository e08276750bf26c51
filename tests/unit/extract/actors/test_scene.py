"""A sentence with all that its roles are read from."""

from __future__ import annotations

from tests.unit.extract.actors.scenes import scene_of


def test_a_scene_knows_its_function_words_and_its_verbs_with_their_voice() -> None:
    """One entry for each token."""
    scene = scene_of("Two nurses were shot by gunmen who fled.")
    forms = scene.telling.forms
    assert len(scene.kinds) == len(scene.verbs) == len(forms)
    assert scene.kinds[forms.index("by")] == "prep"
    assert scene.verbs[forms.index("shot")] == "shot passive"
    assert scene.verbs[forms.index("fled")] == "fled"


def test_nobody_speaks_where_no_word_or_mark_of_speaking_stands() -> None:
    """Such sentences are not searched for speakers, phrase by phrase."""
    assert not scene_of("Two nurses were shot by gunmen who fled.").has_speakers
    assert scene_of("Two nurses were shot, the mayor said.").has_speakers
    assert scene_of("Herat: two nurses were shot by gunmen.").has_speakers
