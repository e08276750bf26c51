"""Two frames of one incident become one: which type, day and place the joined frame has."""

from __future__ import annotations

from datetime import timedelta

from pipeline.extract.dates.event import EventDate
from pipeline.extract.frames.agreement import do_places_agree, means_state
from pipeline.extract.frames.event_typing import FIGHTERS
from pipeline.extract.frames.frame import Frame
from pipeline.extract.places.article import km_between
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.places.spot import LOCATIVE
from pipeline.lexicon.event_types import GENERIC, family, more_specific

#: So many dead are what an incident is about.
_SEVERAL = 2
#: A day opens its sentence from so many tokens on.
_OPENING = 1
#: A suburb is so much smaller than its city, and so far from its middle, in parts of its size.
_SUBURB_SHARE, _SUBURB_REACH = 2.0, 1.2
#: News is spoken of so soon.
_SPOKEN_WITHIN = timedelta(days=3)
#: Families of killings, and of what killers do besides.
_DEADLY = frozenset({"violence", "strike", "bombing", "clash"})
_BESIDE_KILLING = frozenset({"abduction", "arson", "robbery", "sexual_violence"})


def join_frames(target: Frame, other: Frame) -> None:
    """Add what ``other`` tells to ``target``; the first told value stays, the finer one wins."""
    target.date = _better_date(target, other)
    is_at_spot = _is_at_one_spot(target, other) or _is_at_one_spot(other, target)
    target.whole = None if is_at_spot else target.whole or other.whole
    target.place = target.whole or _better_place(target, other)
    target.event_type = joined_type(target, other)
    target.triggers.extend(other.triggers)
    target.claims.extend(other.claims)
    target.reasons.extend(other.reasons)
    target.parts.extend(other.parts)
    target.sides.extend(other.sides)
    target.weapons.extend(other.weapons)
    target.scenes |= other.scenes
    target.lead_scenes |= other.lead_scenes
    target.is_spread |= other.is_spread
    target.is_sum |= other.is_sum
    target.is_recalled &= other.is_recalled
    target.is_of_period |= other.is_of_period
    if other.status == "occurred" and not other.is_reference:
        target.status = "occurred"


def joined_type(target: Frame, other: Frame) -> str:
    """The more telling type; a fight does not make one of a murder told in plain words.

    What is only pointed back to ("shortly after the strikes", "the shooting lasted an hour") does
    not say how it was.
    """
    if _is_as_told_first(target, other):
        return target.event_type
    is_killing = _is_of_killing(other, target) and _is_one_sentence(target, other)
    if is_killing or _is_put_right(target, other):
        return other.event_type
    best = more_specific(target.event_type, other.event_type)
    if best == "riot":
        return _type_beside_riot(target, other)
    return _type_beside_fight(target, other) if best == "armed_clash" else best


def _is_as_told_first(target: Frame, other: Frame) -> bool:
    """Whether what is told later does not say how it was."""
    is_aside = other.is_reference and family(other.event_type) in ("strike", "violence")
    if is_aside and target.event_type not in GENERIC:
        return True
    best = more_specific(target.event_type, other.event_type)
    is_bare = not (other.claims or other.own_place or other.own_interval)
    # a bombing may yet have been from the air
    is_strike = family(best) == "strike" and family(target.event_type) != "bombing"
    if is_bare and is_strike and _is_named(target) and not _is_named(other):
        return True  # "a shell hit a queue in Kherson. (...) its forces had struck"
    return _is_of_killing(target, other) or _do_police_answer(target, other)


def _is_of_killing(deadly: Frame, beside: Frame) -> bool:
    """Whether what is told besides is part of a killing: "killed 40. They burned homes and looted".

    Abductions of which a number is told stay what they are.
    """
    if (deadly.killed() or 0) < _SEVERAL or family(deadly.event_type) not in _DEADLY:
        return False
    is_counted = any(
        claim.outcome == "killed" or (claim.outcome == "captured" and claim.best)
        for claim in beside.claims
    )
    return family(beside.event_type) in _BESIDE_KILLING and not is_counted


def _is_one_sentence(a: Frame, b: Frame) -> bool:
    """Whether a sentence tells of both."""
    return not {t.sentence for t in a.triggers}.isdisjoint(t.sentence for t in b.triggers)


def _do_police_answer(target: Frame, other: Frame) -> bool:
    """Whether police only shoot who did it: "drove into the crowd. (...) was shot by police"."""
    doers = {person.type for person in other.sides if person.role == "perpetrator"}
    is_told = any(t.word.strength == "strong" for t in target.triggers)
    before = {person.type for person in target.sides if person.role == "perpetrator"}
    return is_told and doers == {"police"} and other.event_type == "shooting" and doers != before


def _is_put_right(headline: Frame, lead: Frame) -> bool:
    """Whether the lead says of one blast what it was: "bomb and drone attacks kill 18".

    Or of a strike by what: "Israel strikes kill 13", of drones.
    """
    families = {family(headline.event_type), family(lead.event_type)}
    return (
        families in ({"strike", "bombing"}, {"strike"})
        and headline.is_headline
        and any(
            t.word.strength == "strong" and t.word.event_type == lead.event_type
            for t in lead.triggers
        )
    )


def _is_named(frame: Frame) -> bool:
    """Whether a strong word names the kind of a strike on a town: "shelled Kherson"."""
    place = frame.own_place
    return (
        place is not None
        and place.place.is_point
        and any(
            t.word.strength == "strong" and t.word.event_type == frame.event_type
            for t in frame.triggers
        )
    )


