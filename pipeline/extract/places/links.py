"""Which place the text puts in which: "X, Texas", "X in the Syrian province of Y", "Syria's X"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.places.borders import is_border
from pipeline.extract.places.quarters import is_quarter
from pipeline.extract.places.spot import Spot, is_country, possessive, without_possessive
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_words import PlaceWords

#: As many words may stand between the two: "Azaz, a town in the north of the province of Aleppo".
FARTHEST_PARENT = 9

#: A comma, an article, a town and what leads from it to the other: ", a town near".
_LEAST_APPOSED = 4
#: "suburb of".
_SUBURB_OF = 2
#: Who measures from a town means no namesake with a smaller share of the largest one's people.
LEAST_MARK = 0.1
#: So much shorter or longer than the text says may the way between two towns be.
SLACK_KM, SLACK_SHARE = 15.0, 0.4
#: Marks between two places of which one lies in the other, and those of them that lead there.
_MARKS = frozenset(", ( - – — ' ’ s 's ’s .".split())
_LEADING_MARKS = frozenset((",", "("))
_COARSENESS = {"site": 0, "city": 1, "admin2": 2, "admin1": 3, "region": 3, "country": 5}


def contains(outer: Candidate, inner: Candidate) -> bool:
    """Whether one place lies in the other, as far as the gazetteer can tell."""
    if outer.kind == "city" and is_quarter(inner, outer):
        return True
    if _COARSENESS[outer.kind] <= _COARSENESS[inner.kind]:
        return False
    if outer.country is not None and outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1
    away = distance_km(outer.latitude, outer.longitude, inner.latitude, inner.longitude)
    return away <= 1.3 * outer.uncertainty_km + (
        inner.uncertainty_km if outer.kind == "city" else 10
    )


def can_contain(outer: Spot, inner: Spot) -> bool:
    """Whether some reading of ``outer`` contains some reading of ``inner``."""
    if outer.country is not None and not outer.candidates:
        return any(c.country == outer.country for c in inner.candidates)
    return any(contains(o, i) for o in outer.candidates for i in inner.candidates)


class Linker:
    """Finds the links."""

    def __init__(self, words: PlaceWords) -> None:
        """Take the words of the language."""
        self._words = words

    def link(self, spots: Sequence[Spot]) -> None:
        """Set ``parent`` where the text says it."""
        for a, b in pairwise(spot for spot in spots if spot.usage != "name"):
            if a.sentence is not b.sentence:
                continue
            if self._is_described(a, b) or self._is_measured(a, b):
                b.is_aside = True
                _keep_near(a, b, spots)
            elif self._is_suburb(a, b):
                a.is_aside, b.relation, b.off_km = True, "in", 0.0
            elif not is_border(b, self._words) and self._is_in(a, b) and can_contain(b, a):
                a.parent, b.is_container = b, True
                _keep_outer(a, b, spots)
                if a.usage == "actor" and not is_country(a):
                    a.usage = "place"  # "Georgetown, California" is no capital that acts
            elif b.parent is None and _owns(a, b, self._words) and can_contain(a, b):
                b.parent, a.is_container = a, True
                b.relation = b.relation or a.relation

    def _is_described(self, a: Spot, b: Spot) -> bool:
        """Whether a town is only named to say where another lies: "Jamundi, a town near Cali"."""
        words, known = a.sentence.lowers[a.last : b.first], self._words
        if len(words) < _LEAST_APPOSED or words[0] != "," or words[1] not in known.articles:
            return False
        towns = [n for n, word in enumerate(words) if known.heads.get(word) == "city"]
        if not towns or not a.candidates or not b.candidates:
            return False
        before = known.before.get(" ".join(words[towns[-1] + 1 :]))
        return before is not None and before.relation == "near"

    def _is_measured(self, a: Spot, b: Spot) -> bool:
        """Whether a town only says where another lies: "Linden, about 20 miles west of Derby"."""
        words, known = a.sentence.lowers[a.last : b.first], self._words
        is_off = b.relation in ("near", "from") and b.is_right_behind
        if not is_off or words[:1] != (",",):
            return False
        return bool(a.candidates and b.candidates) and all(
            word[0].isdigit() or word in known.stretch or word in known.units_km
            for word in words[1:]
        )

    def _is_suburb(self, a: Spot, b: Spot) -> bool:
        """Whether something is in a town beside another: "in the Derby suburb of Linden"."""
        words, known = a.sentence.lowers[a.last : b.first], self._words
        is_of = len(words) == _SUBURB_OF and words[1] in known.belonging
        is_fine = bool(b.candidates) and any(c.kind == "city" for c in a.candidates)
        return is_fine and is_of and words[0] in known.suburbs

    def _is_in(self, a: Spot, b: Spot) -> bool:
        """Whether only words like ", in the province of" stand between a and b."""
        words = a.sentence.lowers[a.last : b.first]
        if not a.candidates or not b.candidates or len(words) > FARTHEST_PARENT:
            return False
        known = self._words
        if not words:
            return True
        if not known.parting.isdisjoint(words):
            return False
        if known.leading.isdisjoint(words) and _LEADING_MARKS.isdisjoint(words):
            return False
        return all(
            w in _MARKS or w in known.links or w in known.skip or w in known.heads for w in words
        )


def _keep_near(a: Spot, b: Spot, spots: Sequence[Spot]) -> None:
    """Leave a town the readings that lie as far from another as the text says they do.

    "In Paris, about 100 miles northeast of Dallas": that is the one in Texas.
    """
    largest = max(c.population for c in b.candidates)
    marks = [c for c in b.candidates if c.population >= LEAST_MARK * largest]
    near = tuple(c for c in a.candidates if any(_is_as_far(c, mark, b.off_km) for mark in marks))
    if not b.off_km or not near:
        return
    for spot in spots:
        if spot.key == a.key:
            spot.candidates = near


def _keep_outer(a: Spot, b: Spot, spots: Sequence[Spot]) -> None:
    """Leave a name of a country and of a state what holds the town: "Athens, Georgia"."""
    if not {"country", "admin1"} <= {c.kind for c in b.candidates}:
        return
    around = tuple(c for c in b.candidates if any(contains(c, i) for i in a.candidates))
    for spot in spots:
        if spot.key == b.key:
            spot.candidates = around


def _is_as_far(place: Candidate, mark: Candidate, off_km: float) -> bool:
    """Whether two places are about so far apart; roads are longer than the way of the crow."""
    away = distance_km(place.latitude, place.longitude, mark.latitude, mark.longitude)
    return abs(away - off_km) <= SLACK_KM + SLACK_SHARE * off_km


def _owns(a: Spot, b: Spot, words: PlaceWords) -> bool:
    """Whether a names the country or province of b: "Syria's Homs", "the Syrian town of Azaz"."""
    told = a.sentence.lowers[a.last : b.first]
    between = [without_possessive(word) for word in told]
    if len(between) > 5 or not b.candidates:
        return False
    is_owner = a.usage == "adjective" or bool(possessive(a.sentence.words[a.last - 1]))
    # "Sagaing Region's Kani Township"
    is_owner = is_owner or (between[:1] != list(told[:1]) and between[0] in words.heads)
    # "the US state of Louisiana", "the Wyoming town of Lingle"
    is_wide = bool(a.candidates) and a.candidates[0].kind in ("country", "admin1")
    is_owner = is_owner or (
        is_wide and not words.belonging.isdisjoint(between[-1:]) and between[0] in words.heads
    )
    if not is_owner or a.is_part:
        return False
    return all(
        w in words.skip or w in words.heads or w in words.directions or w in words.belonging
        for w in between
    )
