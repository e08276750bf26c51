"""In which country a telegram's incident was: a choice among all that the telegram names.

Telegrams are often written abroad: "MADRID (SPAIN) -- the Salvadoran government will look into the
murder of". Rules then place by dateline what is told without a place. Their verdict is one cue of
its country, beside how each country is told: as a place, by an adjective, in the dateline, as that
of who did it or was hit, and how much of the text speaks for it. The weights, rows of
``story_countries.tsv``, were learned by ``tests/eval/fit_countries.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.joining import likely_people
from pipeline.extract.places.place_mention import PlaceMention, as_country
from pipeline.extract.reading import Reading
from pipeline.extract.story.ranking import Cue, bin_of, rank, read_weights

TABLE = "story_countries"
#: Another country than that of the rules is taken from this probability on: of 365 frames of MUC-4
#: DEV whose own words put them nowhere, four folds, 337 are right by rules, and 352, 352, 349 and
#: 349 from .3, .5, .6 and .7 on.
LEAST = 0.5
#: Shares of the article's support, as steps.
_SHARES = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
#: Steps of how often a country is told in one way.
_COUNTS = (1, 2, 4, 8)
#: So many sentences beside those of a frame are near.
_NEAR = 2


def settle_countries(frames: Sequence[Frame], reading: Reading) -> None:
    """Put the frames of a telegram that are put nowhere into the country that most speaks for."""
    for frame in frames:
        if not is_put_somewhere(frame):
            country = _choose_country(frame, reading)
            if country is not None:
                frame.place = _place_in(country, frame, reading)


def is_put_somewhere(frame: Frame) -> bool:
    """Whether a sentence of its own says that it was in a place: that is never overruled."""
    place = frame.own_place
    return place is not None and place.usage == "place"


def _choose_country(frame: Frame, reading: Reading) -> str | None:
    """The country (alpha-2) of a frame where it is surely another than that of the rules."""
    known = countries_of(frame, reading)
    rated = zip(rank(list(known.values()), read_weights(TABLE)), known, strict=True)
    share, best = max(rated, default=(0.0, None))
    mine = frame.place.place.country if frame.place is not None else None
    return best if share >= LEAST and best != mine else None


def _place_in(country: str, frame: Frame, reading: Reading) -> PlaceMention:
    """The country alone, by the mention of it that stands nearest to a frame's own words."""
    there = (m for m in reading.places if m.place.country == country)
    own = _sentences_of(frame)
    return as_country(min(there, key=lambda m: (_gap(m, own), m.sentence, m.start)))


def countries_of(frame: Frame, reading: Reading) -> Mapping[str, set[Cue]]:
    """The countries (alpha-2) that a telegram names, each with what speaks for it."""
    told: dict[str, list[PlaceMention]] = {}
    for mention in reading.places:
        if mention.place.country is not None:
            told.setdefault(mention.place.country, []).append(mention)
    most = max((m.support for m in reading.places), default=0.0)
    # "MADRID (SPAIN)": a report from abroad; at home towns have no country behind them
    is_abroad = any(m.is_dateline and m.place.place_precision == "country" for m in reading.places)
    own = _sentences_of(frame)
    return {
        country: {
            *_of_mentions(mentions, own),
            *_of_share(mentions, most, is_abroad),
            *_of_people(country, frame),
            *_of_rule(country, frame, max(m.support for m in mentions) >= most, is_abroad),
        }
        for country, mentions in told.items()
    }


def _of_mentions(mentions: Sequence[PlaceMention], own: set[int]) -> Iterator[Cue]:
    """How often a country is told in each way, and how beside a frame's own words."""
    for usage in {m.usage for m in mentions}:
        yield "count", f"{usage} {bin_of(sum(m.usage == usage for m in mentions), _COUNTS)}"
    for mention in mentions:
        gap = _gap(mention, own)
        if gap == 0:
            yield "own", f"{mention.usage} {mention.relation or '-'}"
            yield "own_usage", mention.usage
        elif gap <= _NEAR:
            yield "near", f"{mention.usage} {mention.relation in ('in', 'near')}"
            yield "near_usage", mention.usage


def _of_share(mentions: Sequence[PlaceMention], most: float, is_abroad: bool) -> Iterator[Cue]:
    """How much of the text speaks for a country, and whether it was written there."""
    support = max(m.support for m in mentions)
    yield "share", str(sum(support >= s for s in _SHARES))
    yield "most", str(support >= most)
    if any(m.is_dateline for m in mentions):
        yield "dateline", f"{is_abroad} {support >= most}"
        yield "dateline_alone", f"{is_abroad} {all(m.is_dateline for m in mentions)}"


def _of_people(country: str, frame: Frame) -> Iterator[Cue]:
    """Who of a country did it or was hit, by grammar and by the model of roles."""
    for name, people in (("side", frame.sides), ("part", likely_people(frame))):
        yield from ((name, p.role) for p in people if p.country == country)


def _of_rule(country: str, frame: Frame, is_most: bool, is_abroad: bool) -> Iterator[Cue]:
    """From where the rules have their place, if it is in a country."""
    place = frame.place
    if place is None or place.place.country != country:
        return
    how = "own" if frame.own_place is not None else "story"
    yield "rule", f"{how} {place.usage} {place.relation or '-'}"
    yield "rule_precision", f"{how} {place.place.place_precision}"
    yield "rule_most", f"{how} {is_most}"
    if place.is_dateline:
        yield "rule_dateline", f"{is_abroad} {is_most}"


def _sentences_of(frame: Frame) -> set[int]:
    return {trigger.sentence for trigger in frame.triggers}


def _gap(mention: PlaceMention, own: set[int]) -> int:
    """How many sentences away from a frame's own a mention stands."""
    return min(abs(mention.sentence - n) for n in own)
