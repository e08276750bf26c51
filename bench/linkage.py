"""Resolving alone: mentions to incidents, beside linkage of the same mentions by scikit-learn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from bench.articles import load_articles
from bench.findings import Comparison
from bench.runner import Contender, Settings, Work, compare, has_module
from pipeline.extract import load_extractor
from pipeline.records import Mention, Rejection
from pipeline.resolve import resolve

#: As many mentions as the peer's square of distances holds in a few hundred megabytes.
MENTIONS = 3000
_KM_A_DAY = 30.0
_KM_A_DEGREE = 111.0
#: Two mentions further apart than this, in km and days together, are two incidents.
_FARTHEST_KM = 40.0


def measure(settings: Settings) -> Iterator[Comparison]:
    """Compare on mentions of the pages, told again on other days until there are enough."""
    articles, _ = load_articles(settings)
    reader = load_extractor()
    told = [m for a in articles if not isinstance(found := reader.extract(a), Rejection)
            for m in found if m.event_start and m.place.latitude]  # fmt: skip
    mentions = spread(told, MENTIONS)
    work = Work(
        "Resolving",
        f"Incidents of {len(mentions)} dated and placed mentions, in one process.",
        len(mentions),
        "mentions",
        remarks=("The peer groups by day and place alone, on all pairs: it grows by the square.",),
    )
    yield compare(work, tuple(_contenders(mentions, settings)), settings)


def spread(mentions: Sequence[Mention], n: int) -> list[Mention]:
    """As many mentions, each round of them some days later."""
    rounds = -(-n // max(1, len(mentions)))
    return [_told_later(mention, number) for number in range(rounds) for mention in mentions][:n]


def _told_later(mention: Mention, number: int) -> Mention:
    by = timedelta(days=9 * number)
    return replace(
        mention,
        mention_id=f"{mention.mention_id}-{number}",
        article_id=f"{mention.article_id}-{number}",
        origin_article_id=f"{mention.article_id}-{number}",
        publisher=mention.publisher or mention.article_id,
        event_start=mention.event_start and mention.event_start + by,
        event_end=mention.event_end and mention.event_end + by,
        event_date=mention.event_date and mention.event_date + by,
        published_at=mention.published_at and mention.published_at + by,
    )


def _contenders(mentions: Sequence[Mention], settings: Settings) -> Iterator[Contender]:
    if has_module("sklearn", settings.say):
        yield Contender(
            "scikit-learn linkage", lambda: _linkage(mentions), "average linkage, day and place"
        )
    yield Contender("sitrep resolve", lambda: resolve(mentions))


def _linkage(mentions: Sequence[Mention]) -> NDArray[np.int64]:
    from sklearn.cluster import AgglomerativeClustering

    points = np.array([_place_in_time(mention) for mention in mentions])
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=_FARTHEST_KM, linkage="average"
    )
    labels: NDArray[np.int64] = model.fit_predict(points)
    return labels


def _place_in_time(mention: Mention) -> tuple[float, float, float]:
    place, start = mention.place, mention.event_start
    if place.latitude is None or place.longitude is None or start is None:
        raise ValueError(f"{mention.mention_id} has no day or no point")
    east = place.longitude * float(np.cos(np.radians(place.latitude)))
    return place.latitude * _KM_A_DEGREE, east * _KM_A_DEGREE, start.toordinal() * _KM_A_DAY
