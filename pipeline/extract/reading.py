"""An article with everything found in it, before it is put together to incidents."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.dates.find import DateMention, DatesOfArticle
from pipeline.extract.finds import in_sentence
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.places.whereabouts import Whereabouts
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.scenes import Scenes
from pipeline.extract.triggers.trigger import Telling
from pipeline.lexicon.words import Words
from pipeline.text import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and what was found in it."""

    document: Document
    words: Words
    tellings: tuple[Telling, ...]
    days: DatesOfArticle
    places: tuple[PlaceMention, ...]
    claims: tuple[CasualtyMention, ...]
    scenes: Scenes
    where: Whereabouts = field(init=False)

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """All dates of its passages, in text order: for what is known to be told."""
        return self.days.everywhere()

    def __post_init__(self) -> None:
        """Ask what the places say together once, for all incidents."""
        object.__setattr__(self, "where", Whereabouts(self.document, self.places))

    def is_hurt(self, sentence: int, start: int) -> bool:
        """Whether a word, at an offset of its field, names somebody whom a toll counts."""
        return any(
            claim.who_start is not None and claim.who_start <= start < (claim.who_end or 0)
            for claim in in_sentence(self.claims, sentence)
        )
