"""What speaks for and against two mentions being one incident: features to weigh."""

from __future__ import annotations

import math
from collections.abc import Callable

from pipeline.lexicon.event_types import family
from pipeline.resolve.blocking import REACH_DAYS
from pipeline.resolve.kinship import kinship
from pipeline.resolve.place_fit import agree, distance_between, fit
from pipeline.resolve.traits import Bounds, Traits, gap_days

#: Beyond this a place elsewhere in the same admin1 is another town for sure.
FAR_KM = 50.0
#: A place of this radius is a large city, with incidents of its own every day.
LARGE_KM = 20.0
#: Reports this many days apart are as far apart as can be.
REPORTED_DAYS = 30.0
#: So many dead in one incident are rare anywhere. Set by hand, as MANY is; the weights are fitted.
DOZEN = 12.0
#: No town has two incidents a day with more dead than this.
FEW_DEAD = 4.0
#: Families of types that a town seldom has two of in a day.
CROWDS = frozenset({"protest", "riot"})
#: An equal total of so many or more is as good as a name.
MANY = 20.0
#: With fewer rare words a mention is too short for the lack of common ones to say anything.
FEW_RARE = 3

#: Feature -> value; what is left out is 0.
Features = dict[str, float]


def weigh_days(features: Features, one: Traits, other: Traits) -> None:
    """How their days and the days of their reports stand to each other."""
    apart = abs(one.reported - other.reported)
    features["reported_apart"] = min(apart, REPORTED_DAYS) / REPORTED_DAYS
    if apart <= 1:
        features["reported_together"] = 1.0
    if not one.span.meets(other.span):
        features["far"] = 1.0
        features["far_days"] = math.log(1 + abs(one.day - other.day)) / math.log(1 + REACH_DAYS)
        features["far_fresh"] = float(one.is_fresh and other.is_fresh)
    elif one.start is None or other.start is None:
        both = one.start is None and other.start is None
        features["both_undated" if both else "one_undated"] = 1.0
    elif gap_days(one, other) > 0:
        features["day_off"] = 1.0
        if one.is_recurring and other.is_recurring:
            features["day_off_recurring"] = 1.0
    else:
        features["interval_differs"] = _unshared(one, other)


def weigh_places(features: Features, one: Traits, other: Traits) -> None:
    """How their places stand to each other."""
    how = fit(one.place, other.place)
    features[f"place_{how}"] = 1.0
    if how in ("same", "near"):
        reach = max(one.place.uncertainty_km or 0.0, other.place.uncertainty_km or 0.0)
        features["place_large"] = min(reach, LARGE_KM) / LARGE_KM
        if one.is_recurring and other.is_recurring:
            features["place_large_recurring"] = features["place_large"]
        features["place_large_deadly"] = features["place_large"] * _deadly(one, other)
        if how == "same" and _is_one_day(one, other):
            features["place_deadly"] = _deadly(one, other, FEW_DEAD)
            features["place_crowd"] = float(_are_one_crowd(one, other))
    elif how == "apart":
        distance = distance_between(one.place, other.place)
        features["place_far"] = float(distance is not None and distance > FAR_KM)
    if one.place.country is None or other.place.country is None:
        features["place_unknown"] = 1.0
    if one.is_vague or other.is_vague:
        features["vague"] = 1.0


def _are_one_crowd(one: Traits, other: Traits) -> bool:
    """Whether both tell of a march, or of one that was broken up; a riot may be another's."""
    is_kin = kinship(one.event_type, other.event_type) in ("same", "general")
    return is_kin and family(one.event_type) in CROWDS


def _deadly(one: Traits, other: Traits, few: float = 1.0) -> float:
    """How many died in both, to a dozen: a city has few such incidents a day, and many murders.

    Up to ``few`` dead are not many.
    """
    fewest = min(told.killed[0] if told.killed else 0.0 for told in (one, other))
    return min(math.log(max(1.0, fewest / few)) / math.log(DOZEN / few), 1.0)


def weigh_words(features: Features, one: Traits, other: Traits) -> None:
    """How much of what they say in the same words is rare in other news; of one language alone."""
    if not agree(one.language, other.language):
        features["languages_differ"] = 1.0
        return
    if not one.worth or not other.worth:
        return
    rare = len(one.rare_words & other.rare_words)
    shared = rare * one.rare_worth
    for word in one.common_words.keys() & other.common_words.keys():
        shared += one.common_words[word]
    features["words_cosine"] = shared / math.sqrt(one.worth * other.worth)
    features["words_contained"] = shared / min(one.worth, other.worth)
    features["words_rare"] = rare / (rare + 4.0)
    if not rare and min(len(one.rare_words), len(other.rare_words)) >= FEW_RARE:
        features["words_none"] = 1.0


