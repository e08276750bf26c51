"""Spanish plurals and verbs as news writes them."""

from __future__ import annotations

import pytest

from pipeline.lexicon.inflection import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("ataque aéreo", "ataques aéreos"),
        ("explosión", "explosiones"),
        ("coche bomba", "coches bomba"),
        ("enfrentamiento con armas", "enfrentamientos con armas"),
        ("cruz", "cruces"),
        ("crisis", "crisis"),
        ("hospital", "hospitales"),
    ],
)
def test_a_noun_has_its_plural(noun: str, plural: str) -> None:
    """The adjective agrees, what stands behind a preposition does not."""
    assert plural in noun_forms(noun, "es")


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("atacar", "atacaron"),
        ("secuestrar", "secuestradas"),
        ("herir", "hirió"),
        ("abrir fuego", "abrieron fuego"),
        ("prender", "prendieron"),
    ],
)
def test_a_verb_has_its_third_persons(verb: str, form: str) -> None:
    """Irregular verbs are rows of a table."""
    assert form in verb_forms(verb, "es")
    assert verb_forms(verb, "es")[0] == verb
