"""English plurals and verbs."""

from __future__ import annotations

import pytest

from pipeline.lexicon.inflection import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("seize", "seizing"),
        ("stab", "stabbed"),
        ("occupy", "occupied"),
        ("shoot down", "shot down"),
        ("come under fire", "came under fire"),
        ("begin a sit-in", "began a sit-in"),
        ("ride off with", "rode off with"),
    ],
)
def test_verbs_are_inflected_on_their_first_word(verb: str, form: str) -> None:
    """Irregular ones by the table."""
    assert form in verb_forms(verb)


@pytest.mark.parametrize(
    ("noun", "plural"), [("gunman", "gunmen"), ("car bomb", "car bombs"), ("city", "cities")]
)
def test_nouns_have_their_plural(noun: str, plural: str) -> None:
    """Made on the last word."""
    assert noun_forms(noun) == (noun, plural)
