"""Spots of towns that the gazetteer lacks: how one is made, and how its name is kept."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.places.spot import LOCATIVE, Spot
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Sentence

#: A country that opens a sentence is still that of so many behind it.
_REACH = 2


def unlisted_spot(sentence: Sentence, first: int, last: int, outer: Spot | None) -> Spot:
    """The spot of a town that the gazetteer lacks; ``outer``: what the text puts it in."""
    key = "?" + "".join(map(text_key, sentence.words[first:last]))
    spot = Spot(sentence, first, last, key, parent=outer, is_unlisted=True)
    spot.relation, spot.head = "in", "city"
    if outer is not None and outer.country is None:
        outer.is_container = True
    return spot


def share_names(spots: Iterable[Spot], words: PlaceWords) -> None:
    """A name that is unlisted once is so throughout the article.

    With or without what it is: "Alma Township, N.J.", "the Alma Twp. house".
    """
    outers = {s.key.lstrip("?"): s.parent for s in spots if s.is_unlisted}
    for spot in spots:
        last = spot.sentence.lowers[spot.last - 1]
        is_town = words.heads.get(last) == "city" and spot.last - spot.first > 1
        if spot.is_unlisted and is_town:
            outers.setdefault(spot.key.lstrip("?").removesuffix(text_key(last)), spot.parent)
    for spot in spots:
        if spot.key in outers and spot.parent is None and not spot.is_unlisted:
            spot.candidates, spot.parent, spot.is_unlisted = (), outers[spot.key], True
        if spot.is_unlisted:
            spot.key = "?" + spot.key.lstrip("?")


def country_beside(town: Spot, spots: Iterable[Spot]) -> str | None:
    """The one country that the places of a town's sentence lie in, or that opens one before it.

    "In Niger, a mine blew up. The same day, a drone struck fighters at Tiawa."
    """
    listed = [s for s in spots if s.chosen is not None and not s.is_unlisted and _is_there(s)]
    here = {_country_of(s) for s in listed if s.sentence is town.sentence}
    if here:
        return here.pop() if len(here) == 1 else None
    before = [s for s in listed if 0 < town.sentence.index - s.sentence.index <= _REACH]
    last = max(before, key=lambda s: (s.sentence.index, -s.first), default=None)
    if last is None or last.first > 1:
        return None
    return _country_of(last)


def _is_there(spot: Spot) -> bool:
    return spot.usage == "place" and spot.relation in LOCATIVE


def _country_of(spot: Spot) -> str | None:
    return spot.chosen.country if spot.chosen is not None else None
