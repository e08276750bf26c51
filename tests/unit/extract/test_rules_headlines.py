"""Headlines of wires: where it was, and what is no attack."""

from __future__ import annotations

import pytest

from tests.unit.extract.articles import default


@pytest.mark.parametrize("country", ["Mali", "Central African Republic"])
def test_a_country_before_a_colon_is_where_it_was(country: str) -> None:
    (told,) = default(
        "Rebels attacked a base of Russian mercenaries near the gold mine of Ndassima on Monday"
        " and killed four of them, an official said.",
        title=f"{country}: base attacked",
    )
    assert told.place is not None
    assert told.place.country_name == country


@pytest.mark.parametrize(
    ("title", "text", "types"),
    [
        (
            "Bombs found near Dakar",
            "Police found two bombs in a house in Pikine, a suburb of Dakar, on Saturday.",
            ["interception"],
        ),
        (
            "Arson attack on Melbourne synagogue",
            (
                "Masked men broke into a synagogue in Melbourne on Friday, poured petrol out"
                " and set it alight."
            ),
            ["arson"],
        ),
        (
            "Drones shot down over Amritsar",
            "India's army said it had shot down several drones over Amritsar on Saturday.",
            ["interception"],
        ),
        (
            "Cartel boss held",
            "Marines arrested a leader of a cartel in Tepic on Tuesday without a shot being fired.",
            ["arrest"],
        ),
    ],
)
def test_a_headline_and_its_text_are_one(title: str, text: str, types: list[str]) -> None:
    assert [m.event_type for m in default(text, title=title)] == types


@pytest.mark.parametrize(
    "text",
    [
        "Russia sent more than 40 drones at Odesa in the night to Wednesday.",
        "Russia launched 40 drones at Odesa on Wednesday.",
        "Ukraine's air force said Russia had launched 479 drones overnight at Odesa.",
    ],
)
def test_drones_that_are_sent_strike(text: str) -> None:
    assert [m.event_type for m in default(text)] == ["drone_strike"]