def _type_beside_riot(target: Frame, other: Frame) -> str:
    """A protest that police break up is no riot because a headline speaks of "unrest"."""
    riot, told = (target, other) if target.event_type == "riot" else (other, target)
    is_headline = riot.is_headline and not any(
        t.word.strength == "strong" and t.word.event_type == "riot" for t in riot.triggers
    )
    return told.event_type if is_headline and family(told.event_type) == "protest" else "riot"


def _type_beside_fight(target: Frame, other: Frame) -> str:
    """The type of two frames of which one is a fight, or both are."""
    told = target if other.event_type == "armed_clash" else other
    is_plain = any(t.word.strength == "strong" for t in told.triggers)
    is_named = told is target and _is_on_others(told) and not (other.claims or other.sides)
    is_kept = is_named or (is_plain and not _is_of_fight(told))
    return told.event_type if is_kept else "armed_clash"


def _is_on_others(frame: Frame) -> bool:
    """Whether it is told who was attacked, and nobody of them fights: "an attack on the mayor"."""
    hit = {person.type for person in frame.sides if person.role in ("victim", "target")}
    return bool(hit) and hit.isdisjoint(FIGHTERS)


def _is_of_fight(frame: Frame) -> bool:
    """Whether violence hurts nobody, so far as is told: "shooting could be heard"."""
    is_hurt = bool(frame.claims) or any(person.role == "victim" for person in frame.sides)
    return family(frame.event_type) == "violence" and not is_hurt


def _better_date(target: Frame, other: Frame) -> EventDate | None:
    mine, new = target.own_interval, other.own_interval
    if mine is None or new is None:
        # "Kenya marks anniversary of bombing" has the year that the lead tells
        is_headline = target.date is None and all(t.field == "title" for t in target.triggers)
        is_coarse = new is None or (new.precision in ("year", "unknown") and not is_headline)
        if new is not None and target.interval is not None and target.interval.precision == "day":
            is_coarse = new.precision not in ("day", "days")
        return target.date if mine is not None or is_coarse else other.date
    if target.is_dated_by_update and other.has_clause_day:
        return other.date
    if is_deed_before(target, other):
        return other.date
    is_finer = new.end - new.start < mine.end - mine.start
    return other.date if is_finer and mine.start <= new.start <= mine.end else target.date


def is_deed_before(spoken_of: Frame, frame: Frame) -> bool:
    """Whether a frame's own clause tells days shortly before that on which a deed was spoken of.

    Or on which a siege ended: "forces ended a siege on Saturday. Militants attacked on Friday".
    It tells where it was, too, or stands in the next sentence and does not speak of several. What
    opens with its day ("On Wednesday, rockets hit a base") tells another deed.
    """
    spoken, told = spoken_of.date, frame.date
    is_next = frame.first_sentence - spoken_of.last_sentence <= 1
    is_one = not any(t.is_plural and not t.is_definite for t in frame.triggers)
    if not (is_next and is_one) and frame.own_place is None:
        return False
    if spoken is None or told is None or told.source != "clause":
        return False
    if spoken.source != "report" and "siege_end" not in spoken_of.scenes:
        return False
    if told.mention is None or told.mention.first_token <= _OPENING:
        return False
    before = spoken.interval.start - told.interval.end
    return told.interval.precision in ("day", "days") and timedelta(0) < before <= _SPOKEN_WITHIN


def _better_place(target: Frame, other: Frame) -> PlaceMention | None:
    if target.is_spread and not other.is_spread and target.place is not None:
        return target.place
    if _is_headline_of(target, other) or _is_suburb_of_headline(other, target):
        return other.place
    if target.own_place is None and other.own_place is not None:
        if target.place is None or do_places_agree(target.place, other.place):
            return finer_place(other.place, target.place)
        # who speaks of "the action" in another country does not move it there
        is_abroad = other.is_reference and not is_one_country(target.place, other.place)
        return target.place if is_abroad else other.place
    if other.own_place is None and target.place is not None:
        return target.place
    return finer_place(target.place, other.place)


def _is_headline_of(headline: Frame, lead: Frame) -> bool:
    """Whether a headline without a place is told on by a sentence with one, if a country's.

    Or the sentence tells of several towns: "Israel strikes Gaza", of all of the Gaza Strip.
    """
    if lead.is_spread and headline.is_headline and lead.place is not None:
        return True
    if headline.own_place is not None or lead.own_place is None or lead.own_place.is_dateline:
        return False
    return headline.is_headline


def _is_suburb_of_headline(lead: Frame, headline: Frame) -> bool:
    """Whether the lead names the small town where a headline names the city around it."""
    city, town = headline.own_place, lead.own_place
    if city is None or town is None or not headline.is_headline or town.relation not in LOCATIVE:
        return False
    around, here = city.place.uncertainty_km, town.place.uncertainty_km
    if not (city.place.is_point and town.place.is_point and around and here):
        return False
    is_small = here * _SUBURB_SHARE <= around
    return is_small and km_between(city.place, town.place) <= around * _SUBURB_REACH


def _is_at_one_spot(headline: Frame, lead: Frame) -> bool:
    """Whether the lead names a town where the headline names regions: "in Darfur and Kordofan"."""
    if headline.is_spread or lead.is_spread or not headline.is_headline:
        return False
    return lead.own_place is not None and lead.own_place.place.is_point


def is_one_country(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two places are in one country, or one of them is unknown."""
    return a is None or b is None or a.place.country == b.place.country


def finer_place(a: PlaceMention | None, b: PlaceMention | None) -> PlaceMention | None:
    """The finer of two places, the first when equal."""
    if a is None or b is None:
        return a or b
    if a.is_dateline != b.is_dateline:
        return b if a.is_dateline else a
    finer = b.place.coarseness < a.place.coarseness or means_state(a.place, b.place)
    return b if finer else a
