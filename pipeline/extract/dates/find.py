"""Find the dates of a document and resolve them against publication and story.

A date mention is an expression with its offsets, its role in the sentence and whether it lies
ahead; :func:`resolve` turns it into an interval of days. Clock times alone are no dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.dates.grammar import date_grammar
from pipeline.extract.dates.interval import Interval
from pipeline.extract.dates.resolve import resolve_expression
from pipeline.extract.dates.sentence import DATELINE_SENTENCES, DateMention, SentenceReader
from pipeline.extract.finds import in_sentence, in_sentences
from pipeline.text import Document, Sentence

__all__ = ["DateMention", "Interval", "document_date", "find_dates", "resolve"]

_WEEK = 7
#: Days so far back are of the news, whatever year is told of their month.
_FORTNIGHT = timedelta(days=14)


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
            self._all = tuple(_with_years(found, self._document.published))
        return self._all

    def around(self, index: int) -> Sequence[DateMention]:
        """Those of a sentence and of the first ones, which may have a dateline."""
        known = self._around.get(index)
        if known is None:
            numbers = sorted({*range(DATELINE_SENTENCES + 1), index})
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
        reader = SentenceReader(self._document, sentence, self._grammar)
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


def _with_years(mentions: Sequence[DateMention], published: date | None) -> Iterator[DateMention]:
    """Give a day of a month the year with which the same article tells it elsewhere.

    "He was shot on March 13. ... The murder of March 13, 2013": or the year of that month, unless
    the day is one of the news ("AMMAN, Dec 2 - ... as in December 2016").
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
            told = years.get((e.month, e.day), told)
            if not told and not _is_of_news(mention, published):
                told = years.get((e.month, None), told)
        has_one = len(told) == 1
        yield replace(mention, expression=replace(e, year=min(told))) if has_one else mention


def _is_of_news(mention: DateMention, published: date | None) -> bool:
    """Whether a day without a year lies in the two weeks before publication."""
    day = resolve(mention, published)
    return published is not None and day is not None and published - day.end <= _FORTNIGHT


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
    for mention in in_sentences(dates, 0, DATELINE_SENTENCES + 1):
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
