"""Turn a finished frame into a mention."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pipeline import ids
from pipeline.extract.actors.named import distinct_weapons
from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.confidence import is_sure
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.joining import LEAD_SENTENCES
from pipeline.extract.names import names_of
from pipeline.extract.terms import terms_of
from pipeline.extract.tolls.story import story_toll
from pipeline.lexicon.event_types import family
from pipeline.records import DateSource, Evidence, Mention, Place, Salience
from pipeline.text import Document

#: An event this much older than its report is history, unless the article is about it.
BACKGROUND_AFTER = timedelta(days=14)
#: What an article is about is of a running story for two months: MUC-4 drew the line there, and
#: 3 in 4 of the 65 told 15-60 days later in its development texts are among its incidents.
HISTORY_AFTER = timedelta(days=60)
#: What is told undated of courts and anniversaries is not new; telegrams in capitals, which tell
#: little but incidents, report murders by what courts do of them.
_LOOKING_BACK = frozenset({"legal", "memorial"})
_LOOKING_BACK_IN_CAPITALS = frozenset({"memorial"})


def make_mention(
    frame: Frame,
    document: Document,
    told: Collection[int],
    n: int,
    extractor: str,
) -> Mention:
    """Make the n-th mention of its family from a frame; ``told`` are sentences of any frame."""
    article = document.article
    interval = frame.interval
    event_date, source = _partition_date(frame, document)
    own = {trigger.sentence for trigger in frame.triggers}
    return Mention(
        mention_id=ids.mention_id(article.article_id, family(frame.event_type), n),
        article_id=article.article_id,
        article_revision=article.revision,
        event_type=frame.event_type,
        publisher=article.publisher,
        url=article.url,
        title=article.title,
        published_at=article.published_at,
        recorded_at=article.recorded_at,
        window_start=article.window_start,
        origin_article_id=article.origin_article_id,
        language=article.language,
        status=frame.status,
        salience=_salience(frame, document),
        event_start=interval.start if interval else None,
        event_end=interval.end if interval else None,
        date_precision=interval.precision if interval else "unknown",
        event_date=event_date,
        event_date_source=source,
        place=frame.place.place if frame.place else Place(),
        participants=frame.participants,
        weapons=distinct_weapons(frame.weapons),
        casualties=story_toll(document, frame.claims, frame.heard),
        evidence=_evidence(frame, document),
        terms=terms_of(own, told, document),
        names=names_of(own, told, document),
        confidence=frame.confidence,
        extractor=extractor,
    )


def _partition_date(frame: Frame, document: Document) -> tuple[date | None, DateSource | None]:
    if frame.interval and frame.date and frame.date.source != "published":
        return frame.interval.start, "text"
    if document.published:
        return document.published, "published"
    window = document.article.window_start
    return (window.date(), "window") if window else (None, None)


def _salience(frame: Frame, document: Document) -> Salience:
    age = _age(frame.interval, document.published)
    least = HISTORY_AFTER if _is_topic(frame) else BACKGROUND_AFTER
    if age > least or _looks_back(frame, document):
        return "background"
    if not is_sure(frame, document.in_capitals):
        return "background"
    is_news = frame.first_sentence < LEAD_SENTENCES and age <= BACKGROUND_AFTER
    return "main" if is_news else "context"


def _is_topic(frame: Frame) -> bool:
    """Whether an article is about an incident: tells it in its lead, or more than once."""
    sentences = {trigger.sentence for trigger in frame.triggers}
    return len(sentences) > 1 or frame.first_sentence < LEAD_SENTENCES


def _age(interval: Interval | None, published: date | None) -> timedelta:
    """How long ago an incident was when it was told; a year is long ago, no date is not."""
    if interval is None:
        return timedelta(0)
    if published is None:
        return timedelta.max if interval.precision == "year" else timedelta(0)
    return published - interval.end


def _looks_back(frame: Frame, document: Document) -> bool:
    """Whether an undated incident is told in a passage of a court or an anniversary."""
    if frame.own_interval is not None:
        return False
    scenes = _LOOKING_BACK_IN_CAPITALS if document.in_capitals else _LOOKING_BACK
    if frame.event_type == "arrest":
        scenes -= {"legal"}
    return not frame.scenes.isdisjoint(scenes)


def _evidence(frame: Frame, document: Document) -> tuple[Evidence, ...]:
    spans = {
        Evidence(t.field, document.sentences[t.sentence].start, document.sentences[t.sentence].end)
        for t in frame.triggers
    }
    if frame.date and frame.date.mention:
        m = frame.date.mention
        spans.add(Evidence(m.field, m.start, m.end, "date"))
    if frame.place:
        p = frame.place
        spans.add(Evidence(p.field, p.start, p.end, "place"))
    return tuple(sorted(spans, key=lambda e: (e.field, e.start, e.end, e.value)))
