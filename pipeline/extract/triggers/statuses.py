"""The status in which a trigger is told: occurred, planned, denied ..., or told not at all."""

from __future__ import annotations

from pipeline.extract.triggers.pairs import Candidate
from pipeline.extract.triggers.senses import is_definite
from pipeline.lexicon.grammar import Grammar
from pipeline.lexicon.status_cues import Cue
from pipeline.records import Status

#: Statuses in which nothing is told at all, and those that deny or wish.
_UNTOLD = ("skip", "hypothetical", "negated")
_DENIED = ("hypothetical", "negated")
#: Cues that reach so far set a story or a drill, clauses and all: "a scam in which".
_WHOLE_STORY = 12
#: What is only deplored stands right behind the word that does.
_NEXT = 1
#: Words of a wish stand at most so far before what is wished over.
_WISH_REACH = 3

#: A cue found at tokens first to last (exclusive).
FoundCue = tuple[int, int, Cue]


def judge_status(
    forms: tuple[str, ...],
    candidate: Candidate,
    cues: list[FoundCue],
    grammar: Grammar,
    is_counted: bool = False,
) -> Status | None:
    """The status of a candidate (first, last, word); None when it tells nothing.

    ``is_counted``: a clause on it tells what came of it: "condemned attacks that killed nine".
    """
    first, last, word = candidate
    cues = [c for c in cues if c[2].is_of(word.event_type)]
    cue = _find_cue(forms, (first, last), cues, grammar)
    if cue is None or (is_counted and cue.status == "skip" and cue.reach == _NEXT):
        return "occurred"
    if cue.status in _DENIED and word.pos == "n" and _is_presumed(forms, first, last, grammar):
        return "occurred"
    return None if cue.status in _UNTOLD else cue.status  # type: ignore[return-value]


def _find_cue(
    forms: tuple[str, ...], tokens: tuple[int, int], cues: list[FoundCue], grammar: Grammar
) -> Cue | None:
    """The nearest cue that reaches a trigger at ``tokens`` (first, last).

    What says that it occurred goes first: "the death toll from the bombing rose".
    """
    first, last = tokens
    nearest = sorted(cues, key=lambda c: (c[2].status != "occurred", abs(c[0] - first)))
    for cue_first, cue_last, cue in nearest:
        before = cue.side == "before" or (cue.side == "around" and cue_first < first)
        gap = first - cue_last if before else cue_first - last
        if cue.side == "around" and cue_first < last and first < cue_last:
            gap = 0  # "an old shell" is of the shell
        if not 0 <= gap < cue.reach:
            continue
        between = forms[cue_last:first] if before else forms[last:cue_first]
        if cue.status == "alleged" and before and not grammar.undergoing.isdisjoint(between[-1:]):
            continue  # "a man accused of theft was beaten"
        is_story = cue.status == "skip" and cue.reach >= _WHOLE_STORY
        if is_story or grammar.cue_break.isdisjoint(between):
            return cue
    return None


def _is_presumed(forms: tuple[str, ...], first: int, last: int, grammar: Grammar) -> bool:
    """Whether a denial takes the event for granted: "denied links with the murder of"."""
    if not grammar.wished_over.isdisjoint(forms[max(0, first - _WISH_REACH) : first]):
        return False
    return is_definite(forms, first, grammar) and not grammar.of.isdisjoint(forms[last : last + 1])
