"""Read the date expressions of one sentence, each with its role there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.grammar import DateGrammar
from pipeline.extract.dates.roles import DateRole, read_role
from pipeline.records import Field
from pipeline.text import POSSESSIVES, Document, Sentence

#: How far into a sentence a dateline's date may stand, in characters.
_DATELINE_REACH = 70
#: Behind so many sentences at most: a title told again, a note of correction.
DATELINE_SENTENCES = 5
#: A sentence with no more words than this beside its date is a stamp: "By Ann Lee, May 5, 2014".
_STAMP_WORDS = 1
#: Marks that end a name in quotation marks.
_CLOSING = frozenset("\"”’'")
#: Months in short without a full stop have so many letters, as has May.
_SHORT_MONTH = 3
#: What may follow "ten years ago" for the same day or week, at most so many words behind it.
_ANNIVERSARIES = frozenset(("calendar", "shift", "period", "weekday"))
_ANNIVERSARY_REACH = 2
_DAYS = frozenset(("calendar", "weekday"))
_RANGE_ENDS = frozenset(("calendar", "weekday", "shift", "month_of"))
_BEFORE_DATELINE = (",", "(", "--", "—", "–")
_AFTER_DATELINE = re.compile(r"\s*(?:[)\]]|--|[-–—]|\(|\[)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression; ``sentence`` is the index of its sentence in the document.

    ``role`` is the best guess without knowing of any event; an excluded one ("since 2014", a
    posting stamp, a day ahead) is never an event's. ``first_token`` and ``last_token`` (exclusive)
    count tokens of that sentence.
    """

    field: Field
    start: int
    end: int
    sentence: int
    expression: Expression
    role: DateRole = "event"
    is_future: bool = False
    is_excluded: bool = False
    first_token: int = 0
    last_token: int = 0

    @property
    def is_story_relative(self) -> bool:
        """Whether it counts from an event told before ("a day earlier")."""
        return self.expression.kind == "story"


