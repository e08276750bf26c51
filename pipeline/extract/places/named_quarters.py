"""Quarters that the text names with their town: "the Lima district of San Juan de Miraflores"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.places.spot import Spot, has_capital
from pipeline.extract.places.unlisted_spots import unlisted_spot
from pipeline.lexicon.geometry import distance_km
from pipeline.lexicon.place_words import PlaceWords

#: Kinds of words for a part of a town ("the Kabul neighbourhood of").
_PARTS = ("quarter", "admin2")
#: A town of that name so near (km) is the suburb itself.
_SUBURB_KM = 60.0
#: No name of a quarter has more words.
_LONGEST = 5


def with_named_quarters(spots: Sequence[Spot], words: PlaceWords) -> list[Spot]:
    """The spots with those of such quarters for namesakes elsewhere, in text order."""
    found = _without_parts(spots, words)
    for town in spots:
        first = _start_of_name(town, words)
        if first is None:
            continue
        last = _end_of_name(town, first, words)
        known = [s for s in found if s.sentence is town.sentence and first <= s.first < last]
        if last == first or any(_is_near(s, town) or _is_larger(s, town) for s in known):
            continue
        found = [spot for spot in found if spot not in known]
        quarter = unlisted_spot(town.sentence, first, last, town)
        quarter.relation, town.is_container = town.relation or "in", True
        found.append(quarter)
    return sorted(found, key=lambda s: (s.sentence.index, s.first))


def _without_parts(spots: Sequence[Spot], words: PlaceWords) -> list[Spot]:
    """Leave out what is called a part of a town behind it: "in the Old City of Nablus"."""
    begins = {(s.sentence.index, s.first): s for s in spots}
    found = []
    for spot in spots:
        town = begins.get((spot.sentence.index, spot.last + 1))
        if town is None or not _is_part(spot, town, words):
            found.append(spot)
        elif spot.relation:
            town.relation = spot.relation
    return found


def _is_part(spot: Spot, town: Spot, words: PlaceWords) -> bool:
    is_called = spot.word(-1) in words.definite and spot.word(1) in words.belonging
    first = next(iter(town.candidates), None)
    is_town = first is not None and first.kind == "city"
    is_able = is_called and is_town and all(c.kind == "city" for c in spot.candidates)
    return is_able and not _is_larger(spot, town)


def is_named_quarter(spot: Spot, words: PlaceWords) -> bool:
    """Whether the text itself calls a name that of a part of its town."""
    town = spot.parent
    return town is not None and _start_of_name(town, words) == spot.first


def _start_of_name(town: Spot, words: PlaceWords) -> int | None:
    """Where the name of a part begins behind a town and a word like "district of"."""
    if not any(candidate.kind == "city" for candidate in town.candidates):
        return None
    is_part = words.heads.get(town.word(1)) in _PARTS or town.word(1) in words.suburbs
    return town.last + 2 if is_part and town.word(2) in words.belonging else None


def _end_of_name(town: Spot, first: int, words: PlaceWords) -> int:
    """Where it ends: behind words with capitals and the small ones between them."""
    told = town.sentence.words
    ends = [n for n in _reach(told, first, words) if has_capital(told[n])]
    return ends[-1] + 1 if ends else first


def _reach(told: Sequence[str], first: int, words: PlaceWords) -> Iterator[int]:
    for position in range(first, min(len(told), first + _LONGEST)):
        if not (has_capital(told[position]) or told[position] in words.joining):
            return
        yield position


def _is_near(spot: Spot, town: Spot) -> bool:
    """Whether some reading of a name lies beside some reading of the town."""
    return any(
        distance_km(c.latitude, c.longitude, t.latitude, t.longitude) < _SUBURB_KM
        for c in spot.candidates
        for t in town.candidates
    )


def _is_larger(spot: Spot, town: Spot) -> bool:
    """Whether the names stand the other way round: "the Kirov district of Donetsk"."""
    return max((c.population for c in spot.candidates), default=0) > max(
        c.population for c in town.candidates if c.kind == "city"
    )
