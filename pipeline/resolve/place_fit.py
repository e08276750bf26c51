"""Whether two places can be one: what one says, the other must not exclude."""

from __future__ import annotations

from typing import Literal

from pipeline.lexicon.geometry import distance_km
from pipeline.records import Place

#: same: one place; near: a drive within one town; wide: one holds, or may hold, the other;
#: apart: elsewhere in one admin1; never: another country or admin1.
Fit = Literal["same", "near", "wide", "apart", "never"]

#: Two points this close are one place under two names.
SAME_KM = 1.0
#: Two points this close are one town or a town and its outskirts.
NEAR_KM = 15.0


def admin1_key(place: Place) -> str | None:
    """What names a place's admin1 within its country."""
    return place.admin1_code or place.admin1


def is_fine(place: Place) -> bool:
    """Whether a place is known at least to the district."""
    return place.is_point or place.place_precision == "admin2"


def fit(one: Place, other: Place) -> Fit:
    """How two places stand to each other."""
    if not agree(one.country, other.country) or not agree(admin1_key(one), admin1_key(other)):
        return "never"
    if not (is_fine(one) and is_fine(other)):
        return "wide"
    has_one_id = one.geoname_id is not None and one.geoname_id == other.geoname_id
    if has_one_id or _name(one) == _name(other):
        return "same"
    return _fit_points(one, other)


def _fit_points(one: Place, other: Place) -> Fit:
    distance = distance_between(one, other)
    if distance is not None and distance <= NEAR_KM:
        return "same" if distance <= SAME_KM else "near"
    is_district = "admin2" in (one.place_precision, other.place_precision)
    reach = (one.uncertainty_km or 0.0) + (other.uncertainty_km or 0.0)
    if is_district and (distance is None or distance <= reach):
        return "wide"
    return "apart"


def distance_between(one: Place, other: Place) -> float | None:
    """Kilometres between two places; None when one has no point."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def agree(one: str | None, other: str | None) -> bool:
    """Whether two codes are equal, or one is not known."""
    return one is None or other is None or one == other


def _name(place: Place) -> str:
    return (place.name or "").casefold()
