"""What it costs to go from a date of a sentence to another of its words.

Words cost one each, borders of clauses more (``clause_borders.tsv``), and a date that stands before
its noun ("Wednesday's rocket attacks") costs nearly nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from pipeline.extract.dates.find import DateMention
from pipeline.extract.dates.roles import cues_ending_at, date_cues
from pipeline.lexicon.grammar import load_grammar
from pipeline.lexicon.tables import read_table

#: A date before its noun stands at most this many words before it.
_ATTRIBUTE_REACH = 5
#: Costs below ATTRIBUTE are those of dates before their nouns; nothing is reached at FAR.
ATTRIBUTE, FAR = 1.0, 99.0
#: A date this many words away belongs to nothing; keeps tables without full stops cheap.
_FARTHEST = 60
#: A date that opens its sentence dates all of it: its words cost this share.
_OPENING_SHARE = 0.3
#: The most words before a date that opens its sentence.
_MOST_OPENING = 3
#: What leads from the verb that a date is of to what is said of an event ("guilty on Monday of
#: shooting", "charged on Monday over the murder") and its words stand at most so far apart.
_LINK_REACH = 2
#: "Charged in Leeds on Friday with stabbing": the charge costs at most so much from its day.
_CHARGE_REACH = 6.0
_AFTERMATH = frozenset({"aftermath"})
#: A place between commas has at most so many words.
_PLACE_REACH = 3
#: Marks that end what a cause is told in.
_ASIDES = frozenset(",;:—–")
#: So many sentences are remembered: each is asked once for each of its triggers, one by one.
_REMEMBERED = 64


@lru_cache(maxsize=_REMEMBERED)
def ways_of(words: tuple[str, ...], language: str) -> Ways:
    """The ways of a sentence, given as its tokens in lower case."""
    return Ways(words, language)


@cache
def _borders(language: str) -> dict[str, float]:
    rows = read_table(f"lexicon/{language}/clause_borders.tsv", ("word", "cost"))
    return {row["word"]: float(row["cost"]) for row in rows}


@cache
def _steps(language: str) -> dict[str, float]:
    """What the words of borders cost to pass."""
    return {word: max(1.0, cost) for word, cost in _borders(language).items()}


class Ways:
    """Costs of the ways between the tokens of one sentence."""

    def __init__(self, words: tuple[str, ...], language: str) -> None:
        """Sum up what the words of a sentence (lower case) cost to pass."""
        self.words = words
        self.borders = _borders(language)
        self.grammar = load_grammar(language)
        #: What the words before each position cost together, so that any way is one subtraction.
        steps = _steps(language)
        costs = [steps.get(word, 1.0) for word in words]
        for comma in self._around_places():
            costs[comma] = 1.0
        self.passed = list(accumulate(costs, initial=0.0))
        #: Asked again for each trigger of the sentence, and the same for all.
        self._to_cues: dict[tuple[int, int, frozenset[str]], float] = {}
        known = date_cues(language)
        self.cues = [
            (position, cue)
            for position, word in enumerate(words)
            if word in known
            for cue in cues_ending_at(words, position, language)
        ]

    def _around_places(self) -> Iterator[int]:
        """The commas around a place before a date: "abducted in Agadez, northern Niger, in May"."""
        words, commas = self.words, [n for n, word in enumerate(self.words) if word == ","]
        for first, last in pairwise(commas):
            inside, behind = words[first + 1 : last], words[last + 1 : last + 2]
            is_short = 0 < len(inside) <= _PLACE_REACH and self.borders.keys().isdisjoint(inside)
            if is_short and behind and self.borders.get(behind[0], 0.0) < 0:
                yield from (first, last)

    def roles_at(self, position: int) -> set[str]:
        """What the word at a position says of a date near it."""
        return {cue.role for at, cue in self.cues if at == position}

    def to_cue(self, date: DateMention, roles: frozenset[str]) -> float:
        """What it costs to reach the nearest cue of some roles from a date."""
        key = (date.first_token, date.last_token, roles)
        known = self._to_cues.get(key)
        if known is None:
            cues = [
                at
                for at, cue in self.cues
                if cue.role in roles
                and not cue.is_excluding
                and cue.acts(is_before=at < date.first_token)
            ]
            known = self._to_cues[key] = self.to_nearest(date, cues)
        return known

    def to_nearest(self, date: DateMention, positions: Sequence[int]) -> float:
        """What it costs to reach the cheapest of some positions, in order, from a date.

        Costs only grow with the distance, so the nearest on each side are all that is asked.
        """
        behind = bisect_left(positions, date.last_token)
        near = positions[max(0, behind - 1) : behind + 1]
        return min((self.cost(date, position) for position in near), default=FAR)

    def cost(self, date: DateMention, position: int) -> float:
        """What it costs to reach a position from a date; below ATTRIBUTE before its noun."""
        first, last = date.first_token, date.last_token
        if not first - _FARTHEST < position < last + _FARTHEST:
            return FAR
        if position < last:
            return max(1.0, self.passed[first] - self.passed[min(position + 1, first)])
        if self._is_attribute(date, position):
            return 0.1 * (position - last)
        cost = self.passed[position] - self.passed[last]
        return max(1.0, cost * _OPENING_SHARE if self._opens(date) else cost)

    def is_linked(self, date: DateMention, position: int) -> bool:
        """Whether what stands at a position is only what the date's own verb is about."""
        between = self.words[date.last_token : position]
        if not 0 < len(between) <= _LINK_REACH:
            return False
        is_charge = between[0] in self.grammar.charged_with
        is_charge = is_charge and self.to_cue(date, _AFTERMATH) <= _CHARGE_REACH
        return is_charge or between[0] in self.grammar.matter

    def is_of_cause(self, date: DateMention, position: int) -> bool:
        """Whether words between a position and a date lead to another event, whose day it is.

        "Unrest sparked by the killing of a student on 2 June": no comma stands between.
        """
        return any(
            position < at < date.first_token
            and not _ASIDES.intersection(self.words[at : date.first_token])
            for at, cue in self.cues
            if cue.side == "leading"
        )

    def _opens(self, date: DateMention) -> bool:
        """Whether a date opens its sentence: "On Monday", "Moreover, on Monday"."""
        before = self.words[: date.first_token]
        return len(before) <= 1 or (len(before) <= _MOST_OPENING and "," in before)

    def _is_attribute(self, date: DateMention, position: int) -> bool:
        if position - date.last_token > _ATTRIBUTE_REACH:
            return False
        before = self.words[date.first_token - 1] if date.first_token else ""
        if self.borders.get(before, 0.0) < 0:  # "on Tuesday", "in May": an adverb
            return False
        between = self.words[date.last_token : position]
        return not any(word in self.borders or not word[0].isalnum() for word in between)
