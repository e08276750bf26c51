"""One incident from its mentions: the best value of each field, by a written rule.

| field | rule |
|---|---|
| incident_id | of the first member by (recorded_at, published_at, mention_id), withdrawn or not |
| event_type | the type of most origins, those that look back aside; a general word gives way |
| status | of most origins, each by its newest mention |
| salience | the highest |
| event_start, event_end | the interval that most origins' intervals meet; of these the narrowest |
| event_date | of the member that gave the interval; without any, of the first known |
| place_* | the place that most origins' places allow; of these the finest; taken whole |
| perpetrators, ... | all of them, aliases merged |
| killed_*, injured_* | best: newest authority; low, high: bounds of all; see ``tolls`` |
| title | of the first member of the highest salience |
| n_* | live members; copies count once in n_origins |
| confidence | that not all independent origins are wrong |
| last_recorded_at | the newest window that told or withdrew a member |

Members that are withdrawn count for the id and the window, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline import ids
from pipeline.lexicon.event_types import GENERIC
from pipeline.records import (
    DatePrecision,
    DateSource,
    Incident,
    IncidentClaim,
    IncidentParticipant,
    IncidentSource,
    Mention,
    Place,
    Salience,
    Status,
)
from pipeline.resolve.actors import name_participants, name_weapons
from pipeline.resolve.blocking import event_day, is_founding
from pipeline.resolve.place_fit import fit
from pipeline.resolve.rows import claim_rows, participant_rows, source_row
from pipeline.resolve.tolls import fuse_tolls
from pipeline.resolve.votes import (
    count_origins,
    group_origins,
    known_order,
    most_told,
    news_order,
    origin_of,
)

#: Written into every incident.
RESOLVER = "pairs@6"
#: How sure many reports can make us.
MAX_CONFIDENCE = 0.99

_SALIENCES: tuple[Salience, ...] = ("main", "context", "background")
#: Between equally many origins: what was told happened, unless more say otherwise.
_STATUSES: tuple[Status, ...] = ("occurred", "alleged", "denied_by_party", "thwarted")


@dataclass(frozen=True, slots=True)
class Fused:
    """An incident with its rows in every table; ``withdrawn_ids`` are members by identity only."""

    incident: Incident
    sources: tuple[IncidentSource, ...] = ()
    participants: tuple[IncidentParticipant, ...] = ()
    claims: tuple[IncidentClaim, ...] = ()
    withdrawn_ids: tuple[str, ...] = ()

    @property
    def mention_ids(self) -> tuple[str, ...]:
        """The live members."""
        return tuple(source.mention_id for source in self.sources)


@dataclass(frozen=True, slots=True)
class When:
    """The interval of an incident, and the partition it lies in."""

    event_date: date
    source: DateSource
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = "unknown"


def fuse(members: Iterable[Mention]) -> Fused | None:
    """Fuse the members of one incident; None when nobody tells it, or all merely recall it."""
    ordered = sorted(members, key=known_order)
    live = [mention for mention in ordered if mention.withdrawn_at is None]
    if not any(map(is_founding, live)):
        return None
    withdrawn = tuple(m.mention_id for m in ordered if m.withdrawn_at is not None)
    incident = _count_reports(_fuse_values(live, ordered), live, ordered)
    return Fused(
        incident,
        tuple(source_row(incident, mention) for mention in live),
        tuple(row for mention in live for row in participant_rows(incident, mention)),
        tuple(row for mention in live for row in claim_rows(incident, mention)),
        withdrawn,
    )


def _fuse_values(live: Sequence[Mention], members: Sequence[Mention]) -> Incident:
    when, place = choose_interval(live), choose_place(live)
    killed, injured = fuse_tolls(live, "killed"), fuse_tolls(live, "injured")
    status, salience = choose_status(live), choose_salience(live)
    return Incident(
        incident_id=ids.incident_id(members[0].mention_id),
        event_type=choose_type(live),
        status=status,
        salience=salience,
        is_default=status == "occurred" and salience != "background",
        event_date=when.event_date,
        event_date_source=when.source,
        event_start=when.start,
        event_end=when.end,
        date_precision=when.precision,
        title=_choose_title(live, salience),
        place_name=place.name,
        geoname_id=place.geoname_id,
        admin1=place.admin1,
        admin1_code=place.admin1_code,
        country=place.country,
        country_name=place.country_name,
        latitude=place.latitude,
        longitude=place.longitude,
        place_precision=place.place_precision,
        uncertainty_km=place.uncertainty_km,
        perpetrators=name_participants(live, "perpetrator"),
        targets=name_participants(live, "target"),
        victims=name_participants(live, "victim"),
        weapons=name_weapons(live),
        killed_low=killed.low,
        killed_best=killed.best,
        killed_high=killed.high,
        injured_low=injured.low,
        injured_best=injured.best,
        injured_high=injured.high,
        tolls_disputed=killed.is_disputed or injured.is_disputed,
        confidence=_confidence(live),
        resolver=RESOLVER,
    )


def _count_reports(
    incident: Incident, live: Sequence[Mention], members: Sequence[Mention]
) -> Incident:
    """The same incident with how many tell it, and since when; ``members`` are withdrawn too."""
    published = _moments(m.published_at for m in live)
    touched = _moments(t for m in members for t in (m.window_start, m.withdrawn_at))
    return replace(
        incident,
        n_mentions=len(live),
        n_articles=len({mention.article_id for mention in live}),
        n_publishers=len({mention.publisher for mention in live if mention.publisher}),
        n_origins=count_origins(live),
        first_reported_at=min(published, default=None),
        last_reported_at=max(published, default=None),
        first_recorded_at=min(_moments(m.recorded_at for m in live), default=None),
        last_recorded_at=max(touched, default=None),
    )


def choose_type(mentions: Sequence[Mention]) -> str:
    """The type of most origins that report it; a general word gives way to any finer one."""
    reports = [mention for mention in mentions if mention.salience != "background"] or mentions
    finer = [mention for mention in reports if mention.event_type not in GENERIC]
    return most_told(finer or reports, lambda mention: mention.event_type)


def choose_status(mentions: Sequence[Mention]) -> Status:
    """The status of most origins, each by its newest mention."""
    newest = {origin_of(mention): mention for mention in sorted(mentions, key=news_order)}
    votes = [mention.status for mention in newest.values()]
    return max(_STATUSES, key=votes.count)


def choose_salience(mentions: Sequence[Mention]) -> Salience:
    """The highest salience."""
    told = {mention.salience for mention in mentions}
    return next(salience for salience in _SALIENCES if salience in told)


def choose_interval(mentions: Sequence[Mention]) -> When:
    """The narrowest of the intervals that most origins' intervals meet."""
    ordered = sorted(mentions, key=known_order)
    dated = [mention for mention in ordered if mention.event_start is not None]
    if not dated:
        first = ordered[0]
        return When(event_day(first), first.event_date_source or "published")

    tellers = group_origins(dated, _interval)

    def merit(interval: tuple[date, date]) -> tuple[int, int, int]:
        start, end = interval
        meeting = _union(o for (a, b), o in tellers.items() if a <= end and start <= b)
        return len(meeting), -(end - start).days, len(tellers[interval])

    interval = max(tellers, key=merit)
    chosen = next(mention for mention in dated if _interval(mention) == interval)
    source = chosen.event_date_source or "text"
    return When(event_day(chosen), source, *interval, chosen.date_precision)


