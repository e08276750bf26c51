"""A word that tells an incident, and a sentence with such words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.triggers.scenes import SceneMatch
from pipeline.lexicon.words import TriggerWord
from pipeline.records import Field, Status
from pipeline.text import Sentence

#: The scene of figures over time.
_COUNTS = frozenset({"statistic"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in its sentence: tokens ``first`` to ``last`` (exclusive)."""

    sentence: int
    field: Field
    start: int
    end: int
    first: int
    last: int
    word: TriggerWord
    status: Status
    is_definite: bool
    is_many: bool = False
    is_plural: bool = False
    is_murder: bool = False
    #: Only that somebody was hurt: "wounded in the attack". Telegrams in capitals tell so.
    is_bare_harm: bool = False

    @property
    def span(self) -> tuple[int, int, int]:
        """Sentence index, start, end."""
        return (self.sentence, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells something: its forms, its scenes, its triggers in order."""

    sentence: Sentence
    forms: tuple[str, ...]
    matches: tuple[SceneMatch, ...]
    triggers: tuple[Trigger, ...]

    @property
    def scenes(self) -> frozenset[str]:
        """All scenes of the sentence.

        What is the worst "since the war began" is one incident, not what the war has cost.
        """
        scenes = frozenset[str]().union(*(m.scenes for m in self.matches))
        return scenes - _COUNTS if "superlative" in scenes else scenes
