"""The place that an article is about, by all that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.places.belief import ENGLISH_COUNTRIES
from pipeline.extract.places.place_mention import PlaceMention
from pipeline.lexicon.geometry import distance_km
from pipeline.records import Place

#: A town in a district is this near (km) to its middle.
DISTRICT_KM = 60.0
_FINE_WEIGHT = {
    "site": 1.0,
    "town": 1.0,
    "admin2": 0.35,
    "admin1": 0.4,
    "country": 0.2,
    "unknown": 0.1,
}
#: What is said to be near a place, and within so many km of it, is as good as there.
NEARBY_KM = 15.0
#: "Cali, 400 km southwest of Bogota" does not put anything in Bogota.
FAR_OFF_KM = 60.0


def dateline_in(coarse: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The town that a report was written in, where it says only that the event was around.

    Of districts only in countries whose reports are written in each county's town.
    """
    is_county = coarse.place.country in ENGLISH_COUNTRIES
    if coarse.place.place_precision not in (("admin1", "admin2") if is_county else ("admin1",)):
        return None
    return next(
        (m for m in mentions if m.is_dateline and m.place.is_point and lies_in(m, coarse)), None
    )


def lies_in(fine: PlaceMention, coarse: PlaceMention) -> bool:
    """Whether one place is in the country, province and district that another is."""
    a, b = fine.place, coarse.place
    if a.country != b.country or (b.admin1 is not None and a.admin1 != b.admin1):
        return False
    if b.place_precision != "admin2":
        return True
    return b.latitude is not None and km_between(a, b) <= DISTRICT_KM


def km_between(a: Place, b: Place) -> float:
    """How far apart two places are; nothing when a point is not known."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return 0.0
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)


def is_located(mention: PlaceMention) -> bool:
    """Whether something may have happened where a mention says."""
    return mention.usage in ("place", "body") and mention.off_km < FAR_OFF_KM


def place_of_article(mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, float] | None:
    """The place that the article is about, and its share (0..1) of all that it names."""
    scores = scores_in_article(mentions)
    written = _home_dateline(mentions)
    is_aside = all(_is_side_line(m) for m in mentions if _is_scored(m))
    if written is not None and is_aside:
        return written, 1.0
    if not scores:
        return None
    best, score = max(scores, key=lambda item: item[1])
    if is_aside:
        return _division_of(best), score / sum((s for _, s in scores), 0.0)
    share = score / sum((s for _, s in scores), 0.0)
    return (best if best.place.is_point else dateline_in(best, mentions) or best), share


def _division_of(mention: PlaceMention) -> PlaceMention:
    """The province alone, where the town is only that of a hospital, a court or somebody's home."""
    place = mention.place
    if not place.is_point or place.admin1 is None:
        return mention
    division = Place(
        name=place.admin1,
        admin1=place.admin1,
        admin1_code=place.admin1_code,
        country=place.country,
        country_name=place.country_name,
        place_precision="admin1",
    )
    return replace(mention, place=division)


def _is_scored(mention: PlaceMention) -> bool:
    return is_located(mention) and not mention.is_container and mention.place.country is not None


def _is_side_line(mention: PlaceMention) -> bool:
    """Whether a place is only where somebody was taken, or what the event was far from."""
    return mention.is_aside or mention.off_km >= NEARBY_KM


def scores_in_article(mentions: Sequence[PlaceMention]) -> list[tuple[PlaceMention, float]]:
    """The first mention of each place with its score: said early, often and finely."""
    scores: dict[tuple[str | None, str | None, int | None], float] = {}
    first: dict[tuple[str | None, str | None, int | None], PlaceMention] = {}
    for m in mentions:
        if not _is_scored(m):
            continue
        key = (m.place.country, m.place.name, m.place.geoname_id)
        weight = 1.0 / (1.0 + 0.1 * m.sentence) * (1.5 if m.relation in ("in", "near") else 0.7)
        weight *= 0.2 if _is_side_line(m) else 1.0
        weight *= _FINE_WEIGHT[m.place.place_precision]
        scores[key] = scores.get(key, 0.0) + weight
        first.setdefault(key, m)
    return [(first[key], score) for key, score in scores.items()]


def _home_dateline(mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The dateline of a report that names no place, if it is from the country that it is about."""
    most = max((m.support for m in mentions), default=0.0)
    return next(
        (m for m in mentions if m.is_dateline and not m.is_container and m.support == most), None
    )
