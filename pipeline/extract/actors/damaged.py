"""What a sentence says was destroyed or damaged."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.lexicon.grammar import Grammar
from pipeline.records import Role

#: Longest way (tokens) from a thing to the verb in the passive, and from a verb to its object.
_SUBJECT_REACH, _OBJECT_REACH = 6, 4


def find_damaged(
    forms: tuple[str, ...], phrases: Sequence[NounPhrase], grammar: Grammar
) -> list[tuple[Role, NounPhrase]]:
    """The things that a sentence says were destroyed or damaged."""
    found: list[tuple[Role, NounPhrase]] = []
    for index, form in enumerate(forms):
        if form not in grammar.damaged:
            continue
        is_passive = not grammar.auxiliary.isdisjoint(forms[max(0, index - 3) : index])
        if is_passive:
            near = [p for p in phrases if p.last <= index and index - p.last <= _SUBJECT_REACH][-1:]
        else:
            near = [p for p in phrases if p.first > index and p.first - index <= _OBJECT_REACH][:1]
        found += [("target", p) for p in near if p.kind == "target"]
    return found
