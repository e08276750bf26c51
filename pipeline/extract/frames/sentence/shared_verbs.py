"""What one verb tells of several places: "seven were killed in Mohmand and six others in Bannu".

Behind the first place a number stands for people to whom the same was done in the next one. Each
place is an incident of its own, with the words of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.find import resolve
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.places.spot import LOCATIVE
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.numbers import Quantity, number_words, quantity_at

#: "On Sunday" stands at most so many characters behind the place that it is of.
_DAY_REACH = 4
#: A number, "others" and "in" take at most so many words before a place.
_LONGEST = 4


def share_verbs(frames: Sequence[Frame], telling: Telling, reading: Reading) -> list[Frame]:
    """The frames of the places that share the verb of one before them, with their own numbers."""
    if reading.document.in_capitals:
        return []
    found: list[Frame] = []
    told = [p for p in in_sentence(reading.places, telling.sentence.index) if _is_where(p)]
    for n, place in enumerate(told[1:], 1):
        number = _number_before(place, telling, reading)
        first = _first_of(number, told[:n], frames, telling) if number is not None else None
        if number is None or first is None:
            continue
        frame, claim, before = first
        is_part = not found and _number_before(before, telling, reading) is not None
        if is_part or do_places_agree(before, place):
            return []  # "24 were killed, 11 in Rafah and 13 in Khan Younis"
        if not found:
            frame.place = before
        found.append(_besides(frame, place, claim, number, reading))
    return found


def _is_where(place: PlaceMention) -> bool:
    return place.usage == "place" and place.relation in LOCATIVE and not place.is_aside


def _number_before(place: PlaceMention, telling: Telling, reading: Reading) -> Quantity | None:
    """The number in "and six others in NAME", ", three in NAME"."""
    sentence, forms, grammar = telling.sentence, telling.forms, reading.words.grammar
    at, behind = _tokens_of(place, telling)
    if not grammar.passive.isdisjoint(forms[behind : behind + 1]):
        return None  # "and two in Karachi are missing"
    lexicon = number_words(reading.document.language)
    for first in range(max(1, at - _LONGEST), at - 1):
        number = quantity_at(sentence.lowers, first, lexicon)
        if number is None or number.is_article or number.is_negated or number.last >= at:
            continue
        is_listed = forms[first - 1] == "," or forms[first - 1] in grammar.clause_border
        between = forms[number.last : at - 1]
        if is_listed and all(form in grammar.other_people for form in between):
            start, end = sentence.starts[first], sentence.end_of(number.last - 1)
            return number._replace(start=start, end=end)
    return None


def _tokens_of(place: PlaceMention, telling: Telling) -> tuple[int, int]:
    """The tokens of a place: the first, and that behind the last."""
    tokens = telling.sentence.positions(place.start, place.end)
    return tokens.start, tokens.stop


def _first_of(
    number: Quantity, before: Sequence[PlaceMention], frames: Sequence[Frame], telling: Telling
) -> tuple[Frame, CasualtyMention, PlaceMention] | None:
    """The frame whose verb a number shares, its toll and place; no deed is told between."""
    told = [(f, claim) for f in frames for claim in _tolls_of(f) if claim.end < number.start]
    places = [place for place in before if place.start < number.start]
    if not told or not places:
        return None
    frame, claim = max(told, key=lambda pair: pair[1].trigger_end)
    done = max(claim.end, claim.trigger_end)
    others = (trigger for trigger in telling.triggers if trigger not in frame.triggers)
    if any(done <= trigger.start < number.start for trigger in others):
        return None
    return frame, claim, places[-1]


def _tolls_of(frame: Frame) -> Iterator[CasualtyMention]:
    """The counted dead of a frame, and its wounded."""
    told = [c for c in frame.claims if c.best and not c.part_of and not c.is_aggregate]
    yield from (c for c in told if c.outcome == "killed")
    yield from (c for c in told if c.outcome == "injured")


def _besides(
    frame: Frame, place: PlaceMention, claim: CasualtyMention, number: Quantity, reading: Reading
) -> Frame:
    """A frame of another place with the verb of a first one, and a number of its own."""
    toll = replace(
        claim,
        low=number.low,
        best=number.best,
        high=number.high,
        start=number.start,
        end=number.end,
        who=None,
        who_start=None,
        who_end=None,
    )
    other = Frame(list(frame.triggers), frame.event_type, frame.status, scenes=frame.scenes)
    other.date = _day_behind(place, frame, reading) or frame.date
    other.place, other.claims, other.is_other = place, [toll], True
    other.parts = [part for part in frame.parts if part.person.role == "perpetrator"]
    other.sides = [person for person in frame.sides if person.role == "perpetrator"]
    return other


def _day_behind(place: PlaceMention, first: Frame, reading: Reading) -> EventDate | None:
    """The day right behind a place: "in Bannu on Sunday", "on the following day"."""
    for mention in reading.days.within(place.sentence):
        interval = resolve(mention, reading.document.published, first.interval)
        if interval is not None and 0 < mention.start - place.end <= _DAY_REACH:
            return EventDate(interval, mention, "clause")
    return None
