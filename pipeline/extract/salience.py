"""Whether an incident is news of its article, part of its running story, or history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.extract.dates.event import tells_aftermath
from pipeline.extract.dates.find import Interval
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.responses import RESPONSES
from pipeline.extract.frames.sifted.confidence import is_sure
from pipeline.extract.genre import is_comment
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.event import opens_sentence
from pipeline.extract.places.find import PlaceMention
from pipeline.records import Salience
from pipeline.text import Document

#: An event this much older than its report is history, unless the article is about it.
BACKGROUND_AFTER = timedelta(days=14)
#: What an article is about is of a running story for two months: MUC-4 drew the line there, and
#: 3 in 4 of the 65 told 15-60 days later in its development texts are among its incidents.
HISTORY_AFTER = timedelta(days=60)
#: What a report of some months tells is its news.
PERIOD_AFTER = timedelta(days=180)
#: What is told undated of courts and anniversaries is not new; telegrams in capitals, which tell
#: little but incidents, report murders by what courts do of them.
_LOOKING_BACK = frozenset({"legal", "memorial"})
_LOOKING_BACK_IN_CAPITALS = frozenset({"memorial"})
#: So many characters apart a word and a place are of one clause.
_CLOSE = 80


def salience_of(frame: Frame, frames: Sequence[Frame], document: Document) -> Salience:
    """How new an incident is to those who read its article on the day of publication.

    ``frames`` are all incidents of the article, in text order.
    """
    if frame.is_recalled:
        return "background"
    if not document.in_capitals and _is_in_passing(frame, frames, document):
        return "background"
    age = _age(frame.interval, document.published)
    least = HISTORY_AFTER if _is_topic(frame, document) else BACKGROUND_AFTER
    least = PERIOD_AFTER if frame.is_of_period else least
    if age > least or _looks_back(frame, document):
        return "background"
    if not is_sure(frame, document.in_capitals):
        return "background"
    is_news = _is_lead(frame) and age <= BACKGROUND_AFTER
    return "main" if is_news else "context"


def _is_lead(frame: Frame) -> bool:
    return frame.first_sentence < LEAD_SENTENCES or frame.is_listed


def _is_topic(frame: Frame, document: Document) -> bool:
    """Whether an article is about an incident: tells it in its lead; telegrams, more than once.

    What another event answers ("in response to last month's attack") is only recalled.
    """
    if frame.is_linked and not document.in_capitals:
        return False
    sentences = {trigger.sentence for trigger in frame.triggers}
    return _is_lead(frame) or (document.in_capitals and len(sentences) > 1)


def _age(interval: Interval | None, published: date | None) -> timedelta:
    """How long ago an incident was when it was told; a year is long ago, no date is not."""
    if interval is None:
        return timedelta(0)
    if published is None:
        return timedelta.max if interval.precision == "year" else timedelta(0)
    return published - interval.end


def _looks_back(frame: Frame, document: Document) -> bool:
    """Whether an undated incident is told in a passage of a court or an anniversary.

    A day that the story gives dates what its lead tells: "the man who was charged shot at a party".
    What the lead tells as news is none of a court's because the charge is told below it.
    """
    if frame.own_interval is not None or _is_dated_by_story(frame, document):
        return False
    scenes = _LOOKING_BACK_IN_CAPITALS if document.in_capitals else _LOOKING_BACK
    if frame.event_type == "arrest":
        scenes -= {"legal"}
    told = frame.scenes if document.in_capitals or not _is_lead(frame) else frame.lead_scenes
    return not told.isdisjoint(scenes)


def _is_dated_by_story(frame: Frame, document: Document) -> bool:
    """Whether what the lead tells has a day from another sentence, not that of a court's."""
    interval, mention = frame.interval, frame.date.mention if frame.date else None
    if document.in_capitals or interval is None or not _is_lead(frame):
        return False
    is_of_court = mention is not None and tells_aftermath(document, mention.sentence)
    return interval.precision in ("day", "days") and not is_of_court


def _is_in_passing(frame: Frame, frames: Sequence[Frame], document: Document) -> bool:
    """Whether an incident is told below the lead, or in a comment, and does not stand alone."""
    if is_comment(document):
        is_dated = frame.interval is not None and frame.interval.precision in ("day", "days")
        return not (is_dated and _stands_alone(frame, (), document))
    return not _is_lead(frame) and not _stands_alone(frame, frames, document)


def _stands_alone(frame: Frame, frames: Sequence[Frame], document: Document) -> bool:
    """Whether what is told below the lead has a day and a place of its own.

    Pages of the web explain and argue there: a day or a place from words that only point back, or
    from the story, are seldom its own. A place will do where the story is of the lead's day.
    Telegrams in capitals tell one incident after another to their end.
    """
    told = {
        t.sentence
        for t in frame.triggers
        if not (t.is_definite and not frame.has_complement) and t.word.strength != "generic"
    }
    place, day = frame.own_place, frame.date.mention if frame.date else None
    if place is None and frame.event_type in RESPONSES:
        return False  # a blotter lists arrests by day, without their town; so are jets downed
    if frame.place is None or (place is not None and place.sentence not in told):
        return False
    if day is None and frame.has_clause_day:
        return True  # counted from another's: "a day after a bomb killed 24 people in Yarova"
    if day is None:
        days = _days_of_lead(frames) | _days_just_told(frame, frames, document)
        return _is_close(place, frame, document) and frame.interval in days
    return day.sentence in told and (place is None or abs(place.sentence - day.sentence) <= 1)


def _is_close(place: PlaceMention | None, frame: Frame, document: Document) -> bool:
    """Whether a place stands near words that tell an incident, or opens their sentence."""
    if place is None:
        return False
    return opens_sentence(place, document.sentences[place.sentence]) or any(
        t.sentence == place.sentence and -_CLOSE < place.start - t.end < _CLOSE
        for t in frame.triggers
    )


def _days_of_lead(frames: Sequence[Frame]) -> set[Interval]:
    """The days that the lead, or the story for it, names for its incidents."""
    days = (f.interval for f in frames if _is_lead(f) and f.date and f.date.mention)
    return {day for day in days if day is not None and day.precision in ("day", "days")}


def _days_just_told(frame: Frame, frames: Sequence[Frame], document: Document) -> set[Interval]:
    """The days that the sentence before, of the same paragraph, names for another incident.

    "On Monday, hundreds marched in Medan. In Gorontalo, police used tear gas".
    """
    last = frame.first_sentence - 1
    if document.sentences[last].paragraph != document.sentences[last + 1].paragraph:
        return set()
    before = (f for f in frames if f.last_sentence == last and f.has_clause_day)
    return {f.interval for f in before if f.interval is not None}
