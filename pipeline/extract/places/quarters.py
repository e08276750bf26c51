"""Quarters of large towns: the town is the place, the quarter gives its coordinates.

GeoNames lists quarters beside towns ("East Garfield Park", "Little Havana"). In an article about
Chicago the place of an event in one of them is Chicago, and its name tells both. A name that the
text treats as a town of its own ("Compton police", "Hawthorne, Calif.") stays one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.extract.places.belief import ENGLISH_COUNTRIES
from pipeline.extract.places.named_quarters import is_named_quarter
from pipeline.extract.places.spot import Spot
from pipeline.lexicon.gazetteer import Candidate
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_words import PlaceWords

#: A quarter is within so many radii of a town that is so many times larger (people).
RADII, RATIO = 1.2, 5
#: Only a town of this size has quarters; only below that size may a place be one.
QUARTERED, LARGEST_QUARTER = 100_000, 1_000_000

#: What the text calls a neighborhood is one of the town within this reach that it names most.
AROUND_KM = 40.0


def find_quarters(
    spots: Sequence[Spot], anchors: Iterable[Candidate], words: PlaceWords
) -> dict[int, Candidate]:
    """Spots (by ``id``) that are quarters of a town of the article, with that town.

    ``anchors``: towns that the article is about, whether its text names them or its address.
    """
    towns = {c.index: c for c in anchors if c.population >= QUARTERED}
    towns.update((s.chosen.index, s.chosen) for s in spots if s.chosen and _is_large_town(s))
    small_first = sorted(towns.values(), key=lambda t: t.population)
    own = {s.key for s in spots if is_own_town(s, words)}
    policing = {s.chosen.index for s in spots if s.chosen and s.word(1) in words.policing}
    called = {s.key for s in spots if s.head == "quarter"}
    told = Counter(s.chosen.index for s in spots if s.chosen)
    found = {}
    for spot in spots:
        outer = _town_around(spot, words)
        if outer is not None:
            found[id(spot)] = outer
            continue
        if spot.chosen is None or spot.is_unlisted or spot.key in own:
            continue
        if spot.key in called:
            around = [t for t in small_first if _is_around(t, spot.chosen)]
            town = max(around, key=lambda t: told[t.index], default=None)
            if town is not None and not is_quarter(spot.chosen, town):
                spot.chosen = town  # a namesake's point is not that of the neighborhood
        else:
            town = next((t for t in small_first if is_quarter(spot.chosen, t)), None)
        if town is not None and spot.chosen.has_post and town.index not in policing:
            continue  # Compton is no quarter of Los Angeles
        if town is not None:
            found[id(spot)] = town
    return found


def _town_around(spot: Spot, words: PlaceWords) -> Candidate | None:
    """The large town that the text puts a name in: "Feltonville, Philadelphia".

    Elsewhere than where English is spoken a comma may part two towns of a list, of which one is
    a province, too ("in Shiraz, Isfahan and Tabriz"), and towns lie close ("Muridke, Lahore").
    """
    outer = spot.parent.chosen if spot.parent is not None else None
    if outer is None or outer.kind != "city" or outer.population < QUARTERED:
        return None
    if is_named_quarter(spot, words):
        return outer
    if outer.country not in ENGLISH_COUNTRIES:
        return None
    is_listed = spot.chosen is not None and is_quarter(spot.chosen, outer)
    return outer if spot.is_unlisted or is_listed else None


def is_own_town(spot: Spot, words: PlaceWords) -> bool:
    """Whether the text treats a name as a town of its own."""
    if spot.head == "city" or spot.word(1) in words.council:
        return True
    if spot.word(1) == "," and not words.towns.isdisjoint(spot.sentence.words[spot.last + 2 :][:2]):
        return True  # "Muridke, a town near Lahore", but not "Khayelitsha, Cape Town"
    if spot.word(1) == "," and spot.word(2) in words.directions and spot.word(3) in words.belonging:
        return True  # "Bekkersdal, west of Johannesburg"
    parent = spot.parent.chosen if spot.parent is not None else None
    return parent is not None and parent.kind != "city"


def is_quarter(place: Candidate, town: Candidate) -> bool:
    """Whether a place can be a quarter of a town."""
    if place.kind != "city" or town.kind != "city" or town.index == place.index:
        return False
    if town.country != place.country or town.admin1 != place.admin1:
        return False
    if place.population > min(LARGEST_QUARTER, town.population / RATIO):
        return False
    away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
    return away <= RADII * town.uncertainty_km


def _is_around(town: Candidate, place: Candidate) -> bool:
    """Whether what the text calls a neighborhood may be one of a town: namesakes lie close by."""
    if place.kind != "city" or town.kind != "city" or town.index == place.index:
        return False
    if town.admin1 != place.admin1:
        return False
    if town.country != place.country or place.population > town.population / RATIO:
        return False
    away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
    return away <= AROUND_KM


def _is_large_town(spot: Spot) -> bool:
    place = spot.chosen
    is_meant = spot.usage in ("place", "body", "dateline") and spot.relation != "near"
    return is_meant and place is not None and place.population >= QUARTERED


def may_have_quarters(spot: Spot) -> bool:
    """Whether some place of the name is so large a town that it has quarters."""
    return any(c.kind == "city" and c.population >= QUARTERED for c in spot.candidates)