class SentenceReader:
    """Reads the dates of one sentence."""

    def __init__(self, document: Document, sentence: Sentence, grammar: DateGrammar) -> None:
        """Take a sentence of a document, and the grammar of its language."""
        self.sentence = sentence
        self.grammar = grammar
        self.text = document.field_text(sentence.field)
        self.words = sentence.lowers
        self.in_capitals = document.in_capitals
        self.may_be_next_day = document.may_be_next_day
        self.language = document.language

    def mentions(self, openings: Sequence[tuple[int, str]]) -> Iterator[DateMention]:
        """The dates that begin where they may."""
        starts, last = self.sentence.starts, 0
        for position, key in openings:
            if position < last:
                continue
            end, expression = self._longest(key, starts[position])
            if expression is None:
                continue
            after = position + 1
            while after < len(starts) and starts[after] < end:
                after += 1
            if self._is_likely(expression, position, after):
                last = after
                yield self._mention(expression, position, after, end)

    def _longest(self, key: str, start: int) -> tuple[int, Expression | None]:
        best: tuple[int, Expression | None] = (start, None)
        if self.grammar.gates[key].match(self.text, start, self.sentence.end) is None:
            return best
        for form in self.grammar.forms[key]:
            match = form.pattern.match(self.text, start, self.sentence.end)
            if match is not None and match.end() > best[0]:
                expression = self.grammar.read(form, match, self.in_capitals)
                if expression is not None:
                    best = (match.end(), expression)
        return best

    def _mention(self, expression: Expression, first: int, last: int, end: int) -> DateMention:
        sentence = self.sentence
        if self.may_be_next_day and expression.kind == "weekday":
            expression = replace(expression, may_be_next_day=True)
        return DateMention(
            sentence.field,
            sentence.starts[first],
            end,
            sentence.index,
            expression,
            is_future=expression.is_future,
            first_token=first,
            last_token=last,
        )

    def _is_likely(self, expression: Expression, first: int, last: int) -> bool:
        """Whether a bare day, month or year, which may be another number or name, is a date."""
        before = self.words[first - 1] if first else ""
        if expression.kind == "shift" and first and not self.in_capitals:
            return not self.sentence.words[first][0].isupper()  # USA Today
        if expression.kind != "calendar" or (expression.day and expression.month):
            return not self._names_what_follows(expression, last)
        if expression.day is not None:
            return self._is_word(before, "before_day")
        if expression.portion is not None or (expression.month and expression.year):
            return True
        if expression.month is not None:
            return self._is_word(before, "before_month") and not self._begins_name(first, last)
        return self._is_word(before, "before_year") or self._is_attribute(last, before)

    def _begins_name(self, first: int, last: int) -> bool:
        """Whether a month in short begins a name: "the Mar Elias church"; not "in Mar. 2020"."""
        told = self.sentence.words
        is_short = last - first == 1 and len(told[first]) == _SHORT_MONTH and told[first] != "May"
        return (
            is_short and not self.in_capitals and any(w[0].isupper() for w in told[last : last + 1])
        )

    def _names_what_follows(self, expression: Expression, last: int) -> bool:
        """Whether a day is part of a name: "the 19 April Movement", "the "9 May" Brigade"."""
        if expression.kind != "calendar" or expression.year is not None:
            return False
        behind = self.words[last : last + 2]
        after = behind[1:] if behind[:1] and behind[0] in _CLOSING else behind[:1]
        return any(self._is_word(word, "named_by_day") for word in after)

    def _is_word(self, word: str, name: str) -> bool:
        return word in self.grammar.values.get(name, ())

    def _is_attribute(self, last: int, before: str) -> bool:
        """Whether a year stands before its noun: "the 2015 deal", not "the 2000 block"."""
        after = self.words[last] if last < len(self.words) else ""
        if not after.isalpha() or self._is_word(after, "not_after_year"):
            return False
        return self._is_word(before, "before_attribute") or before.endswith(POSSESSIVES)

    def joined(self, mentions: list[DateMention]) -> Iterator[DateMention]:
        """Join "from Monday to Wednesday", "ten years ago this week" to one mention each."""
        held = mentions[0]
        for mention in mentions[1:]:
            expression = self._joined(held, mention)
            if expression is not None:
                end, last = mention.end, mention.last_token
                held = replace(held, end=end, expression=expression, last_token=last)
            else:
                yield held
                held = mention
        yield held

    def _joined(self, first: DateMention, second: DateMention) -> Expression | None:
        if self._is_range(first, second):
            return Expression("range", first=first.expression, until=second.expression)
        if self._are_both(first, second):
            return Expression("both", first=first.expression, until=second.expression)
        years, day = first.expression, second.expression
        between = set(self.words[first.last_token : second.first_token])
        is_next = second.first_token - first.last_token <= _ANNIVERSARY_REACH
        is_ago = years.kind == "ago" and years.unit == "year" and years.low == years.high
        if is_ago and is_next and day.kind in _ANNIVERSARIES and day.year is None:
            is_one = all(self._is_word(word, "before_anniversary") for word in between)
            return Expression("anniversary", low=years.low, first=day) if is_one else None
        return None

    def _is_range(self, first: DateMention, second: DateMention) -> bool:
        between = self.words[first.last_token : second.first_token]
        if len(between) != 1 or first.expression.kind not in _RANGE_ENDS:
            return False
        if self._is_word(between[0], "range_link"):
            return True
        opening = self.words[first.first_token - 1] if first.first_token else ""
        return self._is_word(between[0], "and_link") and self._is_word(opening, "between_link")

    def _are_both(self, first: DateMention, second: DateMention) -> bool:
        """Whether one deed was on both days: "on Friday and again on Saturday morning"."""
        kinds = {first.expression.kind, second.expression.kind}
        between = self.words[first.last_token : second.first_token]
        is_joined = bool(between) and self._is_word(between[0], "and_link")
        is_plain = all(self._is_word(word, "both_link") for word in between[1:])
        return is_joined and is_plain and kinds <= _DAYS

    def with_role(self, mention: DateMention) -> DateMention:
        """A date with what its sentence makes of it: dateline, report, the day of an event."""
        if self._is_dateline(mention):
            return replace(mention, role="dateline")
        first = mention.first_token
        is_hour = mention.last_token - first > 1 and self._is_word(self.words[first], "hour")
        if first and (is_hour or mention.expression.kind == "range"):
            first -= 1  # "before dawn on Tuesday" is on Tuesday
        reading = read_role(self.words, first, mention.last_token, self.language)
        is_future = mention.is_future or reading.is_future
        is_stamp = len(self.words) - (mention.last_token - mention.first_token) <= _STAMP_WORDS
        is_excluded = is_future or reading.is_excluded or is_stamp
        role: DateRole = "other" if is_excluded else reading.role
        return replace(mention, role=role, is_future=is_future, is_excluded=is_excluded)

    def _is_dateline(self, mention: DateMention) -> bool:
        start = self.sentence.start
        if (
            mention.field != "text"
            or mention.end - start > _DATELINE_REACH
            or self.sentence.index > DATELINE_SENTENCES
            or mention.expression.day is None
        ):
            return False
        before = self.text[start : mention.start].rstrip()
        if before and not before.endswith(_BEFORE_DATELINE):
            return False
        # at the head of the text any name will do, behind that only one in capitals
        is_named = any(map(str.isupper, before)) if start < _DATELINE_REACH else before.isupper()
        if before and not is_named:
            return False
        if not before and start:
            return False
        return _AFTER_DATELINE.match(self.text, mention.end) is not None
