"""Clauses of one sentence that tell incidents of their own.

"A car bomb killed six in Cali, hours after a drone hit a helicopter, killing 12", "six people died
in Zawayda; another strike, on Nuseirat, killed three": words of one kind on both sides of the
border, but each side has a toll, and another place or day, or the border says that time went by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from pipeline.extract.dates.find import DateMention, Interval, resolve
from pipeline.extract.finds import in_sentence
from pipeline.extract.frames.agreement import do_places_agree
from pipeline.extract.places.find import PlaceMention
from pipeline.extract.places.spot import LOCATIVE
from pipeline.extract.reading import Reading
from pipeline.extract.tolls.find import CasualtyMention
from pipeline.extract.triggers.trigger import Telling, Trigger
from pipeline.lexicon.grammar import Grammar

#: Words that part two clauses stand at most so far before the second one's first word.
_BORDER_REACH = 20
#: What was so long before publication is another story than what has no day.
_LONG_AGO = timedelta(days=14)
#: "Since", its day and a comma stand at most so many tokens before "when".
_SINCE_REACH = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """Triggers of one incident, and the characters of their sentence that are theirs.

    ``is_linked``: another event answers it. ``is_cut``: what stands beside it tells of another one.
    ``is_then``: on the day of the one before, as far as is told; ``is_before``: long before it.
    """

    triggers: list[Trigger]
    is_linked: bool
    start: int
    end: int
    is_cut: bool = False
    is_then: bool = False
    is_before: bool = False


def cut_clauses(
    groups: Sequence[tuple[list[Trigger], bool]], telling: Telling, reading: Reading
) -> list[Clause]:
    """The groups of a sentence, those cut apart that tell two incidents in two clauses."""
    sentence = telling.sentence
    start, end = sentence.start, sentence.end_of(-1)
    found: list[Clause] = []
    for group, is_linked in groups:
        borders = [] if reading.document.in_capitals else list(_borders(group, telling, reading))
        edges = [start, *(sentence.starts[token] for _, token in borders), end]
        cuts = [0, *(n for n, _ in borders), len(group)]
        long = [False, *(_is_long(telling, token, reading.words.grammar) for _, token in borders)]
        parts = zip(pairwise(cuts), pairwise(edges), long, strict=True)
        for (first, last), (left, right), is_before in parts:
            linked, is_then = is_linked and first == 0, first > 0 and not is_before
            clause = Clause(group[first:last], linked, left, right, bool(borders), is_then)
            found.append(replace(clause, is_before=is_before))
    return found


def _is_long(telling: Telling, border: int, grammar: Grammar) -> bool:
    """Whether a border says that days have passed: "weeks after", not "hours after"."""
    unit = telling.forms[border - 1]
    return telling.forms[border] in grammar.passing and unit not in grammar.day_part


def place_in_clause(
    clause: Clause, place: PlaceMention | None, reading: Reading
) -> PlaceMention | None:
    """The place of a clause that was cut off: its own, not that of the clause beside it."""
    index = clause.triggers[0].sentence
    if place is not None and (place.sentence != index or clause.start <= place.start < clause.end):
        return place
    return next(iter(_places_in(clause.start, clause.end, index, reading)), None)


def _borders(
    group: Sequence[Trigger], telling: Telling, reading: Reading
) -> Iterator[tuple[int, int]]:
    """The triggers that begin a clause about another incident, with the token of its border."""
    begun = telling.sentence.start
    for n, (before, trigger) in enumerate(pairwise(group), 1):
        border = _border_between(before, trigger, telling, reading.words.grammar)
        if border is None or _is_only_back(trigger):
            continue
        token, has_passed = border
        middle = telling.sentence.starts[token]
        left = _Side(begun, middle, group[:n], reading)
        right = _Side(
            middle, _end_of_clause(trigger, telling, reading.words.grammar), group[n:], reading
        )
        form, grammar = telling.forms[token], reading.words.grammar
        # "a man killed in March, as gunmen shot two near Rafah"
        has_passed |= form in grammar.at_once and left.is_past(right)
        is_past = form in grammar.back_then
        if left.is_other_than(right, has_passed) or (is_past and right.has_toll):
            yield n, token
            begun = middle


def _end_of_clause(trigger: Trigger, telling: Telling, grammar: Grammar) -> int:
    """Where the clause of a word ends: at a semicolon, a comma and "and" or "hours after"."""
    sentence, forms = telling.sentence, telling.forms
    for token in range(trigger.last, len(forms) - 1):
        is_border = forms[token + 1] in grammar.clause_border and forms[token] == ","
        is_later = forms[token] == "," and forms[token + 1] in grammar.time_unit
        is_later = is_later and not grammar.passing.isdisjoint(forms[token + 2 : token + 3])
        if forms[token] == ";" or is_border or is_later:
            return sentence.starts[token]
    return sentence.end_of(-1)


def _is_only_back(trigger: Trigger) -> bool:
    """Whether a word only points back to what was told: "hours after the attack"."""
    return trigger.is_definite and trigger.word.strength != "strong"


def _border_between(
    before: Trigger, trigger: Trigger, telling: Telling, grammar: Grammar
) -> tuple[int, bool] | None:
    """The token where a new clause begins, and whether it says that time has passed between."""
    forms, beside = telling.forms, grammar.at_once - grammar.back_then
    joint: tuple[int, bool] | None = None
    for token in range(trigger.first - 1, max(before.last, trigger.first - _BORDER_REACH) - 1, -1):
        has_subject = forms[token + 1 : token + 2] and forms[token + 1] not in grammar.pronoun
        if forms[token] in grammar.passing and forms[token - 1] in grammar.time_unit:
            return (token, True) if has_subject and token + 1 < trigger.first else None
        is_behind_comma = forms[token - 1] == ","
        is_as = is_behind_comma and has_subject and forms[token] in beside
        if is_as or forms[token] in grammar.clause_border:
            joint = joint or (token, False)
            if is_behind_comma or forms[token] == ";":
                break  # not "hours after two soldiers and a civilian were killed"
        if forms[token] in grammar.back_then and _is_behind_since(telling, token, grammar):
            return token, True
    return joint


def _is_behind_since(telling: Telling, token: int, grammar: Grammar) -> bool:
    """Whether a clause tells what was on a day that is counted from: "since May, when a bomb"."""
    before = telling.forms[max(0, token - _SINCE_REACH) : token]
    return before[-1:] == (",",) and not grammar.since.isdisjoint(before)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a border: its characters, and its triggers."""

    start: int
    end: int
    triggers: Sequence[Trigger]
    reading: Reading

    def is_other_than(self, right: _Side, has_passed: bool) -> bool:
        """Whether both sides tell an incident of their own."""
        if not right.has_toll:
            return False
        mine, new = self.places, right.places
        is_elsewhere = bool(mine and new) and not any(
            do_places_agree(a, b) for a in mine for b in new
        )
        if not self.has_toll:  # "the attack came a day after two people were killed"
            return has_passed and (is_elsewhere or all(t.is_definite for t in self.triggers))
        return is_elsewhere or self._is_on_other_day(right) or has_passed

    def is_past(self, right: _Side) -> bool:
        """Whether one side tells a day long ago, and the other none.

        "The body of a man killed in the 7 October 2023 attack, as fire killed two near Rafah".
        """
        return bool(self.days) and not right.days and is_long_ago(self.days[-1], self.reading)

    def _is_on_other_day(self, right: _Side) -> bool:
        mine, new = self.days, right.days
        return bool(mine and new) and set(mine).isdisjoint(new)

    @property
    def index(self) -> int:
        return self.triggers[0].sentence

    @property
    def has_toll(self) -> bool:
        claims = in_sentence(self.reading.claims, self.index)
        return any(_is_counted(c) and self.start <= c.trigger_start < self.end for c in claims)

    @property
    def places(self) -> list[PlaceMention]:
        return _places_in(self.start, self.end, self.index, self.reading)

    @property
    def days(self) -> list[Interval]:
        told = self.reading.days.within(self.index)
        inside = (_day_of(d, self.reading) for d in told if self.start <= d.start < self.end)
        return [day for day in inside if day is not None]


