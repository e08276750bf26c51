"""Which spots are places at all, and which are quarters of a larger town of the article.

Small towns share their names with people, streets, teams and plain words; what is not said to be a
place, and is not supported by the rest of the article, is left out.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from pipeline.extract.place_context import LOCATIVE
from pipeline.extract.place_spotting import Spot
from pipeline.extract.place_vote import Votes, division_of
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords

#: A town this large (people) is believed without support from the rest of the article.
LARGE = 150_000
#: The same where a preposition says that it is a place; where it is in a country that the article is
#: about; and where another name stands behind it ("Houston Methodist").
LARGE_IF_SAID, LARGE_AT_HOME, LARGE_IF_FOLLOWED = 3_000, 20_000, 50_000
#: A word like "Reading" is a town in a text in capitals only from this size on.
LARGE_IF_WORD = 50_000
#: Relations that places have more often than people.
HALF_SAID = frozenset(("of", "from", "to", "against"))
#: Share of its country, and of its division, in the vote that supports a small town.
COUNTRY_SUPPORT, DIVISION_SUPPORT = 0.12, 0.3
#: A namesake below this size, this far (km) from all other places of a local story, is not meant.
NAMESAKE, FAR_KM = 200_000, 80.0
#: A quarter is within this many radii of a town that is so many times larger, and itself so large.
QUARTER_RADII, QUARTER_RATIO, QUARTERED, LARGEST_QUARTER = 1.2, 5, 100_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Believer:
    """Judges the spots of one article."""

    words: PlaceWords
    votes: Votes
    in_capitals: bool
    #: Names that some ordinary sentence of the article says to be places.
    said: frozenset[str]

    def believes(self, spot: Spot) -> bool:
        """Whether a spot is a place."""
        place = spot.chosen
        if place is None or spot.usage == "name":
            return spot.country is not None
        if place.kind == "country" or spot.parent is not None or spot.usage == "dateline":
            return True
        if self._is_word(spot) and not self._is_said_of_word(spot, place):
            return False
        if place.kind in ("admin1", "site", "region"):
            return is_said(spot) or not self.in_capitals or self._is_at_home(spot, place)
        return not self._is_namesake(spot, place) and self._is_large_enough(spot, place)

    def _is_word(self, spot: Spot) -> bool:
        """Whether it is made of common words only: "Reading", "Central Business District"."""
        words = self.words
        return all(
            _is_one_of(t.lower, words.common_words, words.given_names, words.heads, words.skip)
            for t in spot.sentence.tokens[spot.first : spot.last]
        )

    def _is_said_of_word(self, spot: Spot, place: Candidate) -> bool:
        if spot.relation not in LOCATIVE or spot.is_followed:
            return False
        if self.in_capitals:
            return place.population >= LARGE_IF_WORD and self._is_at_home(spot, place)
        return not spot.is_loose or spot.key in self.said

    def _is_at_home(self, spot: Spot, place: Candidate) -> bool:
        return self.votes.country_share(place.country, spot.key) >= COUNTRY_SUPPORT

    def _is_namesake(self, spot: Spot, place: Candidate) -> bool:
        """Whether a quarter of the story's town is taken for a town of this name elsewhere."""
        if len(spot.candidates) == 1 or spot.head or place.population >= NAMESAKE:
            return False
        is_far = self.votes.nearest_km(place, spot.key) > FAR_KM
        return is_far and self.votes.leads_elsewhere(place, spot.key)

    def _is_large_enough(self, spot: Spot, place: Candidate) -> bool:
        people, key = place.population, spot.key
        if spot.is_followed and people < LARGE_IF_FOLLOWED:
            return False
        if not self._is_at_home(spot, place):
            return people >= (LARGE_IF_SAID if is_said(spot) else LARGE)
        if is_said(spot) or people >= LARGE or key in self.said:
            return True
        is_near = self.votes.division_share(division_of(place), key) >= DIVISION_SUPPORT
        if spot.usage == "body" or spot.relation in HALF_SAID:
            return is_near or people >= LARGE_AT_HOME
        return is_near and people >= LARGE_AT_HOME and not spot.is_loose


def _is_one_of(word: str, *lists: Container[str]) -> bool:
    key = text_key(word)
    return any(word in words or key in words for words in lists)


def is_said(spot: Spot) -> bool:
    """Whether the words around a spot say that it is a place."""
    return (spot.relation in LOCATIVE and not spot.is_followed) or bool(spot.head)


def said_names(spots: Sequence[Spot]) -> frozenset[str]:
    """The names that sentences in ordinary style say to be places."""
    return frozenset(
        s.key for s in spots if not s.is_loose and is_said(s) and s.usage in ("place", "body")
    )


def find_quarters(spots: Sequence[Spot]) -> dict[int, Spot]:
    """Spots (by ``id``) that are quarters of a town of the article, with that town's spot.

    GeoNames lists the quarters of large towns beside towns. One that the text calls by itself a town
    ("Compton police", "Hawthorne, Calif.") stays one.
    """
    towns = sorted(
        filter(_is_large_town, spots), key=lambda s: s.chosen.population if s.chosen else 0
    )
    own = {s.key for s in spots if s.parent is not None or s.head == "city" or _governs(s)}
    found = {}
    for spot in spots:
        if spot.chosen is None or spot.chosen.kind != "city" or spot.key in own:
            continue
        town = next((t for t in towns if _is_quarter(spot.chosen, t.chosen)), None)
        if town is not None:
            found[id(spot)] = town
    return found


def _is_large_town(spot: Spot) -> bool:
    place = spot.chosen
    is_meant = spot.usage in ("place", "body", "dateline") and spot.relation != "near"
    return is_meant and place is not None and place.kind == "city" and place.population >= QUARTERED


def _governs(spot: Spot) -> bool:
    return spot.word(1) in ("police", "mayor", "officials", "council")


def _is_quarter(place: Candidate, town: Candidate | None) -> bool:
    if town is None or town.index == place.index or town.admin1 != place.admin1:
        return False
    if town.country != place.country or place.population > LARGEST_QUARTER:
        return False
    if town.population < QUARTER_RATIO * place.population:
        return False
    away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
    return away <= QUARTER_RADII * town.uncertainty_km
