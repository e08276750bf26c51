"""When days and places that an article tells can be those of one incident."""

from __future__ import annotations

from datetime import date

from pipeline.extract.dates.find import Interval
from pipeline.extract.dates.interval import DAY
from pipeline.extract.places.article import DISTRICT_KM, km_between
from pipeline.extract.places.belief import ENGLISH_COUNTRIES
from pipeline.extract.places.find import PlaceMention
from pipeline.records import Place

#: A region reaches so many times as far as its uncertainty says.
_RADII = 2.0
#: A town as wide as this has boroughs and quarters that are towns to the gazetteer, within this
#: share of it: Saltivka is 8.4 km from the middle of Kharkiv, which is 13 km wide.
_WIDE_KM, _INNER_SHARE = 12.0, 0.65
#: Fine places this close (degrees, about 5 km) are one for the joining of frames.
NEAR_DEG = 0.05


def do_intervals_meet(a: Interval | None, b: Interval | None) -> bool:
    """Whether two intervals overlap; an unknown one meets any.

    Weeks begin on a Sunday to some: that of "last week" may be the day before them.
    """
    if a is None or b is None or (a.start <= b.end and b.start <= a.end):
        return True
    return _start(a) <= b.end and _start(b) <= a.end


def _start(interval: Interval) -> date:
    return interval.start - DAY if interval.precision == "week" else interval.start


def do_places_agree(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether one place can lie in the other; an unknown one agrees with any."""
    if a is None or b is None:
        return True
    p, q = a.place, b.place
    if p.country and q.country and p.country != q.country:
        return False
    if p.admin1_code and q.admin1_code and p.admin1_code != q.admin1_code:
        return _is_named_part(p, q) or _is_named_part(q, p)
    reach = max(_reach_km(p), _reach_km(q))
    if reach and not (_is_whole(p) or _is_whole(q)) and km_between(p, q) > reach:
        return False
    if p.is_point and q.is_point and not (means_state(p, q) or means_state(q, p)):
        return _is_one_point(p, q) or _is_inside(a, b)
    return True


def _is_named_part(part: Place, town: Place) -> bool:
    """Whether a place has its name from a town, in whatever province: "Beirut's suburbs"."""
    is_town = town.place_precision == "town" and town.name is not None and part.is_point
    return is_town and (part.name or "").startswith(f"{town.name}'s ")


def _is_whole(place: Place) -> bool:
    """Whether a place is a province or a country, whose middle says nothing of what lies in it."""
    is_province = place.place_precision == "admin1" and place.admin1_code is not None
    return is_province or place.place_precision == "country"


def means_state(place: Place, other: Place) -> bool:
    """Whether a town's name is that of its state, and may mean it beside a town far off.

    "In New York", of what was in Rochester.
    """
    is_state = place.country in ENGLISH_COUNTRIES and place.name == place.admin1 is not None
    return is_state and other.is_point and km_between(place, other) > DISTRICT_KM


def _reach_km(place: Place) -> float:
    """How far from its middle a district or a region may have a town of its own."""
    if place.place_precision == "admin2":
        return DISTRICT_KM
    is_region = place.place_precision == "admin1" and place.admin1_code is None
    return _RADII * (place.uncertainty_km or 0.0) if is_region else 0.0


def _is_one_point(p: Place, q: Place) -> bool:
    """Whether two fine places are one: by id, by name, or because one stands beside the other."""
    if p.geoname_id is not None and p.geoname_id == q.geoname_id:
        return True
    a, b = (p.name or "").lower(), (q.name or "").lower()
    if a in b or b in a:
        return True
    if p.latitude is None or q.latitude is None or p.longitude is None or q.longitude is None:
        return False
    return abs(p.latitude - q.latitude) < NEAR_DEG and abs(p.longitude - q.longitude) < NEAR_DEG


def _is_inside(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether one place is a borough or quarter of the other, a town that is named for itself.

    "South of Tyre" is as wide as its distance, and holds nothing.
    """
    widths = (m.place.uncertainty_km or 0.0 for m in (a, b) if not m.off_km)
    widest = max(widths, default=0.0)
    if widest < _WIDE_KM or None in (a.place.latitude, b.place.latitude):
        return False
    return km_between(a.place, b.place) <= _INNER_SHARE * widest


def is_same_place(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two frames name one town or site."""
    if a is None or b is None or not a.place.is_point:
        return False
    return do_places_agree(a, b) and b.place.is_point


def are_next_door(a: PlaceMention | None, b: PlaceMention | None) -> bool:
    """Whether two towns of other names stand side by side: Jabalia begins where Gaza City ends."""
    if a is None or b is None or not is_same_place(a, b):
        return False
    mine, new = (a.place.name or "").lower(), (b.place.name or "").lower()
    return mine not in new and new not in mine
