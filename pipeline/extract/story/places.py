"""The place of a story's main incident, chosen among all places that the article names.

As with days (:mod:`pipeline.extract.story.days`): rules read a place from the incident's own
sentences, and their verdict is one cue among others; the weights, rows of ``story_places.tsv``,
were learned by ``tests/eval/fit_places.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.roundups.paragraphs import without_other_places
from pipeline.extract.frames.sentence.places import is_of_saying
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.places.article import lies_in
from pipeline.extract.places.place_mention import PlaceMention, as_country
from pipeline.extract.reading import Reading
from pipeline.extract.story.lead_day import is_story
from pipeline.extract.story.ranking import Cue, depth_of, rank, read_weights
from pipeline.records import Place

#: Another place than that of the rules is taken from this probability on; swept in folds.
LEAST = 0.3
#: Shares of the article's support, as steps.
_SHARES = (0.2, 0.4, 0.6, 0.8, 0.95)
#: What was so long before is not where the news is.
_HISTORY = timedelta(days=60)
#: Usages of names that may be places of events.
_USAGES = frozenset(("place", "body", "dateline", "outlet"))
#: How fine the places are that lie in a country.
_INNER = frozenset(("site", "town", "admin2", "admin1"))

#: Relations of places where something comes from or goes to.
_ON_THE_WAY = frozenset(("from", "to"))

Key = tuple[str, str | None]


@dataclass(slots=True)
class Candidate:
    """A place that may be the incident's, with what speaks for it and its mentions."""

    mention: PlaceMention
    cues: set[Cue] = field(default_factory=set)
    told: int = 0
    #: Told in datelines only, or as where something came from or went to.
    is_dateline: bool = True


def place_main_incident(frames: Sequence[Frame], reading: Reading) -> None:
    """Place a story's first incident by all that the article says of places."""
    if not is_story(frames, reading) or frames[0].is_spread:
        return
    own = without_other_places(frames[0], frames, reading)
    chosen = choose_place(frames[0], frames[1:], own)
    spots = {key_of(f.own_place.place) for f in frames[1:] if f.own_place is not None}
    if chosen is not None and key_of(chosen.place) in spots:
        chosen = frames[0].own_place or chosen
    if chosen is not None and _is_of_history(chosen, frames, reading):
        chosen = as_country(chosen)
    if chosen is None or chosen.place.place_precision == "country":
        chosen = _finer_next(frames[0], chosen, frames, reading) or chosen
    elif chosen.place.place_precision == "admin2":
        chosen = _town_of(chosen, own) or chosen
    frames[0].place = frames[0].whole or chosen
    for frame in frames[1:]:
        if frame.own_place is None and frame.first_sentence < LEAD_SENTENCES:
            frame.place = _told_next(frame, frames, reading) or frame.place


def _town_of(county: PlaceMention, reading: Reading) -> PlaceMention | None:
    """The one town of a county that an article puts something in: "in Linden", of Perry County."""
    found = (m for m in reading.places if m.place.is_point and m.place.latitude is not None)
    put = (m for m in found if m.usage == "place" and m.relation == "in" and not m.is_aside)
    towns = {key_of(m.place): m for m in put if lies_in(m, county)}
    return next(iter(towns.values())) if len(towns) == 1 else None


def _is_of_history(chosen: PlaceMention, frames: Sequence[Frame], reading: Reading) -> bool:
    """Whether an article puts only what was long before in a place, and nothing else there."""
    interval = frames[0].interval
    if interval is None:
        return False
    key = key_of(chosen.place)
    there = {m.sentence for m in reading.places if key_of(m.place) == key and _is_somewhere(m)}
    history = {
        trigger.sentence
        for frame in frames[1:]
        if frame.own_interval is not None and interval.start - frame.own_interval.end > _HISTORY
        for trigger in frame.triggers
    }
    own = {trigger.sentence for trigger in frames[0].triggers}
    return bool(there) and there <= history - own


def _is_somewhere(mention: PlaceMention) -> bool:
    """Whether a mention says that something is in a place, a dateline among them."""
    return mention.is_dateline or mention.usage in ("place", "body", "outlet")


def _told_next(frame: Frame, frames: Sequence[Frame], reading: Reading) -> PlaceMention | None:
    """The one town of the next sentence, which tells nothing else: "the end came in Linden"."""
    towns = [p for p in _put_next(frame, frames, reading) if p.place.is_point]
    return towns[0] if len(towns) == 1 else None


def _finer_next(
    frame: Frame, country: PlaceMention | None, frames: Sequence[Frame], reading: Reading
) -> PlaceMention | None:
    """Where in its country the next sentence puts what the lead tells: "freed (...) in Zabul"."""
    fine = [p for p in _put_next(frame, frames, reading) if p.place.place_precision in _INNER]
    is_there = country is None or {p.place.country for p in fine} == {country.place.country}
    return fine[0] if len(fine) == 1 and is_there else None


def _put_next(frame: Frame, frames: Sequence[Frame], reading: Reading) -> list[PlaceMention]:
    """The places where the sentence behind an incident's first puts something, if it tells none."""
    index = max(frame.first_sentence, 1) + 1
    if any(trigger.sentence == index for other in frames for trigger in other.triggers):
        return []
    return [p for p in in_sentence(reading.places, index) if _is_where(p)]


def _is_where(mention: PlaceMention) -> bool:
    """Whether something is put in a place."""
    if mention.usage != "place" or mention.is_aside or mention.is_container:
        return False
    return mention.relation in ("in", "near")