def choose_place(mentions: Sequence[Mention]) -> Place:
    """The finest of the places that most origins' places allow, as one mention has it."""
    tellers = group_origins(sorted(mentions, key=known_order), lambda mention: mention.place)

    def merit(place: Place) -> tuple[int, int, int]:
        fits = {other: fit(other, place) for other in tellers}
        allowing = _union(tellers[p] for p, how in fits.items() if how not in ("never", "apart"))
        equal = _union(tellers[p] for p, how in fits.items() if how == "same")
        return len(allowing), -place.coarseness, len(equal)

    return max(tellers, key=merit)


def _union(groups: Iterable[set[str]]) -> set[str]:
    return set().union(*groups)


def _interval(mention: Mention) -> tuple[date, date]:
    start = mention.event_start or event_day(mention)
    return start, max(start, mention.event_end or start)


def _choose_title(mentions: Sequence[Mention], salience: Salience) -> str | None:
    titles = (m.title for m in mentions if m.salience == salience and m.title)
    return next(titles, next((m.title for m in mentions if m.title), None))


def _moments(values: Iterable[datetime | None]) -> list[datetime]:
    return [value for value in values if value is not None]


def _confidence(mentions: Sequence[Mention]) -> float | None:
    """One less the product of what each origin leaves open, as if they erred independently."""
    best: dict[str, float] = {}
    for mention in mentions:
        if mention.confidence is not None:
            origin = origin_of(mention)
            best[origin] = max(best.get(origin, 0.0), mention.confidence)
    if not best:
        return None
    doubt = 1.0
    for value in sorted(best.values()):
        doubt *= 1.0 - value
    return round(min(MAX_CONFIDENCE, 1.0 - doubt), 4)
