"""What speaks for and against two mentions being one incident: vetoes, and features to weigh."""

from __future__ import annotations

import math
from collections.abc import Callable

from pipeline.resolve.kinship import is_recurring, kinship
from pipeline.resolve.place_fit import Fit, distance_between, fit
from pipeline.resolve.traits import Bounds, Traits

#: Beyond this a place elsewhere in the same admin1 is another town for sure.
FAR_KM = 50.0
#: Reports this many days apart are as far apart as can be.
REPORTED_DAYS = 30.0

Features = dict[str, float]


def is_vetoed(one: Traits, other: Traits) -> bool:
    """Whether two mentions can never be one incident, whatever else speaks for it."""
    if not one.span.meets(other.span):
        return True
    if kinship(one.event_type, other.event_type) == "never":
        return True
    how = fit(one.place, other.place)
    if how == "never":
        return True
    return one.article_id == other.article_id and _is_told_apart(one, other, how)


def _is_told_apart(one: Traits, other: Traits, how: Fit) -> bool:
    """Whether one article makes two incidents of them: by day, kind, place or toll."""
    if _gap_days(one, other) > 0 or how in ("near", "apart"):
        return True
    how_kin = kinship(one.event_type, other.event_type)
    if _do_recur(one, other):
        return how_kin not in ("same", "general") or _tolls_differ(one, other)
    return how_kin == "far"


def _do_recur(one: Traits, other: Traits) -> bool:
    return is_recurring(one.event_type) and is_recurring(other.event_type)


def _tolls_differ(one: Traits, other: Traits) -> bool:
    tolls = ((one.killed, other.killed), (one.injured, other.injured))
    return any(a is not None and b is not None and a != b for a, b in tolls)


def weigh_days(one: Traits, other: Traits) -> Features:
    """How their days and the days of their reports stand to each other."""
    apart = abs(one.reported - other.reported)
    features: Features = {
        "reported_apart": min(apart, REPORTED_DAYS) / REPORTED_DAYS,
        "reported_together": float(apart <= 1),
    }
    dated = (one.start is not None) + (other.start is not None)
    if dated == 2:
        differ = (one.start, one.end) != (other.start, other.end)
        is_off = _gap_days(one, other) > 0
        features["day_off"] = float(is_off)
        features["day_off_recurring"] = float(is_off and _do_recur(one, other))
        features["interval_differs"] = float(differ and not is_off)
    features["one_undated"] = float(dated == 1)
    features["both_undated"] = float(dated == 0)
    return features


def weigh_places(one: Traits, other: Traits) -> Features:
    """How their places stand to each other; one that may hold the other says nothing."""
    how = fit(one.place, other.place)
    features: Features = {f"place_{how}": 1.0}
    if how == "apart":
        distance = distance_between(one.place, other.place)
        features["place_far"] = float(distance is not None and distance > FAR_KM)
    knows_both = one.place.country is not None and other.place.country is not None
    features["place_unknown"] = float(not knows_both)
    features["vague"] = float(one.is_vague or other.is_vague)
    return features


def weigh_words(one: Traits, other: Traits) -> Features:
    """How much of what they say in the same words is rare in other news."""
    small, large = sorted((one.words, other.words), key=len)
    shared = math.fsum(worth for word, worth in small.items() if word in large)
    rare = len(one.rare_words & other.rare_words)
    both = one.words_weight * other.words_weight
    if both <= 0:
        return {}
    return {
        "words_cosine": shared / math.sqrt(both),
        "words_contained": shared / min(one.words_weight, other.words_weight),
        "words_rare": rare / (rare + 4.0),
    }


def weigh_kind(one: Traits, other: Traits) -> Features:
    """Types, status and who did it."""
    known = bool(one.doers and other.doers)
    shared = bool(one.doers & other.doers)
    how_kin = kinship(one.event_type, other.event_type)
    return {
        f"type_{how_kin}": 1.0,
        "type_differs_recurring": float(how_kin == "differs" and _do_recur(one, other)),
        "thwarted_differs": float((one.status == "thwarted") != (other.status == "thwarted")),
        "doers_shared": float(shared),
        "doers_differ": float(known and not shared),
    }


def weigh_tolls(one: Traits, other: Traits) -> Features:
    """Whether their totals are equal, or cannot both be true (tolls rise: no veto)."""
    features: Features = {}
    for name, a, b in (
        ("killed", one.killed, other.killed),
        ("injured", one.injured, other.injured),
    ):
        if a is not None and b is not None:
            features[f"{name}_equal"] = float(a == b)
            features[f"{name}_differs"] = float(_exclude(a, b))
    return features


def weigh_sources(one: Traits, other: Traits) -> Features:
    """Whether one hand wrote both."""
    is_same = one.article_id == other.article_id
    is_copy = not is_same and one.origin == other.origin and one.event_type == other.event_type
    return {"same_article": float(is_same), "copied": float(is_copy)}


#: Every group of features; a name in none of them is no feature.
WEIGHERS: tuple[Callable[[Traits, Traits], Features], ...] = (
    weigh_days,
    weigh_places,
    weigh_words,
    weigh_kind,
    weigh_tolls,
    weigh_sources,
)


def read_features(one: Traits, other: Traits) -> Features:
    """All features of a pair; what is left out is 0."""
    features: Features = {"base": 1.0}
    for weigher in WEIGHERS:
        features.update(weigher(one, other))
    return features


def _gap_days(one: Traits, other: Traits) -> int:
    """Days between two intervals, 0 when they touch or one is not known."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return 0
    return max(0, (max(one.start, other.start) - min(one.end, other.end)).days)


def _exclude(a: Bounds, b: Bounds) -> bool:
    return a[0] > b[1] or b[0] > a[1]
