"""Countries that only say where a border runs: "near the border with Niger" is not in Niger."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.places.spot import Spot, is_country
from pipeline.extract.places.tally import Votes
from pipeline.lexicon.place_words import PlaceWords

#: What a country counts of which only the border is told.
TRUST_OF_BORDER = 0.2
#: What another country counts at least where the event is on its side of the border.
_LEAST_OTHER = 0.15


def is_border(spot: Spot, words: PlaceWords) -> bool:
    """Whether a country is named behind "the border with", "bordering"."""
    is_told = not words.borders.isdisjoint((spot.word(-1), spot.word(-2)))
    return is_told and is_country(spot) and spot.relation == "near"


def doubt_borders(spots: Sequence[Spot], words: PlaceWords) -> None:
    """Let such countries count little in the vote."""
    for spot in spots:
        if is_border(spot, words):
            spot.trust = min(spot.trust, TRUST_OF_BORDER)


def step_back_from_borders(spots: Sequence[Spot], votes: Votes, words: PlaceWords) -> None:
    """Put an event on the side of the border that the article names otherwise, if it does."""
    for spot in spots:
        country = spot.chosen.country if spot.chosen is not None else None
        others = (weight for name, weight in votes.countries.items() if name != country)
        if is_border(spot, words) and max(others, default=0.0) >= _LEAST_OTHER:
            spot.usage, spot.relation = "actor", ""
