"""Turn the finished frames of an article into its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline import ids
from pipeline.extract.actors.named import distinct_weapons
from pipeline.extract.frames.frame import Frame
from pipeline.extract.names import NamesOfArticle
from pipeline.extract.salience import salience_of
from pipeline.extract.story.arrests import count_arrested
from pipeline.extract.streets import streets_of
from pipeline.extract.terms import terms_of
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.tolls.weighing import story_toll
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import load_grammar
from pipeline.records import DateSource, Evidence, Mention, Participant, Place
from pipeline.text import Document


@dataclass(frozen=True, slots=True)
class Story:
    """The incidents of an article in text order, and what is read of it once for all of them.

    ``told`` are the sentences that tell any; ``extractor`` is who found them (name@version).
    """

    document: Document
    frames: Sequence[Frame]
    told: frozenset[int]
    names: NamesOfArticle
    extractor: str


def make_mentions(
    frames: Sequence[Frame], document: Document, extractor: str
) -> tuple[Mention, ...]:
    """Make the mentions of an article, numbered within their type family in text order."""
    told = frozenset(trigger.sentence for frame in frames for trigger in frame.triggers)
    story = Story(document, frames, told, NamesOfArticle(document), extractor)
    counts: Counter[str] = Counter()
    mentions = []
    for frame in frames:
        name = family(frame.event_type)
        mentions.append(_make_mention(frame, story, counts[name]))
        counts[name] += 1
    return tuple(mentions)


def _make_mention(frame: Frame, story: Story, n: int) -> Mention:
    """Make the n-th mention of its family."""
    document = story.document
    article = document.article
    interval = frame.interval
    place = frame.place.place if frame.place else Place()
    told = frame.place.told if frame.place else place
    event_date, source = _partition_date(frame, document)
    own = {trigger.sentence for trigger in frame.triggers}
    arrested = count_arrested(frame, story.frames, document)
    claims = [*frame.claims, *([arrested] if arrested else [])]
    streets = streets_of(place.name, own, story.told, document)
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
        salience=salience_of(frame, story.frames, document),
        event_start=interval.start if interval else None,
        event_end=interval.end if interval else None,
        date_precision=interval.precision if interval else "unknown",
        event_date=event_date,
        event_date_source=source,
        place=told,
        participants=_sides_of(frame, arrested, document.language),
        weapons=distinct_weapons(frame.weapons),
        casualties=story_toll(document, claims, frame.heard),
        evidence=_evidence(frame, document),
        terms=terms_of(own, story.told, document),
        names=(*story.names.of_story(own, story.told), *streets),
        confidence=frame.confidence,
        extractor=story.extractor,
    )


def _sides_of(
    frame: Frame, arrested: CasualtyMention | None, language: str
) -> tuple[Participant, ...]:
    """Who did it to whom; of an arrest, who was arrested did nothing, and is told at least once."""
    if arrested is None or frame.event_type != "arrest":
        return frame.participants
    sides = tuple(
        replace(side, role="victim") if _is_named_in(side, arrested) else side
        for side in frame.participants
    )
    is_told = any(side.role == "victim" for side in sides)
    return sides if is_told else (*sides, *_who_of(arrested, language))


def _who_of(claim: CasualtyMention, language: str) -> tuple[Participant, ...]:
    """Whom a claim names, without the article before it."""
    if claim.who is None or claim.who_start is None:
        return ()
    first, _, rest = claim.who.partition(" ")
    is_article = bool(rest) and first.lower() in load_grammar(language).determiner
    name = rest if is_article else claim.who
    start = claim.who_start + len(claim.who) - len(name)
    return (Participant("victim", name, None, None, None, claim.field, start, claim.who_end),)


def _is_named_in(side: Participant, claim: CasualtyMention) -> bool:
    """Whether a claim is about somebody: "two men" of "two men were arrested"."""
    if None in (side.start, claim.who_start) or side.field != claim.field:
        return False
    return (claim.who_start or 0) <= (side.start or 0) < (claim.who_end or 0)


def _partition_date(frame: Frame, document: Document) -> tuple[date | None, DateSource | None]:
    if frame.interval and frame.date and frame.date.source != "published":
        return frame.interval.start, "text"
    if document.published:
        return document.published, "published"
    window = document.article.window_start
    return (window.date(), "window") if window else (None, None)


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
