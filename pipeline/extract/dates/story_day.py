"""The day of a story's main incident, chosen among all days that the article names.

News names many days: of the deed, of the arrest, of the vigil, of the report, of other news on the
page. Many weak cues speak for each; their weights, rows of ``story_days.tsv``, were learned by
``tests/eval/fit_days.py``. That no day can be told is a choice like the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipeline.extract.dates.event import (
    EventDate,
    is_day_of_cause,
    is_follow_up,
    is_remote,
    sources_of_dates,
    tells_aftermath,
)
from pipeline.extract.dates.find import DateMention, document_date, resolve
from pipeline.extract.dates.interval import Interval
from pipeline.extract.dates.roles import roles_in
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.ranking import Cue, bin_of, depth_of, rank, read_weights
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.tellings import Trigger
from pipeline.lexicon.event_types import are_one_story, family
from pipeline.text import Document, Sentence

#: A day is taken from this probability on; swept in ten folds, see docs/extraction_measured.md.
LEAST = 0.45
#: Telegrams in capitals and reports of war and protest tell days plainly: what rules read there is
#: overturned only from here on. Local crime is told by the days of arrests, trials and vigils.
LEAST_PLAIN = 0.7
#: Up to these numbers of days before publication a day is of one age.
_AGES = (-1, 0, 1, 2, 3, 6, 7, 13, 20, 34, 70, 200, 400)
#: No day of the news, but that the incident is history.
_LONG = ("month", "year")
#: Families of what seldom happens twice at one place in one story.
_CRIMES = frozenset({"violence", "robbery", "abduction", "sexual_violence"})
#: The same, and what comes of it.
_OF_CRIMES = _CRIMES | {"arrest"}
_WEEK = timedelta(days=7)
#: A clock time stands at most so many tokens from its day.
_CLOCK_REACH = 6
#: How many sentences say whether an article is of an arrest, a trial or a funeral throughout.
_OPENING = 8
_CLOCK = frozenset("a.m p.m a.m. p.m. am pm midnight noon o'clock".split())


@dataclass(slots=True)
class Candidate:
    """A day that may be the incident's, with what speaks for it; no day at all has no date.

    ``told`` counts its mentions; ``is_said`` is false where all of them are of an aftermath.
    """

    date: EventDate | None
    cues: set[Cue] = field(default_factory=set)
    told: int = 0
    is_said: bool = False


def choose_day(frame: Frame, others: Sequence[Frame], reading: Reading) -> EventDate | None:
    """The day of a story's main incident; ``frame.date`` is what its own words say of it."""
    candidates = list(list_days(frame, others, reading))
    rated = rank([c.cues for c in candidates], read_weights("story_days"))
    probability, best = max(zip(rated, candidates, strict=True), key=lambda r: r[0])
    is_crime = family(frame.event_type) in _OF_CRIMES
    is_plain = reading.document.in_capitals or (frame.has_clause_day and not is_crime)
    if is_plain and probability < LEAST_PLAIN:
        return frame.date
    if probability >= LEAST and best.date is not None:
        return best.date
    # how stories of crimes leave a day out says little of others
    return frame.date if not is_crime or _is_history(frame) else None


def _is_history(frame: Frame) -> bool:
    """Whether the only sentence that tells it gives the month or year: "bombed in 1984"."""
    date, told = frame.date, {t.sentence for t in frame.triggers if t.field == "text"}
    if date is None or date.mention is None or date.source not in ("clause", "report"):
        return False
    return date.interval.precision in _LONG and told == {date.mention.sentence}


def list_days(frame: Frame, others: Sequence[Frame], reading: Reading) -> Iterator[Candidate]:
    """The days that may be those of a story's main incident, and that it has none."""
    kind = "follow-up" if is_follow_up(reading.document) else "news"
    found = _named_days(frame, others, reading)
    published = reading.document.published
    if frame.interval is not None and frame.date is not None:
        own = found.setdefault(frame.interval, Candidate(frame.date))
        own.date = frame.date
        own.cues.add(("rule", frame.date.source))
        own.is_said = True
    days = sorted(i for i in found if i.precision == "day")
    for interval, candidate in found.items():
        if not candidate.is_said or not _may_be(interval, frame, others):
            continue
        candidate.cues.update(_cues_of_interval(interval, days, published))
        candidate.cues.update(_cues_of_tellers(interval, frame, others))
        candidate.cues.add(("told", str(min(candidate.told, 4))))
        candidate.cues.update([(f"{name} {kind}", value) for name, value in candidate.cues])
        yield candidate
    none = {("none", ""), ("none", f"{min(len(days), 4)} days")}
    none.update(_cues_of_silence(frame, reading.document))
    none.update([(f"{name} {kind}", value) for name, value in none])
    yield Candidate(None, none)


