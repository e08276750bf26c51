"""Find the dates of a document and resolve them against publication and story.

A date mention is an expression with its offsets, its role in the sentence and whether it lies
ahead; :func:`resolve` turns it into an interval of days. Clock times alone are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.grammar import DateGrammar, date_grammar
from pipeline.extract.dates.interval import Interval
from pipeline.extract.dates.resolve import resolve_expression
from pipeline.extract.dates.roles import DateRole, read_role
from pipeline.extract.finds import in_sentence, in_sentences
from pipeline.records import Field
from pipeline.text import Document, Sentence

__all__ = ["DateMention", "Interval", "document_date", "find_dates", "resolve"]

#: How far into a sentence a dateline's date may stand, in characters.
_DATELINE_REACH = 70
#: Behind so many sentences at most: a title told again, a note of correction.
_DATELINE_SENTENCES = 5
_WEEK = 7
#: A sentence with no more words than this beside its date is a stamp: "By Ann Lee, May 5, 2014".
_STAMP_WORDS = 1
#: Marks that end a name in quotation marks.
_CLOSING = frozenset("\"”’'")
#: What may follow "ten years ago" for the same day or week, at most so many words behind it.
_ANNIVERSARIES = frozenset(("calendar", "shift", "period"))
_ANNIVERSARY_REACH = 2
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


class DatesOfArticle:
    """The dates of an article, each sentence read when it is asked for.

    Most sentences never are: only the first ones and those that tell something, until it is known
    that the article tells an incident.
    """

    def __init__(self, document: Document) -> None:
        """Take the passages of an article, of which nothing is read yet."""
        self._document = document
        self._grammar = date_grammar(document.language)
        self._sentences = {sentence.index: sentence for sentence in document.sentences}
        #: By sentence, without the years that are told elsewhere.
        self._found: dict[int, list[DateMention]] = {}
        self._around: dict[int, list[DateMention]] = {}
        self._all: tuple[DateMention, ...] | None = None

    def everywhere(self) -> tuple[DateMention, ...]:
        """All dates, in text order, never overlapping."""
        if self._all is None:
            found = [mention for index in self._sentences for mention in self._read(index)]
            self._all = tuple(_with_years(found))
        return self._all

    def around(self, index: int) -> Sequence[DateMention]:
        """Those of a sentence and of the first ones, which may have a dateline."""
        known = self._around.get(index)
        if known is None:
            numbers = sorted({*range(_DATELINE_SENTENCES + 1), index})
            known = [mention for n in numbers for mention in self._read(n)]
            if any(map(_may_lack_year, known)):
                dates = self.everywhere()
                known = [mention for n in numbers for mention in in_sentence(dates, n)]
            self._around[index] = known
        return known

    def within(self, index: int) -> Sequence[DateMention]:
        """Those of a sentence."""
        return in_sentence(self.around(index), index)

    def _read(self, index: int) -> list[DateMention]:
        known = self._found.get(index)
        if known is None:
            sentence = self._sentences.get(index)
            known = list(self._read_sentence(sentence)) if sentence is not None else []
            self._found[index] = known
        return known

    def _read_sentence(self, sentence: Sentence) -> Iterator[DateMention]:
        openings = self._grammar.openings(sentence.lowers)
        if not openings:
            return
        reader = _SentenceReader(self._document, sentence, self._grammar)
        mentions = list(reader.mentions(openings))
        if mentions:
            yield from map(reader.with_role, reader.joined(mentions))


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """The date mentions of a document, in text order, never overlapping."""
    return DatesOfArticle(document).everywhere()


def _may_lack_year(mention: DateMention) -> bool:
    """Whether a date is a day of a month whose year may be told elsewhere."""
    e = mention.expression
    return e.kind == "calendar" and e.year is None and e.day is not None


def _with_years(mentions: Sequence[DateMention]) -> Iterator[DateMention]:
    """Give a day of a month the year with which the same article tells it elsewhere.

    "He was shot on March 13. ... The murder of March 13, 2013": or the year of that month.
    """
    years: dict[tuple[int | None, int | None], set[int]] = {}
    for mention in mentions:
        e = mention.expression
        if e.kind == "calendar" and e.year is not None and e.month is not None:
            years.setdefault((e.month, e.day), set()).add(e.year)
    for mention in mentions:
        e = mention.expression
        told: set[int] = set()
        if _may_lack_year(mention):
            told = years.get((e.month, e.day)) or years.get((e.month, None)) or told
        has_one = len(told) == 1
        yield replace(mention, expression=replace(e, year=min(told))) if has_one else mention


def resolve(
    mention: DateMention, published: date | None, story_anchor: Interval | None = None
) -> Interval | None:
    """The days that a mention names; None when what it counts from is not known."""
    expression = mention.expression
    if mention.is_future and not expression.is_future:
        expression = replace(expression, is_future=True)
    return resolve_expression(expression, published, story_anchor)


def document_date(document: Document, dates: Sequence[DateMention] | None = None) -> date | None:
    """The day that a document's relative dates count from.

    The dateline's own day, when it has a year or is of the week before publication (texts are
    published again years later), else the publication day.
    """
    published = document.published
    dates = find_dates(document) if dates is None else dates
    for mention in in_sentences(dates, 0, _DATELINE_SENTENCES + 1):
        if mention.role != "dateline":
            continue
        interval = resolve(mention, published)
        if interval is None:
            continue
        day = interval.end
        if published is None or (day <= published and _is_own_day(mention, day, published)):
            return day
    return published


def _is_own_day(mention: DateMention, day: date, published: date) -> bool:
    return mention.expression.year is not None or (published - day).days <= _WEEK


class _SentenceReader:
    """Reads the dates of one sentence."""

    def __init__(self, document: Document, sentence: Sentence, grammar: DateGrammar) -> None:
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
            return self._is_word(before, "before_month")
        return self._is_word(before, "before_year") or self._is_attribute(last, before)

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
        return self._is_word(before, "before_attribute") or before.endswith(("'s", "’s"))

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

    def with_role(self, mention: DateMention) -> DateMention:
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
            or self.sentence.index > _DATELINE_SENTENCES
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
