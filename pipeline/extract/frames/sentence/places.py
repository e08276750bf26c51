"""Choose the place of a frame among those of its sentence and its story."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from pipeline.extract.finds import in_sentence, in_sentences
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.article import is_located
from pipeline.extract.places.event import is_speakers_seat
from pipeline.extract.places.find import PlaceMention, place_of_event
from pipeline.extract.places.place_mention import as_country
from pipeline.extract.places.spot import LOCATIVE
from pipeline.extract.places.whereabouts import Whereabouts
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.grammar import Grammar, load_grammar
from pipeline.text import Document

#: So many sentences back the place of a story below its lead still holds.
_STORY_REACH = 2
#: A town with this share of all that is said of towns is where a story plays.
_MOST = 0.6
#: How places are used that bodies of a state bear, and those of courts.
_BODIES, _COURTS = frozenset({"body"}), frozenset({"actor"})
#: How places are used that something is put in.
_PUT = frozenset({"place", "body"})
#: What speaks for another country is this share of what speaks for the first, or a namesake is
#: meant; and the same where an article names so many countries, as round-ups do.
_LEAST_TOLD, _MANY = {False: 0.2, True: 0.1}, 3
#: Regions and countries, and how far apart two of a list stand.
_WIDE, _LIST_REACH = frozenset({"admin1", "country"}), 4
#: Who speaks stands at most so far behind the place it speaks in.
_SEAT_REACH = 7
#: How the names of states are used that are no places.
_OF_STATES = frozenset({"actor", "adjective"})
#: Words before the place that something was sent to.
_REACHED = frozenset({"against"})


def find_place(where: Whereabouts, triggers: Sequence[Trigger]) -> PlaceMention | None:
    """The place of the first trigger that has one in its own sentence, else what the story gives.

    A sentence that speaks of another country's bodies is not about the place told before.
    """
    index, document, places = triggers[0].sentence, where.document, where.mentions
    found = place_of_event((triggers[0].start, triggers[0].end), index, where)
    others = (
        place_of_event((t.start, t.end), index, where) for t in triggers if t is not triggers[0]
    )
    own = next((p for p in chain((found,), others) if p is not None and p.sentence == index), None)
    if own is not None and is_of_saying(own, document):
        return None
    if own is not None or found is None:
        return own
    only = _only_town_of(places, index, document) or _of_other_country(found, index, where)
    return only or _carried_on(found, index, where)


def _of_other_country(found: PlaceMention, index: int, where: Whereabouts) -> PlaceMention | None:
    """The place that a paragraph names up to a sentence, where that is abroad from ``found``.

    A round-up goes from country to country: nothing of the one before is carried on there.
    """
    document = where.document
    if document.in_capitals or found.place.country is None:
        return None
    first = index
    while first and document.sentences[first - 1].paragraph == document.sentences[index].paragraph:
        first -= 1
    here = [m for m in in_sentences(where.mentions, first, index + 1) if m.usage in _PUT]
    if any(m.place.country in (None, found.place.country) for m in here):
        return None
    least = _LEAST_TOLD[len({m.place.country for m in where.mentions}) >= _MANY] * where.most
    named = [m for m in here if m.support >= least and _may_be_where(m, document)]
    return max(named, key=lambda m: (m.sentence, m.relation in LOCATIVE, -m.start), default=None)


def _may_be_where(place: PlaceMention, document: Document) -> bool:
    """Whether something may have been in a place that its sentence ties to it loosely."""
    if not is_located(place) or place.place.place_precision == "country":
        return False
    if place.is_container and not place.place.is_point:
        return False
    if is_of_saying(place, document):
        return False
    return place.usage == "place" or _are_rescuers_of(place, document)


def _carried_on(found: PlaceMention, index: int, where: Whereabouts) -> PlaceMention:
    """What a place told before says of a sentence: itself, the only town named there, a country."""
    document, places = where.document, where.mentions
    home = _home_of_rescuers(places, index, document)
    if home is not None and home.place.country != found.place.country:
        return as_country(home)
    only = _only_place(places, index)
    if only is not None and only.place.country == found.place.country:
        return only
    usages = _BODIES | _COURTS if _is_of_court(document, index) else _BODIES
    bodies = [p for p in in_sentence(places, index) if p.usage in usages and not p.is_aside]
    if bodies and all(b.place.country != found.place.country for b in bodies):
        return as_country(bodies[0])
    is_tied = _is_tied(found, index, document) or _is_alone(found, places)
    return found if is_tied else as_country(_home_of_rescuers(places, index, document) or found)


def is_one_of_regions(place: PlaceMention, where: Whereabouts) -> bool:
    """Whether a place is the first of a list of regions: what was in all of them is of none.

    "Over the Moscow region, western and southwestern Russia": the country is true of them.
    """
    if place.place.place_precision not in _WIDE or place.place.name == place.place.country_name:
        return False
    sentence = where.document.sentences[place.sentence]
    listing = load_grammar(where.document.language).listing
    for other in in_sentence(where.mentions, place.sentence):
        between = sentence.lowers[sentence.between(place.end, other.start)]
        if other.start <= place.start or len(between) > _LIST_REACH or other.is_container:
            continue
        is_listed = "," in between or not listing.isdisjoint(between)
        is_wide = other.usage == "place" and other.place.place_precision in _WIDE
        if is_listed and is_wide and other.place.country == place.place.country:
            return other.place.name != place.place.name
    return False


def _home_of_rescuers(
    places: Sequence[PlaceMention], index: int, document: Document
) -> PlaceMention | None:
    """The country whose police or medics tell of it."""
    here = in_sentence(places, index)
    return next((place for place in here if _is_of_rescuers(place, document)), None)


def _is_of_rescuers(place: PlaceMention, document: Document) -> bool:
    """Whether it says whose police or medics tell of it, who only know of what is at home."""
    return place.usage == "adjective" and _are_rescuers_of(place, document)


def _are_rescuers_of(place: PlaceMention, document: Document) -> bool:
    """Whether police or medics stand behind a name."""
    sentence = document.sentences[place.sentence]
    behind = sentence.lowers[sentence.between(place.end, sentence.end_of(-1))][:1]
    return not load_grammar(document.language).rescuer.isdisjoint(behind)


def _is_alone(place: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Whether most that the text says of towns is said of one."""
    fine = [
        p.place.name
        for p in places
        if p.usage in ("place", "body") and p.place.is_point and not (p.is_aside or p.is_container)
    ]
    return fine.count(place.place.name) >= _MOST * len(fine)