def is_long_ago(told: Interval | None, reading: Reading) -> bool:
    """Whether a day is no day of news."""
    published = reading.document.published
    return told is not None and published is not None and published - told.end > _LONG_AGO


def _is_counted(claim: CasualtyMention) -> bool:
    return claim.outcome in ("killed", "injured") and not claim.is_aggregate


def _day_of(mention: DateMention, reading: Reading) -> Interval | None:
    """The day that a date tells of an event; None for those of speakers and of history."""
    interval = resolve(mention, reading.document.published)
    is_event = mention.role == "event" and not mention.is_story_relative
    is_day = interval is not None and interval.precision == "day"
    return interval if is_event and is_day else None


def _places_in(start: int, end: int, index: int, reading: Reading) -> list[PlaceMention]:
    """Where something is put in some characters of a sentence: in towns, or else in regions.

    Or what something is of, where nothing is put anywhere: "shelling of the town of Nikopol".
    """
    told = [
        place
        for place in in_sentence(reading.places, index)
        if place.usage in ("place", "body")
        and start <= place.start < end
        and not (place.is_aside or place.is_container)
    ]
    put = [place for place in told if place.relation in LOCATIVE]
    found = put or [place for place in told if place.relation == "of" and place.place.is_point]
    return [place for place in found if place.place.is_point] or found