def choose_place(frame: Frame, others: Sequence[Frame], reading: Reading) -> PlaceMention | None:
    """The place of a story's main incident; ``frame.place`` is what rules say of it."""
    candidates = list_places(frame, others, reading)
    rated = rank([c.cues for c in candidates], read_weights("story_places"))
    best = max(range(len(rated)), key=rated.__getitem__, default=None)
    in_capitals = reading.document.in_capitals
    if (
        best is None
        or rated[best] < LEAST
        or _is_written_there(candidates[best], frame, in_capitals)
        or _is_province(candidates[best], frame)
    ):
        return frame.place
    chosen = candidates[best]
    if in_capitals and not chosen.is_dateline:
        return chosen.mention
    return _spoken_of_abroad(frame, chosen.mention, reading) or chosen.mention


def _spoken_of_abroad(
    frame: Frame, elsewhere: PlaceMention, reading: Reading
) -> PlaceMention | None:
    """The country of what a report from another one only speaks of: "six priests in El Salvador".

    The incident's own sentences say that it was there, and no place in the other country.
    """
    own = {t.sentence for t in frame.triggers}
    said = [m for m in reading.places if m.sentence in own and m.usage == "place"]
    if any(m.place.country == elsewhere.place.country for m in said):
        return None
    there = (m for m in said if m.place.country and m.relation in ("in", "near"))
    abroad = next(there, None)
    if abroad is None or abroad.place.place_precision == "country":
        return abroad
    return as_country(abroad)


def _is_written_there(candidate: Candidate, frame: Frame, in_capitals: bool) -> bool:
    """Whether a place is only where the report was written, and the lead names a town it was in.

    Or, of today's reports, a region that it does not lie in, or a sea.
    A local paper's dateline is where it happened, a correspondent's is not: then the words decide.
    """
    own = frame.own_place or _told_in_lead(frame.place)
    if own is None or own.is_aside or own.relation in _ON_THE_WAY or not candidate.is_dateline:
        return False
    is_sea = own.place.place_precision == "unknown"
    is_region = not in_capitals and (is_sea or not do_places_agree(own, candidate.mention))
    return own.place.is_point or is_region


def _is_province(candidate: Candidate, frame: Frame) -> bool:
    """Whether a headline names the province, not its town: "Katsina raid", of Musawa in it."""
    town, own = candidate.mention, _told_in_lead(frame.own_place)
    if town.field != "title" or town.place.name != town.place.admin1:
        return False
    is_finer = own is not None and own.place.place_precision in ("town", "site", "admin2")
    return own is not None and is_finer and own.place.admin1 == town.place.admin1


def _told_in_lead(place: PlaceMention | None) -> PlaceMention | None:
    """A place that the lead puts something in: "entered the mining town of Kamituga"."""
    if place is None or place.is_dateline or place.sentence >= LEAD_SENTENCES:
        return None
    return place if place.relation in ("in", "near") else None


def list_places(frame: Frame, others: Sequence[Frame], reading: Reading) -> list[Candidate]:
    """The places that may be those of a story's main incident."""
    own = {t.sentence for t in frame.triggers}
    other = {t.sentence for f in others for t in f.triggers} - own
    found: dict[Key, Candidate] = {}
    for mention in reading.places:
        if mention.usage not in _USAGES or is_of_saying(mention, reading.document):
            continue
        is_landmark = mention.is_aside and mention.off_km > 0
        if is_landmark or mention.place.place_precision == "unknown":
            continue
        candidate = found.setdefault(key_of(mention.place), Candidate(mention))
        candidate.told += 1
        is_on_way = mention.relation in _ON_THE_WAY and not reading.document.in_capitals
        candidate.is_dateline &= mention.is_dateline or is_on_way
        owner = "own" if mention.sentence in own else "other" if mention.sentence in other else "-"
        candidate.cues.update(_cues_of_mention(mention, owner))
    if frame.place is not None and frame.place.place.place_precision != "unknown":
        rule = found.setdefault(key_of(frame.place.place), Candidate(frame.place))
        rule.mention = frame.place
        how = "own" if frame.own_place is not None else "story"
        rule.cues.add(("rule", how))
        rule.cues.add(("rule_precision", f"{how} {frame.place.place.place_precision}"))
    most = max((c.told for c in found.values() if _is_fine(c)), default=0)
    for candidate in found.values():
        candidate.cues.update(_cues_of_place(candidate, most))
    return list(found.values())


def key_of(place: Place) -> Key:
    """What makes two mentions one candidate: the name, and the division that it lies in."""
    return (place.name or "").lower(), place.admin1


def _is_fine(candidate: Candidate) -> bool:
    return candidate.mention.place.is_point


def _cues_of_place(candidate: Candidate, most: int) -> Iterator[Cue]:
    """What a place says of itself: how fine it is, and how often and consistently it is told."""
    place = candidate.mention.place
    yield "precision", place.place_precision
    yield "told", f"{place.place_precision} {min(candidate.told, 4)}"
    yield "support", str(sum(candidate.mention.support >= s for s in _SHARES))
    yield "listed", f"{place.place_precision} {place.geoname_id is not None}"
    if _is_fine(candidate):
        yield "most", f"{candidate.told == most}"


def _cues_of_mention(mention: PlaceMention, owner: str) -> Iterator[Cue]:
    """What the words around a mention say of it."""
    precision = mention.place.place_precision
    flags = [
        name
        for name, is_set in (
            ("aside", mention.is_aside),
            ("container", mention.is_container),
            ("off", mention.off_km >= 1),
        )
        if is_set
    ]
    usage = f"{mention.usage} {' '.join(flags) or '-'}"
    depth = "title" if mention.field == "title" else depth_of(mention.sentence)
    yield "usage", f"{usage} {precision}"
    yield "relation", f"{usage} {mention.relation or '-'} {owner}"
    yield "depth", f"{mention.usage} {depth}"
    yield "owner", f"{owner} {precision}"
