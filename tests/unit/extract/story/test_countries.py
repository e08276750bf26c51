"""The country of what telegrams tell without a place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.extract import load_extractor
from pipeline.extract.story import countries
from pipeline.records import Article, Place, Rejection

ABROAD = (
    "OSLO (NORWAY), 23 AUG 22 (XYZ) -- [TEXT] THE PERUVIAN AMBASSADOR TODAY CONDEMNED THE "
    "MURDER OF PERUVIAN BISHOP JOSE TORRES BY PERUVIAN GUERRILLAS. PERUVIAN POLICE HAVE NO SUSPECT."
)


def place_of(text: str) -> Place:
    """The place of the first mention of a telegram."""
    published = datetime(2022, 8, 24, 10, tzinfo=UTC)
    found = load_extractor().extract(Article("a", text, published_at=published))
    assert not isinstance(found, Rejection)
    return found[0].place


def test_what_a_telegram_from_abroad_tells_of_a_country_was_in_that_country() -> None:
    place = place_of(ABROAD)
    assert (place.country, place.place_precision, place.name) == ("PE", "country", None)


def test_a_country_less_likely_than_not_leaves_that_of_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(countries, "LEAST", 1.1)
    assert place_of(ABROAD).country == "NO"


def test_a_town_that_the_sentence_itself_puts_it_in_is_kept() -> None:
    text = ABROAD.replace("JOSE TORRES", "JOSE TORRES IN THE CITY OF BERGEN")
    assert place_of(text).country == "NO"


def test_pages_of_the_web_are_placed_by_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(countries, "_choose_country", lambda *_: pytest.fail("was asked"))
    place_of("OSLO (AP) — A gunman killed two guards at a Peruvian bank on Tuesday, police said.")