def _is_tied(place: PlaceMention, index: int, document: Document) -> bool:
    """Whether a place that another sentence names may be that of an event told here.

    What title and lead tell of is where the story plays; below, a page may be of many places.
    """
    if index < LEAD_SENTENCES:
        return True
    if place.field != "text" or index - place.sentence <= _STORY_REACH:
        return True
    return document.sentences[place.sentence].paragraph == document.sentences[index].paragraph


def is_of_saying(place: PlaceMention, document: Document) -> bool:
    """Whether a place is where those are who say it: "according to officials in Washington"."""
    sentence = document.sentences[place.sentence]
    before = sentence.lowers[sentence.between(sentence.start, place.start)][-2:]
    grammar = load_grammar(document.language)
    if place.relation in LOCATIVE and len(before) == 1:
        return _speaks_of_its_own(
            sentence.lowers[sentence.between(place.end, sentence.end)], grammar
        )
    if len(before) < 2 or place.relation not in LOCATIVE:
        return False
    behind = sentence.lowers[sentence.between(place.end, sentence.end)][:1]
    # "the foreign ministry in Paris said", but "hit the ministry in Kabul"
    speaks = before[0] in grammar.seat and not grammar.saying.isdisjoint(behind)
    return speaks or before[0] in grammar.sayer or is_speakers_seat(place, sentence, grammar)


def _speaks_of_its_own(words: Sequence[str], grammar: Grammar) -> bool:
    """Whether a body of a state tells there what its men did: "In Moscow the ministry said its"."""
    says = next((n for n, word in enumerate(words[:_SEAT_REACH]) if word in grammar.saying), None)
    if says is None or grammar.seat.isdisjoint(words[:says]):
        return False
    return not grammar.speaker_itself.isdisjoint(words[says + 1 : says + 2])


def _only_place(places: Sequence[PlaceMention], index: int) -> PlaceMention | None:
    """The fine place of a sentence that names one only, neither on the way to nor from there."""
    fine = [p for p in in_sentence(places, index) if p.usage == "place" and p.place.is_point]
    is_reached = len(fine) == 1 and fine[0].relation in _REACHED
    return fine[0] if is_reached else None


def _only_town_of(
    places: Sequence[PlaceMention], index: int, document: Document
) -> PlaceMention | None:
    """The town that a sentence names alone and something is of: "bombed the airport of Sanaa".

    What stands there holds before what was told of another place.
    """
    here = [p for p in in_sentence(places, index) if p.usage not in _OF_STATES]
    if len(here) != 1 or not here[0].place.is_point or here[0].is_aside:
        return None
    if not is_located(here[0]):
        return None  # "about 90 km south of Khartoum"
    sentence = document.sentences[index]
    before = sentence.between(sentence.start, here[0].start)
    *_, site, link = ("", "", *sentence.words[before])
    is_of = link in load_grammar(document.language).of and site[:1].islower()
    return here[0] if is_of else None


def place_behind(where: Whereabouts, trigger: Trigger) -> PlaceMention | None:
    """The place of an event that another one answers; it stands behind its words."""
    place = place_of_event((trigger.start, trigger.end), trigger.sentence, where)
    if place is None or place.sentence != trigger.sentence or place.start < trigger.start:
        return None
    return place


def next_place(places: Sequence[PlaceMention], trigger: Trigger) -> PlaceMention | None:
    """The first fine place behind the words of one more incident of a sentence."""
    behind = (
        p
        for p in in_sentence(places, trigger.sentence)
        if p.usage == "place" and p.start > trigger.start
    )
    fine = (p for p in behind if p.place.is_point)
    return min(fine, key=lambda p: p.start, default=None)


def _is_of_court(document: Document, index: int) -> bool:
    """Whether a sentence tells of a charge, where a country is the one whose court it is."""
    words = document.sentences[index].lowers
    return not load_grammar(document.language).court.isdisjoint(words)
