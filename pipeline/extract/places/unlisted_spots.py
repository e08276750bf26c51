"""Spots of towns that the gazetteer lacks: how one is made, and how its name is kept."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.places.spot import Spot
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Sentence


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