def weigh_names(features: Features, one: Traits, other: Traits) -> None:
    """Whether they name the same people."""
    if not one.names or not other.names:
        return
    shared = len(one.names & other.names)
    features["names_none"] = float(shared == 0)
    features["names_one"] = float(shared > 0)
    features["names_more"] = float(shared > 1)
    features["names_share"] = shared / min(len(one.names), len(other.names))


def weigh_streets(features: Features, one: Traits, other: Traits) -> None:
    """Whether they name the same streets."""
    if one.streets and other.streets:
        is_one = not one.streets.isdisjoint(other.streets)
        features["streets_one" if is_one else "streets_none"] = 1.0


def weigh_ages(features: Features, one: Traits, other: Traits) -> None:
    """Whether they tell of people of the same age."""
    if one.ages and other.ages:
        features["ages_none" if one.ages.isdisjoint(other.ages) else "ages_shared"] = 1.0


def weigh_hit(features: Features, one: Traits, other: Traits) -> None:
    """Whether what was hit can be one thing: a mosque is no bakery, a woman no boy."""
    recurs = one.is_recurring and other.is_recurring
    if one.settings and other.settings:
        if one.settings.isdisjoint(other.settings):
            features["setting_none"] = 1.0
            features["setting_none_recurring"] = float(recurs)
        else:
            features["setting_shared"] = float(not recurs)
    if one.sexes and other.sexes and one.sexes.isdisjoint(other.sexes):
        features["sexes_none"] = 1.0


def weigh_kind(features: Features, one: Traits, other: Traits) -> None:
    """Types, status and who did it."""
    how_kin = kinship(one.event_type, other.event_type)
    features[f"type_{how_kin}"] = 1.0
    is_told_twice = one.article_id != other.article_id
    if how_kin == "same" and is_told_twice and _is_one_site(one, other):
        features["site_same"] = 1.0
    if one.is_recurring and other.is_recurring:
        features["recurring"] = 1.0
        if how_kin == "differs":
            features["type_differs_recurring"] = 1.0
    if (one.status == "thwarted") != (other.status == "thwarted"):
        features["thwarted_differs"] = 1.0
    if one.doers and other.doers:
        is_other = one.doers.isdisjoint(other.doers)
        features["doers_differ" if is_other else "doers_shared"] = 1.0
        features["doers_differ_kind"] = float(is_other and how_kin != "same")


def _is_one_site(one: Traits, other: Traits) -> bool:
    """Whether both name one base, field or station: finer than the town where things recur."""
    sites = one.place.place_precision == other.place.place_precision == "site"
    return sites and fit(one.place, other.place) == "same"


def weigh_tolls(features: Features, one: Traits, other: Traits) -> None:
    """Whether their totals are equal, or cannot both be true (tolls rise: no veto)."""
    if one.killed is not None and other.killed is not None:
        features["killed_equal"] = float(one.killed == other.killed)
        features["killed_many"] = _many(one.killed, other.killed)
        features["killed_differs"] = float(_exclude(one.killed, other.killed))
    if one.injured is not None and other.injured is not None:
        features["injured_equal"] = float(one.injured == other.injured)
        features["injured_many"] = _many(one.injured, other.injured)
        features["injured_differs"] = float(_exclude(one.injured, other.injured))


def _many(one: Bounds, other: Bounds) -> float:
    """How telling it is that two totals are equal: few incidents of a day have 22 wounded."""
    return min(math.log(max(1.0, one[0])) / math.log(MANY), 1.0) if one == other else 0.0


def weigh_sources(features: Features, one: Traits, other: Traits) -> None:
    """Whether one hand wrote both."""
    if one.article_id == other.article_id:
        features["same_article"] = 1.0
    elif one.origin == other.origin and one.event_type == other.event_type:
        features["copied"] = 1.0


#: Every group of features; a name that none of them sets is no feature.
WEIGHERS: tuple[Callable[[Features, Traits, Traits], None], ...] = (
    weigh_days,
    weigh_places,
    weigh_words,
    weigh_names,
    weigh_streets,
    weigh_ages,
    weigh_hit,
    weigh_kind,
    weigh_tolls,
    weigh_sources,
)


def read_features(one: Traits, other: Traits) -> Features:
    """All features of a pair."""
    features: Features = {"base": 1.0}
    for weigher in WEIGHERS:
        weigher(features, one, other)
    return features


def _unshared(one: Traits, other: Traits) -> float:
    """The part of the days of two intervals that meet which only one of them has."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return 0.0
    shared = (min(one.end, other.end) - max(one.start, other.start)).days + 1
    return 1.0 - shared / ((max(one.end, other.end) - min(one.start, other.start)).days + 1)


def _is_one_day(one: Traits, other: Traits) -> bool:
    """Whether both have a day, or days that meet."""
    return None not in (one.start, other.start) and gap_days(one, other) == 0


def _exclude(a: Bounds, b: Bounds) -> bool:
    return a[0] > b[1] or b[0] > a[1]