def days_taken(frame: Frame, others: Sequence[Frame]) -> set[Interval]:
    """The days that an article's other incidents have of their own."""
    own = ((f, f.own_interval) for f in others)
    return {day for f, day in own if day is not None and not _is_told_again(frame, f)}


def _is_told_again(main: Frame, frame: Frame) -> bool:
    """Whether a later frame may be the main incident told at length."""
    is_alike = are_one_story(main.event_type, frame.event_type) and not frame.is_other
    return is_alike and do_places_agree(main.own_place, frame.own_place)


def _named_days(
    frame: Frame, others: Sequence[Frame], reading: Reading
) -> dict[Interval, Candidate]:
    """The days that the article names, with what their words say."""
    document = reading.document
    published = document_date(document, reading.dates)
    owners = _owners(frame, others, reading)
    spans: dict[int, list[tuple[int, int, int]]] = {}
    for trigger in frame.triggers:
        spans.setdefault(trigger.sentence, []).append(trigger.span)
    told = sorted(spans)
    found: dict[Interval, Candidate] = {}
    for mention in reading.dates:
        interval = resolve(mention, published)
        if interval is None or interval.precision == "year" or _is_base(mention, interval, frame):
            continue
        date = EventDate(interval, mention, "story", mention.is_future)
        candidate = found.setdefault(interval, Candidate(date))
        candidate.told += 1
        owner = owners.get((mention.sentence, mention.start), "loose")
        candidate.is_said |= not (
            _is_of_find(mention, document)
            or (owner == "loose" and is_remote(mention.sentence, told))
            or _is_of_aftermath(mention, owner, document)
            or is_day_of_cause(document, mention, spans.get(mention.sentence, ()))
        )
        candidate.cues.update(_cues_of_mention(mention, owner, document))
    return found


def _may_be(interval: Interval, frame: Frame, others: Sequence[Frame]) -> bool:
    """Whether nothing that the incident's own words tell speaks against a day.

    It is not outside the weekend, month or year told, nor another than the day told with its year;
    and it is not that of another incident with a day and place of its own. A weekend begins on
    Friday night, and pages are dated anew some days later: a week may begin a week before.
    """
    own = frame.own_interval
    if own is None or frame.date is None or interval == own:
        return True
    if _is_told_with_year(frame.date) and own.precision == "day":
        return False
    if own.precision != "day":
        before = _WEEK if own.precision in ("days", "week") else timedelta(0)
        return own.start - before <= interval.start and interval.end <= own.end
    return all(interval != other.own_interval for other in others if _is_another(frame, other))


def _is_told_with_year(date: EventDate) -> bool:
    """Whether an incident's own clause tells its day in full: "on Aug. 19, 2003"."""
    if date.mention is None or date.source != "clause":
        return False
    return date.mention.expression.kind == "calendar" and date.mention.expression.year is not None


def _is_another(main: Frame, frame: Frame) -> bool:
    """Whether a frame with a day of its own cannot be the main incident told at length.

    A crime may be told again, by its day what was told first by that of an arrest or a vigil; what
    recurs at a place is another one on another day.
    """
    are_crimes = family(main.event_type) in _CRIMES and family(frame.event_type) in _OF_CRIMES
    if are_crimes and not frame.is_other and do_places_agree(main.own_place, frame.own_place):
        return False
    is_kin = family(frame.event_type) == family(main.event_type)
    return frame.is_pinned or (not is_kin and frame.has_clause_day)


def _is_of_aftermath(mention: DateMention, owner: str, document: Document) -> bool:
    """Whether a day is of a charge or a funeral: "charged over a killing, they said Monday"."""
    return owner.endswith("report") and tells_aftermath(document, mention.sentence)


def _is_of_find(mention: DateMention, document: Document) -> bool:
    """Whether a day is that on which remains were found, long after the deed."""
    words = document.sentences[mention.sentence].lowers
    return mention.is_excluded and "found" in roles_in(words, document.language)


