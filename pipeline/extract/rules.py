"""The default extractor: triggers, dates, places and tolls put together by rules.

Sentences with triggers (tellings) -> frames -> incidents -> mentions. Source of the method: a
frame is one trigger clause with its date and place; frames of an article are joined only when
type, date, place and toll are compatible; a new explicit date or place starts another (measured
on MUC-4 and on hand-annotated articles, see docs/choices.md).
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import Reason
from pipeline.extract.actors.cast import choose_cast
from pipeline.extract.actors.groups import Part, Stage, is_same, set_stage
from pipeline.extract.actors.named import find_named_doer
from pipeline.extract.assemble import make_mentions
from pipeline.extract.choosing import tell_page, tell_telegram
from pipeline.extract.dates.find import DatesOfArticle
from pipeline.extract.dates.first_published import as_first_published
from pipeline.extract.frames.doers import (
    doers_beside,
    lend_strikers,
    name_anonymous,
    without_named_places,
    without_states_told,
)
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.gathering import add_loose_claims, gather_frames
from pipeline.extract.frames.gathered.one_region import is_hit_in_wave
from pipeline.extract.frames.named.attributed import add_attributed
from pipeline.extract.frames.named.identified import add_identified
from pipeline.extract.frames.named.named_behind import add_named_behind
from pipeline.extract.frames.sentence.reading import read_frames
from pipeline.extract.frames.sifted.borrowed import without_borrowed
from pipeline.extract.frames.sifted.confidence import is_likely, rate_frames
from pipeline.extract.frames.sifted.gate import keep_incidents
from pipeline.extract.passages import passages_of
from pipeline.extract.places.find import find_places
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import find_casualties
from pipeline.extract.triggers.named_areas import add_named_areas
from pipeline.extract.triggers.scenes import find_scenes
from pipeline.extract.triggers.tellings import read_tellings
from pipeline.ids import make_rejection
from pipeline.lexicon.gazetteer import Gazetteer
from pipeline.lexicon.words import Words, load_words
from pipeline.records import Article, Mention, Participant, Rejection
from pipeline.text import Document, language_of, read_document

VERSION = "rules@1"
#: So many objects are made before Python looks for garbage among them: an article's. Reading makes
#: none, and a look at every 700 of them took one to two hundredths of the time.
_MADE_BETWEEN_LOOKS = 20_000
LANGUAGES = ("en", "es")


class RulesExtractor:
    """Rules over word lists; holds the compiled lists of a process."""

    version = VERSION

    def __init__(self, words: dict[str, Words], gazetteer: Gazetteer) -> None:
        """Take the compiled word lists, by language, and the gazetteer."""
        self.words = words
        self.gazetteer = gazetteer

    def extract(self, article: Article) -> tuple[Mention, ...] | Rejection:
        """Read an article in one of the known languages."""
        words = self.words.get(language_of(article))
        if words is None:
            return make_rejection(
                "extract",
                Reason.LANGUAGE_NOT_READ,
                article.article_id,
                detail=f"no lexicon for '{article.language}'",
                url=article.url,
                window_start=article.window_start,
            )
        reading = self.read(read_document(article), words)
        if reading is None:
            return ()
        frames = read_frames(reading)
        # who is only accused of one deed did not do the others
        told = (part for f in frames for part in f.parts if not part.is_accused)
        doers = [part for part in told if part.person.role == "perpetrator"]
        gathered = gather_frames(frames, reading)
        add_loose_claims(gathered, reading)
        chosen = self.choose(keep_incidents(gathered, reading), reading)
        named = add_named_behind if reading.document.in_capitals else add_identified
        suspects = [*named(chosen, reading), *add_attributed(chosen, reading)]
        self.cast(chosen, [*doers, *suspects], reading)
        return make_mentions(chosen, reading.document, VERSION)

    def read(self, document: Document, words: Words) -> Reading | None:
        """Everything found in an article's passages; None when no sentence tells anything."""
        scenes = add_named_areas(document, find_scenes(document, words), words, self.gazetteer)
        tellings = tuple(read_tellings(document, words, scenes))
        if not tellings:
            return None
        document = as_first_published(document)
        near = passages_of(document, (t.sentence.index for t in tellings))
        return Reading(
            document,
            words,
            tellings,
            DatesOfArticle(near),
            find_places(near, self.gazetteer),
            find_casualties(near),
            scenes,
        )

    def choose(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """The frames that are more likely incidents than not, each with its confidence.

        What is no news goes; how the rest is told is a matter of the genre (``choosing``).
        """
        rate_frames(frames, reading)
        in_capitals = reading.document.in_capitals
        likely = [f for f in frames if is_likely(f, in_capitals) or is_hit_in_wave(f, frames)]
        tell = tell_telegram if in_capitals else tell_page
        return tell(self.sift(likely, reading), frames, reading)

    def sift(self, frames: list[Frame], reading: Reading) -> list[Frame]:
        """The frames that are told as news, not in borrowed words; fitting looks in here."""
        return without_borrowed(frames, reading)

    def cast(self, frames: list[Frame], doers: list[Part], reading: Reading) -> None:
        """Say who each frame is about."""
        in_capitals = reading.document.in_capitals
        for frame in frames:
            able = doers
            if not in_capitals:
                frame.parts = without_named_places(frame.parts, frame, reading)
                able = without_named_places(doers_beside(frame, frames, doers), frame, reading)
            frame.participants = choose_cast(stage_of(frame, able, in_capitals))
            doer = find_named_doer(frame.triggers, reading.document, reading.words)
            told = [p for p in frame.participants if p.role == "perpetrator"]
            if doer is not None and not any(is_same(doer, p) for p in told):
                frame.participants += (doer,)
        if not in_capitals:
            lend_strikers(frames, reading)
            name_anonymous(frames, reading)
            for frame in frames:
                frame.participants = without_states_told(frame.participants)


def stage_of(frame: Frame, doers: Sequence[Part], in_capitals: bool = False) -> Stage:
    """Who may be in a frame; ``doers`` are told as perpetrators anywhere in the article."""
    hurt = [c for c in frame.claims if c.outcome in ("killed", "injured")]
    victims = [Participant("victim", who) for who in {c.who for c in hurt} if who]
    # of two sides that strike each other, the one hit here did not do it; one man may be both
    others = [
        doer
        for doer in doers
        if doer.kind in ("name", "person") or not any(is_same(doer.person, v) for v in victims)
    ]
    sentences = frozenset(trigger.sentence for trigger in frame.triggers)
    toll = max((c.best or 0 for c in hurt), default=0) or None
    return replace(
        set_stage(frame.parts, others, toll, sentences),
        confidence=1.0 if frame.confidence is None else frame.confidence,
        event_type=frame.event_type,
        in_capitals=in_capitals,
    )


def load() -> RulesExtractor:
    """Load word lists and gazetteer (once per process)."""
    extractor = RulesExtractor({code: load_words(code) for code in LANGUAGES}, Gazetteer.load())
    # They live as long as the process: looking for garbage among them took a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_LOOKS)
    return extractor
