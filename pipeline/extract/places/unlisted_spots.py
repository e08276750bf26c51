"""Spots of towns that the gazetteer lacks: how one is made, and how its name is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.extract.places.spot import LOCATIVE, Spot, has_capital
from pipeline.lexicon.place_names import text_key
from pipeline.lexicon.place_words import PlaceWords
from pipeline.text import Sentence

#: A country that opens a sentence is still that of so many behind it.
_REACH = 2
#: What may stand between names and the place that they are put in.
_LINKS = frozenset((",", "and", "in"))
#: What a name is the name of: "Kandawa village", "Tabayin township".
_KINDS = ("city", "admin2")


def unlisted_spot(
    sentence: Sentence, first: int, last: int, outer: Spot | None, head: str = "city"
) -> Spot:
    """The spot of a town that the gazetteer lacks; ``outer``: what the text puts it in."""
    key = "?" + "".join(map(text_key, sentence.words[first:last]))
    spot = Spot(sentence, first, last, key, parent=outer, is_unlisted=True)
    spot.relation, spot.head = "in", head
    if outer is not None and outer.country is None:
        outer.is_container = True
    return spot


def put_behind(
    sentence: Sentence, last: int, taken: Mapping[tuple[int, int], Spot], words: PlaceWords
) -> Spot | None:
    """The finest place that a name is put in by what stands behind it, at ``last``.

    "NAME village, Zamfara state", "NAME and NAME in Somalia's Gedo", "NAME in India's Bihar state".
    """
    told, lowers, found, is_led = sentence.words, sentence.lowers, None, False
    if lowers[last : last + 1] and words.heads.get(lowers[last]) in _KINDS:
        last += 1
        is_led = lowers[last : last + 1] == (",",)
    while last < len(told):
        spot = taken.get((sentence.index, last))
        if spot is None and (found or not _leads_on(told[last], words)):
            break
        is_led |= told[last] == "in"
        found, last = spot, spot.last if spot is not None else last + 1
    return found if is_led else None


def _leads_on(word: str, words: PlaceWords) -> bool:
    """Whether a word may stand before what a name is put in: "in the northern NAME region"."""
    is_link = word in _LINKS or word in words.articles or word in words.directions
    return is_link or has_capital(word) or words.heads.get(word) in _KINDS


def finest(outer: Spot, taken: Mapping[tuple[int, int], Spot]) -> Spot:
    """The part of a place that is named right behind it: "Bangladesh's Dinajpur district"."""
    part = taken.get((outer.sentence.index, outer.last))
    return part if part is not None and part.parent is outer else outer


def is_person(name: Sequence[str], words: PlaceWords) -> bool:
    """Whether an office and a given name begin a name: "the home town of President Ana Paz"."""
    keys = [text_key(word) for word in name[:2]]
    is_office = len(keys) > 1 and keys[0] in words.common_words
    return is_office and keys[1] in words.given_names


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