def _is_base(mention: DateMention, interval: Interval, frame: Frame) -> bool:
    """Whether the incident's day is only counted from a day: "Monday, three days after"."""
    date = frame.date
    return date is not None and date.mention == mention and date.interval != interval


def _owners(frame: Frame, others: Sequence[Frame], reading: Reading) -> dict[tuple[int, int], str]:
    """Whose the days of tellings are, by clause or less surely."""
    told = [(_teller(t, frame, f), t.span) for f in (frame, *others) for t in f.triggers]
    rivals: dict[int, list[tuple[int, int]]] = {}
    for _, (sentence, start, end) in told:
        rivals.setdefault(sentence, []).append((start, end))
    found: dict[tuple[int, int], str] = {}
    for who, span in told:
        others_here = rivals[span[0]]
        for source, mention in sources_of_dates(reading.document, reading.dates, span, others_here):
            owner = f"{who} {source}"
            key = (mention.sentence, mention.start)
            if key not in found or _RANKS.index(owner) < _RANKS.index(found[key]):
                found[key] = owner
    return found


def _teller(trigger: Trigger, main: Frame, frame: Frame) -> str:
    """Whether a word tells the main incident, an arrest for it or another incident."""
    if trigger.word.event_type == "arrest" and main.event_type != "arrest":
        return "arrest"
    return "own" if frame is main else "other"


#: Whose a day is, the surest first.
_RANKS = [
    f"{who} {how}" for how in ("clause", "sentence", "report") for who in ("own", "other", "arrest")
]


def _cues_of_interval(
    interval: Interval, days: Sequence[Interval], published: date | None
) -> Iterator[Cue]:
    """What a day says of itself: its age, and whether it is the first or last that is named."""
    yield "precision", interval.precision
    if published is not None:
        yield "age", bin_of((published - interval.end).days, _AGES)
    if interval in days and len(days) > 1:
        yield "order", "first" if interval == days[0] else "last" if interval == days[-1] else "-"


def _cues_of_tellers(interval: Interval, main: Frame, others: Sequence[Frame]) -> Iterator[Cue]:
    """Which of the article's other incidents have a day of their own."""
    for frame in others:
        if frame.date is not None and frame.own_interval == interval:
            kin = "kin" if are_one_story(main.event_type, frame.event_type) else frame.event_type
            where = "there" if do_places_agree(main.own_place, frame.own_place) else "elsewhere"
            yield "teller", f"{kin} {frame.date.source} {where}"


def _cues_of_silence(frame: Frame, document: Document) -> Iterator[Cue]:
    """How likely it is that an article does not name the day: it is of what came of a deed."""
    yield "none rule", frame.date.source if frame.date else "-"
    own, title = (tells_aftermath(document, s) for s in (frame.first_sentence, 0))
    yield "none aftermath", f"{own} {title}"
    opening = document.sentences[:_OPENING]
    yield "none aftermaths", str(min(sum(tells_aftermath(document, s.index) for s in opening), 4))


def _cues_of_mention(mention: DateMention, owner: str, document: Document) -> Iterator[Cue]:
    """What the words around a day say of it."""
    sentence = document.sentences[mention.sentence]
    depth = "title" if mention.field == "title" else depth_of(sentence.index)
    role = "excluded" if mention.is_excluded else mention.role
    clock = "clock" if _has_clock(mention, sentence) else "-"
    aftermath = "aftermath" if tells_aftermath(document, sentence.index) else "-"
    yield "kind", _kind_of_expression(mention)
    yield "owner", f"{owner} {role}"
    yield "owner_depth", f"{owner} {depth}"
    yield "role_depth", f"{role} {depth}"
    yield "clock", f"{clock} {role}"
    yield "aftermath", f"{aftermath} {owner} {clock}"


def _kind_of_expression(mention: DateMention) -> str:
    e = mention.expression
    if e.kind == "shift":
        return f"shift {e.low}"
    if e.kind == "calendar":
        return "calendar year" if e.year else "calendar" if e.day and e.month else "part"
    return e.kind


def _has_clock(mention: DateMention, sentence: Sentence) -> bool:
    first, last = mention.first_token - _CLOCK_REACH, mention.last_token + _CLOCK_REACH
    return not _CLOCK.isdisjoint(sentence.lowers[max(0, first) : last])
