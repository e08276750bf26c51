"""The day of a story's main incident, chosen among all days that the article names.

News names many days: of the deed, of the arrest, of the vigil, of the report, of other news on the
page. Many weak cues speak for each; their weights, rows of ``story_days.tsv``, were learned by
``tests/eval/fit_days.py``. That no day can be told is a choice like the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.extract.dates.event import (
    EventDate,
    is_follow_up,
    is_remote,
    sources_of_dates,
    tells_aftermath,
)
from pipeline.extract.dates.find import DateMention, document_date, resolve
from pipeline.extract.dates.interval import DAY, Interval
from pipeline.extract.dates.roles import roles_in
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading
from pipeline.extract.story.day_cues import (
    cues_of_interval,
    cues_of_mention,
    cues_of_nouns,
    cues_of_silence,
    cues_of_tellers,
)
from pipeline.extract.story.ranking import Cue, depth_of, rank, read_weights
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import are_one_story, family
from pipeline.text import Document, is_quoted

#: A day is taken from this probability on, and one of a local crime from that; swept in folds, see
#: docs/extraction_measured.md.
LEAST, LEAST_OF_LOCAL = 0.45, 0.59
#: Telegrams in capitals and reports of war and protest tell days plainly: what rules read there is
#: overturned only from here on. Local crime is told by the days of arrests, trials and vigils.
LEAST_PLAIN = 0.7
#: No day of the news, but that the incident is history.
_LONG = ("month", "year")
#: Families of what seldom happens twice at one place in one story.
_CRIMES = frozenset({"violence", "robbery", "abduction", "sexual_violence"})
#: The same, and what comes of it.
_OF_CRIMES = _CRIMES | {"arrest"}
#: What local news tells again and again, by the days of arrests, trials and vigils.
_LOCAL = frozenset({"shooting", "robbery"})
_WEEK = timedelta(days=7)


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
    least = LEAST_OF_LOCAL if is_local_crime(frame, reading) else LEAST
    if probability >= least and best.date is not None:
        return best.date
    # how stories of crimes leave a day out says little of others
    return frame.date if not is_crime or _is_history(frame) else None


def is_local_crime(frame: Frame, reading: Reading) -> bool:
    """Whether an incident may be one of those that local news tells by many days."""
    return frame.event_type in _LOCAL and not reading.document.in_capitals


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
    is_local = is_local_crime(frame, reading)
    is_night = frame.date is not None and _is_night(frame.date)
    for interval, candidate in found.items():
        held = _held_by(interval, frame, others)
        # in stories of local crime it is a cue like others, but where a night is told
        is_cue = is_local and not (is_night or _is_elsewhere(interval, frame, others))
        is_ruled_out = held is not None and not is_cue
        if not candidate.is_said or is_ruled_out:
            continue
        if held is not None:
            depth = depth_of(frame.first_sentence)
            candidate.cues.update([("against", held), ("against", f"{held} {depth}")])
        candidate.cues.update(cues_of_interval(interval, days, published))
        candidate.cues.update(cues_of_tellers(interval, frame, others))
        candidate.cues.add(("told", str(min(candidate.told, 4))))
        candidate.cues.update([(f"{name} {kind}", value) for name, value in candidate.cues])
        yield candidate
    none = {("none", ""), ("none", f"{min(len(days), 4)} days")}
    none.update(cues_of_silence(frame, reading.document))
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
    told = sorted({trigger.sentence for trigger in frame.triggers})
    nouns = [("own" if f is frame else "other", t) for f in (frame, *others) for t in f.triggers]
    found: dict[Interval, Candidate] = {}
    for mention in reading.dates:
        interval = resolve(mention, published)
        if interval is None or interval.precision == "year" or _is_base(mention, interval, frame):
            continue
        date = EventDate(interval, mention, "story", mention.is_future)
        owner = owners.get((mention.sentence, mention.start), "loose")
        if owner == "loose" and is_of_author(mention, reading):
            continue
        candidate = found.setdefault(interval, Candidate(date))
        candidate.told += 1
        candidate.is_said |= not (
            _is_of_find(mention, document)
            or (owner == "loose" and is_remote(mention.sentence, told))
            or _is_of_aftermath(mention, owner, document)
        )
        candidate.cues.update(cues_of_mention(mention, owner, document))
        candidate.cues.update(cues_of_nouns(mention, nouns, document.field_text(mention.field)))
    return found


def is_of_author(mention: DateMention, reading: Reading) -> bool:
    """Whether a "today" is that of an author who says "I": "the man who sat before me today".

    Who is quoted saying so was there.
    """
    grammar, text = reading.words.grammar, reading.document.field_text(mention.field)
    sentence = reading.document.sentences[mention.sentence]
    if text[mention.start : mention.end].lower() not in grammar.spoken_day:
        return False
    is_own = not is_quoted(text[sentence.start : mention.start])
    return is_own and not grammar.oneself.isdisjoint(sentence.lowers)


def _held_by(interval: Interval, frame: Frame, others: Sequence[Frame]) -> str | None:
    """What the incident's own words tell that speaks against a day; None when nothing does.

    That it is outside the weekend, month or year told, or another than the day told with its year;
    or that it is that of another incident with a day and place of its own. A weekend begins on
    Friday night, and pages are dated anew some days later: a week may begin a week before.
    """
    own = frame.own_interval
    if own is None or frame.date is None or interval == own:
        return None
    if own.precision == "day" and _is_told_with_year(frame.date):
        return "told with year"
    if own.precision != "day":
        is_loose = own.precision in ("days", "week") and not _is_night(frame.date)
        before = _WEEK if is_loose else timedelta(0)
        is_inside = own.start - before <= interval.start and interval.end <= own.end
        return None if is_inside else own.precision
    taken = any(interval == other.own_interval for other in others if _is_another(frame, other))
    return "day" if taken else None


def _is_night(date: EventDate) -> bool:
    """Whether an incident's own words tell its night by two days: "on the night of Sunday to"."""
    if date.mention is None or date.mention.expression.kind == "period":
        return False
    is_two = date.interval.end - date.interval.start == DAY
    return date.source in ("clause", "sentence") and is_two and date.interval.precision == "days"


def _is_elsewhere(interval: Interval, frame: Frame, others: Sequence[Frame]) -> bool:
    """Whether a day is that of another incident that is no crime, or at another place."""
    its = (f for f in others if f.own_interval == interval and _is_another(frame, f))
    return any(
        family(f.event_type) not in _OF_CRIMES or not do_places_agree(frame.own_place, f.own_place)
        for f in its
    )


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
