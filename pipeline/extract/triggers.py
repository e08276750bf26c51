"""Find the words that tell an incident, and the status in which they tell it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon.phrases import normal_forms
from pipeline.lexicon.words import Cue, TriggerWord, Words
from pipeline.records import Field, Status
from pipeline.text import Document, Sentence

#: Definite words before a generic trigger make it point back: "the attack", "those strikes".
_DEFINITE = frozenset("the this that these those such both its their".split())


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

    @property
    def span(self) -> tuple[int, int, int]:
        """Sentence index, start, end."""
        return (self.sentence, self.start, self.end)


def find_triggers(document: Document, words: Words) -> tuple[Trigger, ...]:
    """All triggers of an article in text order, skipped ones left out."""
    found: list[Trigger] = []
    for sentence in document.sentences:
        forms = normal_forms(sentence)
        matches = [m for m in words.triggers.find(forms) if m.entry.strength != "not"]
        if not matches:
            continue
        cues = [(c.first, c.last, c.entry) for c in words.cues.find(forms)]
        for match in matches:
            status = judge_status(match.first, match.last, cues)
            if status is not None:
                found.append(
                    _make_trigger(sentence, match.first, match.last, match.entry, status, forms)
                )
    return tuple(found)


def judge_status(first: int, last: int, cues: list[tuple[int, int, Cue]]) -> Status | None:
    """The status of a trigger at tokens ``first:last``; None when it tells nothing."""
    for cue_first, cue_last, cue in sorted(cues, key=lambda c: abs(c[0] - first)):
        gap = first - cue_last if cue.side == "before" else cue_first - last
        if 0 <= gap < cue.reach:
            if cue.status == "skip":
                return None
            return cue.status  # type: ignore[return-value]
    return "occurred"


def _make_trigger(
    sentence: Sentence,
    first: int,
    last: int,
    word: TriggerWord,
    status: Status,
    forms: tuple[str, ...],
) -> Trigger:
    tokens = sentence.tokens
    is_definite = any(form in _DEFINITE for form in forms[max(0, first - 2) : first])
    return Trigger(
        sentence.index,
        sentence.field,
        tokens[first].start,
        tokens[last - 1].end,
        first,
        last,
        word,
        status,
        is_definite,
    )
