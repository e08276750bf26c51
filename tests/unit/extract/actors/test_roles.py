"""Who did it to whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.records import Article, Rejection

RULES = load_extractor()


def cast(text: str) -> set[tuple[str, str]]:
    """The roles and names of all participants that a text tells of."""
    found = RULES.extract(Article("a", text, published_at=datetime(2024, 3, 14, tzinfo=UTC)))
    assert not isinstance(found, Rejection)
    return {(p.role, p.name) for mention in found for p in mention.participants}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "THREE GUERRILLAS ON BICYCLES HURLED A BOMB AT THE TOWN HALL ON MONDAY.",
            "perpetrator",
            "GUERRILLAS",
        ),
        (
            "A bomb went off in front of the labour court in Lima on Tuesday.",
            "target",
            "labour court",
        ),
        ("Gunmen shot dead two nurses near Kandahar on Tuesday.", "perpetrator", "Gunmen"),
        ("Gunmen shot dead two nurses near Kandahar on Tuesday.", "victim", "nurses"),
        ("Two nurses were shot dead by gunmen in Kandahar on Tuesday.", "perpetrator", "gunmen"),
    ],
)
def test_a_phrase_has_its_role_by_what_stands_around_it(text: str, role: str, name: str) -> None:
    """Voice, prepositions and what is thrown at whom."""
    assert (role, name) in cast(text)


def test_a_definite_noun_that_names_its_victims_tells_an_incident() -> None:
    """Without an incident told before, "the murder of" tells one itself."""
    text = "THE BISHOPS TODAY CONDEMNED THE MURDER OF TWO NUNS IN CHALATENANGO YESTERDAY."
    assert ("victim", "NUNS") in cast(text)
