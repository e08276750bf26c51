"""The default extractor: triggers, dates, places and tolls put together by rules.

Source of the method: a mention frame is one trigger clause with its date and place; frames of an
article are merged only when type, date, place and toll are compatible; a new explicit date or place
starts another (measured on MUC-4 and on hand-annotated articles, see docs/choices.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pipeline.errors import Reason
from pipeline.extract.assemble import make_mention
from pipeline.extract.casualties import CasualtyMention, find_casualties
from pipeline.extract.dates import DateMention, find_dates
from pipeline.extract.dates_event import date_of_event
from pipeline.extract.frames import (
    Frame,
    do_frames_agree,
    join_frames,
    nearest_claims,
)
from pipeline.extract.noun_phrases import find_noun_phrases
from pipeline.extract.participants import find_participants, find_weapons
from pipeline.extract.places import PlaceMention, find_places, place_of_event
from pipeline.extract.triggers import Trigger, find_triggers
from pipeline.ids import make_rejection
from pipeline.lexicon.event_types import GENERIC, are_compatible
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.phrases import normal_forms
from pipeline.lexicon.words import Words, load_words
from pipeline.records import Article, Mention, Rejection
from pipeline.text import Document, Sentence, read_document

VERSION = "rules@1"
LANGUAGES = ("en",)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with everything found in it, before it is put together."""

    document: Document
    words: Words
    triggers: tuple[Trigger, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    claims: tuple[CasualtyMention, ...]


class RulesExtractor:
    """Rules over word lists; holds the compiled lists of a process."""

    version = VERSION

    def __init__(self, words: dict[str, Words], gazetteer: Gazetteer) -> None:
        """Take the compiled word lists, by language, and the gazetteer."""
        self._words = words
        self._gazetteer = gazetteer

    def extract(self, article: Article) -> tuple[Mention, ...] | Rejection:
        """Read an article in one of the known languages."""
        words = self._words.get((article.language or "en").split("-")[0].lower())
        if words is None:
            return make_rejection(
                "extract",
                Reason.LANGUAGE_NOT_READ,
                article.article_id,
                detail=f"no lexicon for '{article.language}'",
                url=article.url,
                window_start=article.window_start,
            )
        document = read_document(article)
        triggers = find_triggers(document, words)
        if not triggers:
            return ()
        reading = Reading(
            document,
            words,
            triggers,
            find_dates(document),
            find_places(document, self._gazetteer),
            find_casualties(document),
        )
        incidents = merge_frames(read_frames(reading))
        return number_mentions(incidents, reading)


def load() -> RulesExtractor:
    """Load word lists and gazetteer (once per process)."""
    return RulesExtractor({code: load_words(code) for code in LANGUAGES}, Gazetteer.load())


def read_frames(reading: Reading) -> list[Frame]:
    """The frames of an article in text order; dates and places are carried over as the story goes."""
    frames: list[Frame] = []
    anchor = None
    for sentence, group in groupby(reading.triggers, key=lambda t: t.sentence):
        triggers = list(group)
        told = [c for c in reading.claims if c.sentence == sentence and not c.is_aggregate]
        shares = nearest_claims(told, triggers)
        of_sentence: list[Frame] = []
        told_in = reading.document.sentences[sentence]
        forms = normal_forms(told_in)
        phrases = find_noun_phrases(told_in, forms, reading.words, reading.document)
        for index, trigger in enumerate(triggers):
            rivals = [(t.start, t.end) for t in triggers if t is not trigger]
            date = date_of_event(reading.document, reading.dates, trigger.span, rivals, anchor)
            place = place_of_event(
                (trigger.start, trigger.end), trigger.sentence, reading.places, reading.document
            )
            frame = Frame([trigger], trigger.word.event_type, trigger.status, date, place)
            frame.claims = shares.get(index, [])
            frame.participants = find_participants(
                reading.document.sentences[sentence], forms, trigger, phrases
            )
            for earlier in of_sentence:
                if do_frames_agree(earlier, frame):
                    join_frames(earlier, frame)
                    break
            else:
                of_sentence.append(frame)
        _add_weapons(of_sentence, told_in, forms, reading.words)
        for frame in of_sentence:
            anchor = frame.interval or anchor
        frames.extend(of_sentence)
    return frames


def _add_weapons(
    frames: list[Frame], sentence: Sentence, forms: tuple[str, ...], words: Words
) -> None:
    """Give the weapons of a sentence to the nearest frame; a generic type becomes theirs."""
    for weapon, event_type in find_weapons(sentence, forms, words):
        frame = min(frames, key=lambda f: abs(f.triggers[0].start - (weapon.start or 0)))
        frame.weapons.append(weapon)
        if frame.event_type in GENERIC:
            frame.event_type = event_type


def merge_frames(frames: list[Frame]) -> list[Frame]:
    """Join the frames that tell the same incident; drop what tells none of its own."""
    incidents: list[Frame] = []
    for frame in frames:
        for earlier in reversed(incidents):
            if do_frames_agree(earlier, frame):
                join_frames(earlier, frame)
                break
        else:
            incidents.append(frame)
    return [frame for frame in incidents if frame.is_strong]


def number_mentions(frames: list[Frame], reading: Reading) -> tuple[Mention, ...]:
    """Make the mentions, numbered within their type family in text order."""
    return tuple(
        make_mention(frame, reading.document, reading.claims, n, VERSION)
        for n, frame in _numbered(frames)
    )


def _numbered(frames: list[Frame]) -> list[tuple[int, Frame]]:
    numbered = []
    for index, frame in enumerate(frames):
        earlier = frames[:index]
        numbered.append(
            (sum(are_compatible(e.event_type, frame.event_type) for e in earlier), frame)
        )
    return numbered
