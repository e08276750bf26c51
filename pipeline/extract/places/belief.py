"""Which spots are places at all.

Small towns share their names with people, streets, teams and plain words; what is not said to be a
place, and is not supported by the rest of the article, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.extract.places.people import is_village
from pipeline.extract.places.spot import LOCATIVE, Spot
from pipeline.extract.places.tally import Votes, division_of
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_words import PlaceWords

#: A town this large (people) is believed without support from the rest of the article.
LARGE = 150_000
#: The same where a preposition says that it is a place; where the article is about its country; and
#: where another name stands behind it ("Houston Methodist").
LARGE_IF_SAID, LARGE_AT_HOME, LARGE_IF_FOLLOWED = 3_000, 20_000, 50_000
#: The same for an English name where the article is about a country of another language.
LARGE_NAMESAKE = 40_000
#: A division of a country that the article is not about is believed from this size on.
LARGE_DIVISION = 300_000
#: A word like "Reading" is a town in a text in capitals only from this size on; right behind "in",
#: with its capital and nothing named behind it ("in Bath"), from the other.
LARGE_IF_WORD, LARGE_IF_WORD_SAID = 50_000, 80_000
#: Relations that places have more often than people.
HALF_SAID = frozenset(("of", "from", "to", "against"))
#: Share of its country, and of its division, in the vote that supports a small town.
COUNTRY_SUPPORT, DIVISION_SUPPORT = 0.12, 0.3
#: A namesake below this size, this far (km) from all other places of a local story, is not meant.
NAMESAKE, FAR_KM = 200_000, 80.0
#: A local paper's town is another than its namesake when that one's division has less support, it
#: lies farther (km) from the paper's state, and no town of that state has so much of a vote.
LOCAL_SUPPORT, AROUND_KM, LEAST_VOTE = 0.05, 200.0, 0.2
#: Where the names of towns, quarters, streets and people are much the same.
ENGLISH_COUNTRIES = frozenset("AU CA GB IE NZ US".split())
#: Countries whose villages are all in the gazetteer, by their post offices: what it lacks is none.
FULLY_LISTED = frozenset({"US"})
#: "X neighborhood" is this near (km) to another place of the article.
QUARTER_KM = 40.0
#: What names of another country count at least where they make another name of a town doubtful,
#: and how far (km) from that country the town lies.
LEAST_ELSEWHERE, ABROAD_KM = 0.2, 1000.0


@dataclass(frozen=True, slots=True)
class Believer:
    """Judges the spots of one article."""

    is_plain: Callable[[Spot], bool]
    votes: Votes
    in_capitals: bool
    words: PlaceWords
    country_of: Callable[[str], Candidate | None]
    #: Names that some ordinary sentence of the article says to be places.
    said: frozenset[str]

    def believes(self, spot: Spot) -> bool:
        """Whether a spot is a place."""
        place = spot.chosen
        if place is None or spot.usage == "name":
            return spot.is_unlisted and spot.usage != "name"
        if spot.country is not None or place.kind == "country":
            return not spot.is_followed  # "Bermuda Sands motel"
        if spot.usage == "dateline" and self.is_plain(spot):
            is_written_large = spot.sentence.words[spot.first].isupper()
            return is_written_large or place.population >= LARGE_IF_WORD  # "See it on TV | ..."
        if spot.is_unlisted or spot.parent is not None or spot.usage == "dateline":
            return True
        return self._is_supported(spot, place)

    def _is_supported(self, spot: Spot, place: Candidate) -> bool:
        is_listed = place.kind in ("site", "region") and spot.last - spot.first > 1
        if not is_listed and self.is_plain(spot) and not self._is_said_of_word(spot, place):
            return False
        if place.kind in ("admin1", "site", "region"):
            is_other = place.kind == "site" and place.country in ENGLISH_COUNTRIES
            return self._is_meant(spot, place) and not (is_other and self._is_far(spot, place))
        if is_village(place):
            return self._is_village_meant(spot, place)
        return not self._is_namesake(spot, place) and self._is_large_enough(spot, place)

    def is_local(self, spot: Spot) -> bool:
        """Whether a local paper speaks of a near town of this name that the gazetteer lacks.

        No namesake of it lies near, in a place that the article supports.
        """
        place, home = spot.chosen, self.votes.home
        if place is None or home is None or place.kind != "city" or spot.parent is not None:
            return False
        is_meant = spot.word(-1) in self.words.within or spot.word(1) in self.words.townspeople
        if spot.usage not in ("place", "body") or not is_meant or spot.is_followed:
            return False
        if self.is_plain(spot):
            return False
        is_foreign = place.country != home.country
        if place.population >= NAMESAKE and not (is_foreign and spot.usage == "body"):
            return False
        is_supported = self.votes.division_share(division_of(place), spot.key) >= LOCAL_SUPPORT
        return not is_supported and self._is_home_alone(place, spot.key, home)

    def _is_home_alone(self, place: Candidate, key: str, home: Candidate) -> bool:
        """Whether the place is far from the site's home, and no town there is spoken of."""
        away = distance_km(place.latitude, place.longitude, home.latitude, home.longitude)
        if away < home.uncertainty_km + AROUND_KM or self.votes.nearest_km(place, key) < FAR_KM:
            return False
        return not any(
            c.kind == "city" and weight >= LEAST_VOTE and division_of(c) == division_of(home)
            for c, weight in self.votes.own.values()
        )

    def _is_said_of_word(self, spot: Spot, place: Candidate) -> bool:
        is_at = spot.relation in LOCATIVE and not spot.is_followed
        is_near = self.votes.division_share(division_of(place), spot.key) >= DIVISION_SUPPORT
        if self.in_capitals:
            return is_at and place.population >= LARGE_IF_WORD and self._is_at_home(spot, place)
        is_long = spot.last - spot.first > 1
        if is_long and is_governed(spot, self.words):
            return True  # "the Federal Way Police"
        if is_long and is_at and spot.head == "city" and not spot.is_loose:
            return self._is_at_home(spot, place)  # "at Rose Hall Town", of Guyana
        is_told = is_at and spot.is_right_behind and not spot.head
        if not is_near and place.population < (LARGE_IF_WORD_SAID if is_told else LARGE):
            return False
        return (is_at or spot.usage == "body") and (not spot.is_loose or spot.key in self.said)

    def _is_meant(self, spot: Spot, place: Candidate) -> bool:
        """Whether a division, site or region is meant: abroad the words must say it."""
        if self._is_at_home(spot, place):
            return True
        is_small = place.kind == "admin1" and place.population < LARGE_DIVISION
        if is_small and not (spot.head or self._is_one_province(spot, place)):
            return False
        is_long = spot.last - spot.first > 1
        return is_said(spot) or (is_long and not (self.in_capitals or spot.is_loose))

    def _is_one_province(self, spot: Spot, place: Candidate) -> bool:
        """Whether a name that something is in means one province alone: "killed in Kunar"."""
        is_single = len({division_of(c) for c in spot.candidates}) == 1
        is_there = spot.is_right_behind and not (spot.is_loose or self.in_capitals)
        return is_single and is_there and place.country not in ENGLISH_COUNTRIES

    def _is_at_home(self, spot: Spot, place: Candidate) -> bool:
        return self.votes.country_share(place.country, spot.key) >= COUNTRY_SUPPORT

    def _is_namesake(self, spot: Spot, place: Candidate) -> bool:
        """Whether a quarter of the story's town is taken for a town of this name elsewhere."""
        is_said_town = spot.head in ("admin1", "admin2", "city", "region")
        if is_said_town or place.population >= NAMESAKE:
            return False
        # what is only called so as well is not meant beside a town of the very name
        named = [c for c in spot.candidates if place.is_alternate or not c.is_alternate]
        is_single = len({division_of(c) for c in named}) == 1
        if is_single and place.country not in ENGLISH_COUNTRIES:
            return False
        return self._is_far(spot, place)

    def _is_abroad(self, spot: Spot, place: Candidate) -> bool:
        """Whether all else speaks of countries far from the small town of this other name.

        "Boko Haram raided the village of Kalari": that is how some call Cagliari.
        """
        leading = self.votes.leading_beside(spot.key, LEAST_ELSEWHERE)
        home = self.country_of(leading) if leading and place.population < LARGE else None
        if home is None:
            return False
        away = distance_km(place.latitude, place.longitude, home.latitude, home.longitude)
        return away > home.uncertainty_km + ABROAD_KM

    def _least_said(self, place: Candidate) -> int:
        """From what size on a town abroad is believed that is said to be a place.

        English names are given to towns everywhere: one needs more where the article is about
        another country ("Bethany" in Peru is not the one in Oregon).
        """
        countries = self.votes.countries
        leading = max(countries, key=lambda c: countries[c], default=place.country)
        is_abroad = place.country in ENGLISH_COUNTRIES and leading not in ENGLISH_COUNTRIES
        return LARGE_NAMESAKE if is_abroad else LARGE_IF_SAID

    def _is_far(self, spot: Spot, place: Candidate) -> bool:
        """Whether it lies far from all else in a story that plays in another division."""
        is_far = self.votes.nearest_km(place, spot.key) > FAR_KM
        return is_far and self.votes.leads_elsewhere(place, spot.key)

    def _is_village_meant(self, spot: Spot, place: Candidate) -> bool:
        """Whether a village that only lists of post offices have is one of this story.

        Words must say so, and the story play in its state or near it, or nothing else be named so.
        """
        is_said_so = is_said(spot) or spot.key in self.said or spot.usage == "body"
        if self.in_capitals or not is_said_so:
            return False
        is_unique = len(spot.candidates) == 1 and spot.last - spot.first > 1
        is_in_state = self.votes.division_share(division_of(place), spot.key) >= DIVISION_SUPPORT
        return is_unique or is_in_state or self.votes.nearest_km(place, spot.key) < FAR_KM

    def _is_large_enough(self, spot: Spot, place: Candidate) -> bool:
        people, key = place.population, spot.key
        if spot.is_followed and people < LARGE_IF_FOLLOWED:
            return False
        is_home = self._is_at_home(spot, place)
        is_guess = place.is_alternate and not is_home
        if spot.head == "quarter" or (
            is_guess and (self.in_capitals or self._is_abroad(spot, place))
        ):
            return self.votes.nearest_km(place, key) < QUARTER_KM
        if not is_home:
            is_enough = (is_said(spot) or is_governed(spot, self.words)) and not self.in_capitals
            is_alone = is_enough and _is_only_one_of_name(spot, place)
            return is_alone or people >= (self._least_said(place) if is_enough else LARGE)
        if is_said(spot) or people >= LARGE or key in self.said:
            return True
        is_near = self.votes.division_share(division_of(place), key) >= DIVISION_SUPPORT
        if spot.usage == "body" or spot.relation in HALF_SAID:
            return is_near or people >= LARGE_AT_HOME
        return is_near and people >= LARGE_AT_HOME and not spot.is_loose


