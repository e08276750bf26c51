"""Weigh the claims that one article makes of one incident to one toll for each outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.casualties import CasualtyMention
from pipeline.records import Casualty, Outcome
from pipeline.text import Document

_OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "missing", "captured")
_AGE = re.compile(r"\b(\d{1,2})(?:-year-old|,| )|, (\d{1,2})\b")
_AFTER_NAME = re.compile(r",? \(?(?:age |aged )?(\d{1,3})\b")


def story_toll(document: Document, claims: Sequence[CasualtyMention]) -> tuple[Casualty, ...]:
    """The tolls of one incident from the claims that tell it: totals first, then their parts.

    The newest stated total wins, else the largest figure, unless more victims are told one by one.
    Those hit are injured when they did not die. An outcome that nobody tells is left out.
    """
    usable = [c for c in claims if not c.is_aggregate]
    killed = _total(document, [c for c in usable if c.outcome == "killed" and not c.part_of])
    injured = _injured(document, usable, killed)
    found = [t for t in (killed, injured) if t is not None]
    for outcome in _OUTCOMES[2:]:
        total = _total(document, [c for c in usable if c.outcome == outcome and not c.part_of])
        if total is not None:
            found.append(total)
    parts = [_casualty(c) for c in usable if c.part_of]
    return (*found, *parts)


def _casualty(claim: CasualtyMention) -> Casualty:
    return Casualty(
        outcome=claim.outcome,
        low=claim.low,
        best=claim.best,
        high=claim.high,
        who=claim.who,
        claimant=claim.claimant,
        part_of=claim.part_of,
        field=claim.field,
        start=claim.start,
        end=claim.end,
    )


def _total(document: Document, claims: Sequence[CasualtyMention]) -> Casualty | None:
    if not claims:
        return None
    stated = [c for c in claims if c.is_total]
    if stated:
        return _casualty(stated[-1])
    largest = max(claims, key=lambda c: (c.best or c.low, -c.start))
    total = _casualty(largest)
    singles = _distinct(document, claims)
    if total.best is not None and singles > total.best:
        return _with_count(total, singles)
    return total


def _with_count(casualty: Casualty, count: int) -> Casualty:
    return Casualty(
        casualty.outcome, count, count, count, casualty.who, casualty.claimant,
        casualty.part_of, casualty.field, casualty.start, casualty.end,
    )  # fmt: skip


def _injured(
    document: Document, claims: Sequence[CasualtyMention], killed: Casualty | None
) -> Casualty | None:
    told = [c for c in claims if c.outcome == "injured" and not c.part_of]
    explicit = _total(document, [c for c in told if not c.is_hit])
    hit = _total(document, [c for c in told if c.is_hit])
    dead = (killed.best or 0) if killed is not None else 0
    if hit is None or hit.best is None:
        return explicit
    survivors = hit.best - dead
    if explicit is not None and (explicit.best or 0) >= survivors:
        return explicit
    return _with_count(hit, survivors) if survivors > 0 else explicit


def _distinct(document: Document, claims: Iterable[CasualtyMention]) -> int:
    """How many single victims are told apart by age or name."""
    people: list[tuple[str | None, frozenset[str]]] = []
    for claim in claims:
        if claim.best != 1 or claim.who is None:
            continue
        person = _person(document, claim)
        if person[0] is None and not person[1]:
            continue
        if not any(_is_same(person, other) for other in people):
            people.append(person)
    return len(people)


def _person(document: Document, claim: CasualtyMention) -> tuple[str | None, frozenset[str]]:
    text = document.field_text(claim.field)
    who = claim.who or ""
    after = _AFTER_NAME.match(text, claim.who_end or 0)
    inside = re.search(r"\b(\d{1,2})-year-old", who)
    age = after.group(1) if after else inside.group(1) if inside else None
    names = frozenset(word for word in who.split() if word[0].isupper() and len(word) > 2)
    if document.in_capitals:
        names = frozenset(who.split())
    return age, names


def _is_same(
    first: tuple[str | None, frozenset[str]], second: tuple[str | None, frozenset[str]]
) -> bool:
    if first[1] and second[1]:
        return not first[1].isdisjoint(second[1])
    return first[0] is None or second[0] is None or first[0] == second[0]
