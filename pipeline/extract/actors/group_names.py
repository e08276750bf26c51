"""The name of a group behind those who belong to it: "militants linked to Ansaru".

No list has every gang. What is written like a name behind "linked to" or "known as", and before it
several who attack or a noun for a group, names an armed group.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.actors.noun_phrases import NounPhrase
from pipeline.lexicon.grammar import Grammar

#: From those who belong to it to the name: "linked to the", "calling itself".
_LINK_REACH = 3


def name_groups(
    phrases: Sequence[NounPhrase], forms: tuple[str, ...], grammar: Grammar
) -> list[NounPhrase]:
    """The phrases of a sentence, with the names of armed groups among them known as such."""
    if grammar.affiliated.isdisjoint(forms):
        return list(phrases)
    named = list(phrases)
    for n, (members, name) in enumerate(pairwise(phrases), 1):
        if name.kind == "name" and _are_linked(members, name, forms, grammar):
            named[n] = name._replace(kind="actor", type="armed_group")
    return named


def _are_linked(
    members: NounPhrase, name: NounPhrase, forms: tuple[str, ...], grammar: Grammar
) -> bool:
    """Whether some who attack are said to be of whom the next phrase names."""
    between, head = forms[members.last : name.first], forms[members.last - 1]
    is_link = 0 < len(between) <= _LINK_REACH and between[0] in grammar.affiliated
    is_of_several = head.endswith(grammar.doers) or head in grammar.group
    return members.kind == "attacker" and is_link and is_of_several