def _is_only_one_of_name(spot: Spot, place: Candidate) -> bool:
    """Whether nothing else bears the name of a town whose people nobody has counted.

    In lands whose names are no English words and no names that English speakers bear.
    """
    is_single = len(spot.candidates) == 1 and not place.is_alternate
    is_foreign = not place.population and place.country not in ENGLISH_COUNTRIES
    return is_single and is_foreign and spot.is_right_behind  # not "on the Calzada"


def is_said(spot: Spot) -> bool:
    """Whether the words around a spot say that it is a place."""
    if spot.head == "site":  # "Rosales hospital" is named for anybody
        return spot.relation in LOCATIVE and not spot.is_loose
    return (spot.relation in LOCATIVE and not spot.is_followed) or bool(spot.head)


def is_governed(spot: Spot, words: PlaceWords) -> bool:
    """Whether a name has police, a mayor or townspeople, as only places do."""
    is_followed = spot.is_followed or spot.is_loose
    return spot.usage == "body" and spot.word(1) in words.townspeople and not is_followed


def said_names(spots: Sequence[Spot], words: PlaceWords) -> frozenset[str]:
    """The names that sentences in ordinary style say to be places."""
    return frozenset(
        s.key
        for s in spots
        if not s.is_loose and (is_said(s) or is_governed(s, words)) and s.usage in ("place", "body")
    )
