"""Find the places that a document mentions, and decide which of their namesakes each one is.

Spots (names found) -> context (what the words around say) -> links (what lies in what) -> vote
(which reading) -> mentions. Where an event took place is decided in :mod:`.place_event`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.places.belief import Believer, said_names
from pipeline.extract.places.borders import doubt_borders, step_back_from_borders
from pipeline.extract.places.capitals import CapitalFinder
from pipeline.extract.places.context import ContextReader
from pipeline.extract.places.event import place_of_event
from pipeline.extract.places.headings import heading_of, mark_headings
from pipeline.extract.places.hints import hear_of_groups, read_hints
from pipeline.extract.places.links import Linker
from pipeline.extract.places.named_quarters import with_named_quarters
from pipeline.extract.places.place_mention import PlaceMention, make_mention
from pipeline.extract.places.quarters import find_quarters
from pipeline.extract.places.quarters_afar import find_namesakes
from pipeline.extract.places.spot import Spot
from pipeline.extract.places.spotting import Spotter
from pipeline.extract.places.tally import Votes
from pipeline.extract.places.unlisted import UnlistedFinder
from pipeline.extract.places.unlisted_spots import country_beside
from pipeline.extract.places.villages import find_villages
from pipeline.extract.places.vote import choose_readings, is_namesake, named_countries
from pipeline.lexicon.gazetteer import Candidate, Gazetteer
from pipeline.lexicon.place_words import PlaceWords, load_place_words
from pipeline.text import Document

__all__ = ["PlaceMention", "document_country", "find_places", "place_of_event"]


def find_places(document: Document, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All places of a document in text order, each with its reading.

    Adjectives of countries are among them (``is_demonym_only``), and datelines (``is_dateline``).
    """
    words = load_place_words(document.language)
    spotter, reader, linker = _tools(gazetteer, words)
    spots = reader.read(document, spotter.find(document))
    mark_headings(document, spots)
    doubt_borders(spots, words)
    linker.link(spots)
    spots = with_named_quarters(UnlistedFinder(words).find(document, spots), words)
    hints = read_hints(document.article, gazetteer, words)
    if not document.in_capitals:  # whose countries are told by sums of their own
        hear_of_groups(hints, document)
    votes = choose_readings(spots, hints)
    step_back_from_borders(spots, votes, words)
    said = said_names(spots, words)
    believer = Believer(
        reader.is_plain, votes, document.in_capitals, words, gazetteer.country, said
    )
    _move_home(spots, believer)
    _move_from_unnamed(spots, votes, gazetteer)
    kept = [spot for spot in spots if believer.believes(spot)]
    kept.extend(CapitalFinder(gazetteer, words).find(document, kept, votes))
    believed = set(map(id, kept))
    doubted = [spot for spot in spots if id(spot) not in believed]
    for key in _other_names(doubted) - {spot.key for spot in kept}:
        votes.withdraw(key)
    kept.extend(find_villages(document, kept, doubted, votes))
    _place_unlisted(kept, votes, gazetteer)
    afar = find_namesakes(kept, votes, words)
    near = [spot for spot in kept if id(spot) not in afar]
    quarters = afar | find_quarters(near, votes.anchors.values(), words)
    mentions = (
        make_mention(
            spot,
            document,
            town=quarters.get(id(spot)),
            support=votes.country_share(_country(spot)),
        )
        for spot in kept
    )
    return tuple(sorted(mentions, key=lambda m: (m.sentence, m.start)))


@lru_cache(maxsize=4)
def _tools(gazetteer: Gazetteer, words: PlaceWords) -> tuple[Spotter, ContextReader, Linker]:
    return Spotter(gazetteer, words), ContextReader(words), Linker(words)


def document_country(mentions: Sequence[PlaceMention]) -> str | None:
    """The country (alpha-2) that the whole article speaks for most, or None."""
    best = max(mentions, key=lambda m: m.support, default=None)
    return best.place.country if best is not None else None


def _move_home(spots: Sequence[Spot], believer: Believer) -> None:
    """Take the town of a local paper for one of its state, not for a namesake far away."""
    local = {spot.key for spot in spots if believer.is_local(spot)}
    for spot in spots:
        if spot.key in local and spot.parent is None:
            spot.is_unlisted, spot.chosen = True, believer.votes.home


def _move_from_unnamed(spots: Sequence[Spot], votes: Votes, gazetteer: Gazetteer) -> None:
    """Take "the town of Mahas" for one of the story's country, not for a namesake elsewhere.

    Where no word names the namesake's country, and the story's has a town in the text. In which of
    the two it lies is then what the article says; where exactly is not known.
    """
    known = named_countries(spots)
    leading = max(sorted(known), key=lambda c: votes.countries.get(c, 0.0), default=None)
    has_town = any(
        spot.chosen is not None and spot.chosen.kind == "city" and spot.chosen.country == leading
        for spot in spots
    )
    if leading is None or not has_town:
        return
    foreign = {
        spot.key
        for spot in spots
        if spot.head == "city"
        and spot.parent is None
        and spot.candidates
        and all(is_namesake(candidate, known) for candidate in spot.candidates)
    }
    for spot in spots:
        if spot.key in foreign:
            spot.is_unlisted, spot.chosen = True, gazetteer.country(leading)


def _other_names(spots: Sequence[Spot]) -> set[str]:
    """The names of spots that were read as other names of towns."""
    return {s.key for s in spots if s.chosen is not None and s.chosen.is_alternate}


def _place_unlisted(spots: Sequence[Spot], votes: Votes, gazetteer: Gazetteer) -> None:
    """Put unlisted towns into what the text says they lie in, else into the country told nearest.

    That is the one of the places of their sentence, or that of "In Niger, ..." just before, or what
    heads their section, or else the article's.
    """
    told: dict[str, Candidate | None] = {}
    heads = sorted((s for s in spots if s.is_heading), key=lambda s: s.sentence.index)
    for spot in spots:
        if spot.is_unlisted and spot.parent is not None:
            spot.chosen = spot.parent.chosen
            told.setdefault(spot.key, spot.chosen)
    for spot in spots:
        if spot.is_unlisted and spot.parent is None and spot.chosen is None:
            head = heading_of(spot.sentence.index, heads)
            outer = head.chosen if head is not None else _country_around(spot, spots, gazetteer)
            if outer is not None:
                told.setdefault(spot.key, outer)
    home = gazetteer.country(votes.leading) if votes.leading else None
    for spot in spots:
        if spot.is_unlisted and spot.chosen is None:
            spot.chosen = told.get(spot.key, home)


def _country_around(spot: Spot, spots: Sequence[Spot], gazetteer: Gazetteer) -> Candidate | None:
    """The country that the text puts a town in that the gazetteer lacks."""
    country = country_beside(spot, spots)
    return gazetteer.country(country) if country is not None else None


def _country(spot: Spot) -> str | None:
    return spot.chosen.country if spot.chosen is not None else spot.country
