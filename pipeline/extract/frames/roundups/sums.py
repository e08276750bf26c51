"""Tolls that are told of one incident and belong to another, or to two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import accumulate

from pipeline.extract.dates.find import Interval
from pipeline.extract.dates.interval import DAY
from pipeline.extract.frames.agreement import do_intervals_meet, do_places_agree, is_same_place
from pipeline.extract.frames.doers import lend_doers
from pipeline.extract.frames.frame import Frame
from pipeline.extract.places.place_mention import as_country
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.lexicon.event_types import are_one_clause, family

#: From here on a number that the text tells is hardly by chance the sum of two others.
_NO_CHANCE = 10
#: So many towns do not add up to a small number by chance.
_FEW = 3
#: Fights and strikes, whose dead are those of each place: "26 were gunned down in a forest".
_FIGHTING = frozenset({"clash", "strike"})
_DEADLY = _FIGHTING | {"violence", "bombing"}
#: So much of a sum its towns have where the dead of one are not told in numbers.
_MOST = 0.6
#: A sum is told so soon behind the first of its deeds.
_REPORTED_WITHIN = timedelta(days=7)
#: So many outcomes with the same numbers are one toll told twice.
_SAME = 2


def without_sums(incidents: Sequence[Frame]) -> None:
    """Take out what is counted of two incidents: "attacks kill 18", six and twelve.

    So a headline does; the text does where the number is too large to be one by chance: "the death
    toll rose to 31", of 26 dead in air strikes and five in shelling elsewhere. Nor has a wave of
    strikes the toll of one place, told in the line above that place's paragraph.
    """
    for frame in incidents:
        others = [f for f in incidents if f is not frame and _is_elsewhere(f, frame)]
        ahead = {n for n in _lines(frame.claims) if any(_is_echo(n, frame, f) for f in others)}
        frame.claims = [
            c for c in frame.claims if not (_is_sum(c, frame, others) or c.sentence in ahead)
        ]


def spread_sums(lead: Sequence[Frame], told: Sequence[Frame]) -> None:
    """Mark what the lead counts of several towns: "91 died in clashes", 13 in one, 11 in another.

    It is of none of them; they are told below, each with fewer dead. A few dead are such a sum only
    where three towns or more add up to it. What several blows did ("waves of missiles killed three
    and wounded 80") is of no town that is told right below with fewer dead and fewer wounded.
    """
    for frame in lead:
        dead, place = _dead_in(frame), frame.own_place
        if frame.triggers[0].field == "title":
            continue  # a headline names no place, whatever it is of
        if not dead or (place is not None and place.place.is_point):
            continue
        if any(_is_one_blow_of(frame, f) for f in told):
            frame.is_spread, frame.whole = True, frame.place and as_country(frame.place)
            frame.place = frame.whole
            continue
        parts = [f for f in told if f is not frame and _dead_in(f) < dead and _is_in(f, frame)]
        if dead < _NO_CHANCE and len(_first_that_add_up(parts, dead)) < _FEW:
            continue
        towns = [f.own_place for f in parts if f.own_place is not None]
        frame.is_spread |= any(not is_same_place(towns[0], town) for town in towns[1:])


def _is_one_blow_of(whole: Frame, part: Frame) -> bool:
    """Whether the next sentence tells the dead and wounded of one of several blows, fewer each."""
    is_next = part.first_sentence - whole.last_sentence == 1
    is_another = not any(t.is_definite for t in part.triggers)
    if not (is_next and is_another and _is_in(part, whole)):
        return False
    return _dead_in(part) < _dead_in(whole) and 0 < _hurt_in(part) < _hurt_in(whole)


def _hurt_in(frame: Frame) -> int:
    return max((c.best or 0 for c in frame.claims if c.outcome == "injured"), default=0)


def _dead_in(frame: Frame) -> int:
    """How many died in a frame; of two sides that fight, on the one that was attacked."""
    hit = (c.best or 0 for c in frame.claims if c.outcome == "killed" and not c.is_perpetrator)
    return max(hit, default=0) or frame.killed() or 0


def _may_be_part(part: Frame, whole: Frame) -> bool:
    """Whether what is told of a town may be counted in a sum: of its kind, days and region."""
    is_kind = are_one_clause(whole.event_type, part.event_type)
    is_there = do_places_agree(whole.own_place, part.own_place)
    return is_kind and is_there and do_intervals_meet(_days_of(whole), part.own_interval)


def _days_of(whole: Frame, before: timedelta = timedelta(0)) -> Interval | None:
    """The days of a sum, and some before; where they are of who tells it, a week before."""
    days, date = whole.interval, whole.date
    if days is None or date is None:
        return None
    before = _REPORTED_WITHIN if date.source == "report" else before
    return Interval(days.start - before, days.end, "days") if before else days


def is_within(part: Frame, whole: Frame) -> bool:
    """Whether a frame is told of a town, or of a province where another is of the country."""
    mine, around = part.own_place, whole.own_place
    if mine is None or mine.place.is_point:
        return mine is not None
    if around is None:
        return mine.place.place_precision in ("admin1", "admin2")
    return mine.place.coarseness < around.place.coarseness


def without_whole(incidents: Sequence[Frame]) -> list[Frame]:
    """Leave out a sum of towns whose dead are told town by town: these are the news instead.

    Each is a deed of whom the sum is one of, of its kind.
    """
    kept = list(incidents)
    for whole in (f for f in incidents if f.is_spread):
        parts = [f for f in kept if f is not whole and _is_in(f, whole)]
        deeds = [f for f in kept if f is not whole and _is_deed_in(f, whole)]
        # a headline may count one more: "30 rebels, soldier killed in two gunfights"
        for dead in sorted({_dead_in(whole), *_told(whole, "killed")}, reverse=True):
            told = _first_that_add_up(parts, dead)
            if not told and len(deeds) >= _FEW:
                told = _first_that_add_up(deeds, dead)
            if told:
                break
        if told:
            kept.remove(whole)
        for part in told:
            tell_instead(part, whole)
    return kept


def _first_that_add_up(parts: Sequence[Frame], dead: int) -> Sequence[Frame]:
    """The first of several places that have all of a sum's dead between them, or none.

    Of many towns the dead of some may be told in other words ("the remaining six").
    """
    for n, told in enumerate(accumulate(map(_dead_in, parts)), 1):
        if told == dead and n > 1:
            return parts[:n]
    towns = {f.own_place.place.name for f in parts if f.own_place and f.own_place.place.is_point}
    told = sum(map(_dead_in, parts))
    return parts if len(towns) >= _FEW and _MOST * dead <= told < dead else ()


def _is_deed_in(part: Frame, whole: Frame) -> bool:
    """Whether a frame tells the dead of one place of a sum, of whatever deed.

    On its days, or on the one before: a sum may have the last of several days.
    """
    if not _dead_in(part) or family(part.event_type) not in _DEADLY:
        return False
    is_there = is_within(part, whole) and do_places_agree(whole.own_place, part.own_place)
    return is_there and do_intervals_meet(_days_of(whole, DAY), part.own_interval)


def tell_instead(part: Frame, whole: Frame) -> None:
    """Tell one place of a sum as its lead does, and on its day where none is told."""
    part.is_listed = True
    part.date = part.date or whole.date
    if family(part.event_type) == "violence" and family(whole.event_type) in _FIGHTING:
        part.event_type = whole.event_type
    lend_doers(part, whole)


def _is_in(part: Frame, whole: Frame) -> bool:
    """Whether a frame tells the dead of one place of a sum."""
    return bool(_dead_in(part)) and is_within(part, whole) and _may_be_part(part, whole)


def _is_elsewhere(other: Frame, frame: Frame) -> bool:
    """Whether two incidents are told of two places."""
    places = other.own_place, frame.own_place
    return None not in places and not is_same_place(*places)


def _is_sum(claim: CasualtyMention, frame: Frame, others: Sequence[Frame]) -> bool:
    """Whether a number is that of two incidents together, and no other's own."""
    is_title = claim.field == "title"
    if not claim.best or not (is_title or claim.best >= _NO_CHANCE):
        return False
    own, told = _told(frame, claim.outcome), [_told(f, claim.outcome) for f in others]
    if any(claim.best in numbers for numbers in ((own, *told) if is_title else told)):
        return False
    return any(claim.best == mine + new for mine in own for numbers in told for new in numbers)


def _told(frame: Frame, outcome: str) -> set[int]:
    """The numbers that sentences of the text tell of an outcome."""
    told = (c for c in frame.claims if c.outcome == outcome and c.field == "text")
    return {claim.best for claim in told if claim.best}


def _lines(claims: Iterable[CasualtyMention]) -> set[int]:
    return {claim.sentence for claim in claims}


def _is_echo(line: int, frame: Frame, other: Frame) -> bool:
    """Whether the next sentence tells the whole toll of a line again, of one place of a wave."""
    if not frame.is_spread or other.is_spread:
        return False
    mine = {(c.outcome, c.best) for c in frame.claims if c.sentence == line}
    next_told = {(c.outcome, c.best) for c in other.claims if c.sentence == line + 1}
    return len(mine) >= _SAME and mine == next_told
