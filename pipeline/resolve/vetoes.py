"""What keeps two mentions apart before anything is weighed."""

from __future__ import annotations

from typing import Literal

from pipeline.resolve.blocking import REACH_DAYS
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import Fit, agree, fit, is_fine
from pipeline.resolve.traits import Traits, gap_days

#: A street and its town tie as much as so many people: they say which admin1 it is.
STREET_TIES = 2
#: never: two incidents, whatever else speaks for one; apart: nothing brings the two together;
#: open: to be weighed.
Stand = Literal["never", "told apart", "apart", "open"]


def stand(one: Traits, other: Traits) -> Stand:
    """How two mentions stand to each other before anything is weighed.

    Types, countries and what one article tells apart are vetoes, and for what recurs at a place
    days and admin1 too. Other reports may be of one incident in spite of a day or admin1 that one
    of them has wrong (the day of the arrest, the town of the trial): where they name the same
    people.
    """
    if kinship(one.event_type, other.event_type) == "never":
        return "never"
    if not agree(one.place.country, other.place.country):
        return "never"
    how = fit(one.place, other.place)
    needed = _names_needed(one, other, how)
    if one.article_id == other.article_id and (needed or _is_told_apart(one, other, how)):
        return "never" if one.is_recurring or other.is_recurring else "told apart"
    if not needed:
        return "open"
    if one.is_recurring or other.is_recurring:
        return "never"
    ties = len(one.names & other.names) + STREET_TIES * len(one.streets & other.streets)
    return "open" if ties >= needed and abs(one.day - other.day) <= REACH_DAYS else "apart"


def _names_needed(one: Traits, other: Traits, how: Fit) -> int:
    """How many names in common bring two together that days or admin1 keep apart.

    Of the pairs that only days keep apart half of those with one name in common are one incident,
    and 95 % of those with two; where admin1 differ 1 and 97 % (development half).
    """
    if how == "never":
        return 2
    return 0 if one.span.meets(other.span) else 1


def _is_told_apart(one: Traits, other: Traits, how: Fit) -> bool:
    """Whether one article makes two incidents of them: by day, kind, place or toll."""
    if gap_days(one, other) > 0 or how in ("near", "apart"):
        return True
    how_kin = kinship(one.event_type, other.event_type)
    if one.is_recurring and other.is_recurring:
        is_other = how_kin not in ("same", "general") or _tolls_differ(one, other)
        return is_other or _is_in_region(one, other) or _is_in_region(other, one)
    return how_kin == "far"


def _is_in_region(town: Traits, region: Traits) -> bool:
    """Whether one is told of a town without a toll, the other of the dead of a whole region."""
    is_counted = bool(region.killed or region.injured)
    is_bare = town.killed is None and town.injured is None
    return is_counted and is_bare and is_fine(town.place) and not is_fine(region.place)


def _tolls_differ(one: Traits, other: Traits) -> bool:
    tolls = ((one.killed, other.killed), (one.injured, other.injured))
    return any(a is not None and b is not None and a != b for a, b in tolls)
