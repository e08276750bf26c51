"""Text with offsets: sentences and their words. Pure, and the same for every stage.

All offsets are Unicode code points of one field (``title`` or ``text``) of an article revision, so
that any value can be sliced again from the words it was read from.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import accumulate, repeat
from typing import NamedTuple

from pipeline.records import Article, Field
from pipeline.remembered import Remembered
from pipeline.sentences import behind_mark, split_paragraphs, split_sentences

#: Above this share of capitals among letters a text is one written in capitals (old wires), where
#: case says nothing. Mixed-case news has 3-12 %, telegrams in capitals more than 95 %.
CAPITALS_SHARE = 0.7

#: One group around all, so that ``split`` keeps the tokens. Each choice begins with a single
#: character and not with a repetition: so the engine sees at once which ones cannot match.
_TOKEN = re.compile(
    r"([^\W\d_](?:\.(?:[^\W\d_]\.)+"  # U.S.
    r"|[^\W_]*(?:['’ʼ‘`-][^\W_]+)*)"  # words, al-Tanf, O'Neill, Syria's
    r"|\d\d*(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w])"  # 1,234  12:30  3rd
    r"|\d[^\W_]*(?:['’ʼ‘`-][^\W_]+)*"  # 24h, 3-year-old
    r"|[^\w\s]|_)",
)
#: Endings that make a word the owner of the next.
POSSESSIVES = ("'s", "’s")
_SMALL_LETTERS = string.ascii_lowercase.encode()
_CAPITALS = string.ascii_uppercase.encode()
#: A sentence of more tokens is read in pieces of so many: 8 of 28,000 sentences of the development
#: halves have more (rows of dots, lists), and the work on a sentence grows with its length squared.
MOST_TOKENS = 150
#: The time of articles that give only the day.
MIDNIGHT = time(0)
#: From this hour (UTC) of publication on it is the next day where news is made in the east.
EASTERN_MIDNIGHT_HOUR = 15
_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‐": "-", "–": "-"})


class Token(NamedTuple):
    """One word, number or mark; a tuple, since an article makes hundreds of them."""

    text: str
    start: int
    end: int
    #: The token in lower case: asked for so often that it is made once.
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or digit."""
        return self.text[0].isalnum()


class Sentence:
    """One sentence of a field, with its words.

    ``words`` are its words, numbers and marks, ``lowers`` the same in lower case, ``forms`` as word
    lists spell them. What only the sentences that are read further are asked for is made then.
    Never changed once made.
    """

    __slots__ = (
        "_parts",
        "_starts",
        "_tokens",
        "end",
        "field",
        "forms",
        "index",
        "lowers",
        "paragraph",
        "start",
        "text",
        "words",
    )

    def __init__(
        self, index: int, place: tuple[Field, int, int], text: str, parts: Sequence[str] = ()
    ) -> None:
        """Take its number, its field, paragraph and start, its text (cut, if it is)."""
        self.field, self.paragraph, self.start = place
        self.index = index
        self.end = self.start + len(text)
        self.text = text
        self._parts = parts or cut(text)
        self._starts: list[int] | None = None
        self._tokens: tuple[Token, ...] | None = None
        self.words = tuple(self._parts[1::2])
        self.lowers, self.forms = _spell(self.words)

    def end_of(self, position: int) -> int:
        """Where a word ends."""
        return self.starts[position] + len(self.words[position])

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words with their positions."""
        if self._tokens is None:
            self._tokens = _tokens_of(self._parts, self.start)
        return self._tokens

    @property
    def starts(self) -> list[int]:
        """Where each word begins, for those who need no tokens."""
        if self._starts is None:
            self._starts = _borders_of(self._parts, self.start)[1:-1:2]
        return self._starts

    def positions(self, start: int, end: int) -> range:
        """The numbers of the tokens that begin at ``start`` or behind it, and before ``end``."""
        first = bisect_left(self.starts, start)
        return range(first, bisect_left(self.starts, end, first))

    def between(self, start: int, end: int) -> slice:
        """The tokens that begin at ``start`` or behind it, and end at ``end`` or before."""
        inside = self.positions(start, end)
        is_cut = len(inside) > 0 and self.end_of(inside.stop - 1) > end
        return slice(inside.start, inside.stop - is_cut)


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the extractor reads it: title first (if any), then the text, in sentences."""

    article: Article
    published: date | None
    sentences: tuple[Sentence, ...]
    in_capitals: bool
    #: The folder of its language.
    language: str = field(init=False)

    def __post_init__(self) -> None:
        """Cut the language's name once: it is asked for with each word list."""
        object.__setattr__(self, "language", language_of(self.article))

    @property
    def may_be_next_day(self) -> bool:
        """Whether it may have been the day after the publication day where it was written.

        Published at a day without a time, or so late in UTC that the east has it, and no clock of
        the publisher is known.
        """
        at, offset = self.article.published_at, self.article.published_utc_offset
        if at is None or at.time() == MIDNIGHT:
            return at is not None
        return offset is None and at.hour >= EASTERN_MIDNIGHT_HOUR

    def field_text(self, field: Field) -> str:
        """The whole text of a field."""
        return (self.article.title or "") if field == "title" else self.article.text


#: Makes a named tuple without its own constructor, which is half of the cost of a token.
_new_tuple = tuple.__new__


def cut(text: str) -> list[str]:
    """The tokens of a text and what stands between them, in turns; it begins and ends between."""
    return _TOKEN.split(text)


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Cut a text into tokens; ``offset`` is added to their positions."""
    return _tokens_of(cut(text), offset)


def _tokens_of(parts: Sequence[str], offset: int) -> tuple[Token, ...]:
    words = parts[1::2]
    borders = _borders_of(parts, offset)
    fields = zip(words, borders[1::2], borders[2::2], map(str.lower, words), strict=False)
    return tuple(map(_new_tuple, repeat(Token), fields))


def _borders_of(parts: Sequence[str], offset: int) -> list[int]:
    # Running sums of the lengths are where tokens begin and end. No match objects and no loop in
    # Python: half the time of those.
    return list(accumulate(map(len, parts), initial=offset))


def normal_form(word: str) -> str:
    """A word as word lists spell it: lower case, plain apostrophe and hyphen, no possessive."""
    return _form_of(word)


def _spell_plainly(word: str) -> str:
    word = word.lower()
    if word.isalnum():
        return word
    word = word.translate(_SAME)
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word


#: Asked for nearly every word of every text: the same few strings, which know their hash.
_form_of = Remembered(_spell_plainly, 1 << 17).__getitem__


def _spell_twice(word: str) -> tuple[str, str]:
    lower = word.lower()
    return lower, _form_of(lower)


#: Asked for every word of every text.
_spellings_of = Remembered(_spell_twice, 1 << 17).__getitem__


def _spell(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words in lower case, and as word lists spell them: one look-up gives both of a word."""
    if not words:
        return (), ()
    lowers, forms = zip(*map(_spellings_of, words), strict=False)
    return lowers, forms


def is_quoted(before: str) -> bool:
    """Whether a quotation that began in the text before a word is still open."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    plain = text.encode("ascii", "ignore")
    n_small = len(plain) - len(plain.translate(None, _SMALL_LETTERS))
    if n_small >= (1 - CAPITALS_SHARE) * len(text):
        return False  # nearly every text: the capitals cannot be so many of the letters
    if len(plain) == len(text):
        n_capitals = len(plain) - len(plain.translate(None, _CAPITALS))
        return n_capitals > CAPITALS_SHARE * (n_capitals + n_small)
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) > CAPITALS_SHARE * letters


def language_of(article: Article) -> str:
    """The folder of an article's language: ``en`` for en-GB, and when none is told."""
    return (article.language or "en").split("-")[0].lower()


def read_document(article: Article) -> Document:
    """Cut an article into sentences and tokens."""
    sentences: list[Sentence] = []
    paragraph = 0
    parts: tuple[tuple[Field, str], ...] = (("title", article.title or ""), ("text", article.text))
    for name, body in parts:
        for p_start, p_end in split_paragraphs(body):
            for start, end in split_sentences(body, behind_mark(body, p_start, p_end), p_end):
                text = body[start:end]
                for at, piece, words in _pieces(text, start):
                    sentences.append(Sentence(len(sentences), (name, paragraph, at), piece, words))
            paragraph += 1
    return Document(article, article.published_on, tuple(sentences), is_in_capitals(article.text))


def _pieces(text: str, start: int) -> list[tuple[int, str, list[str]]]:
    """A sentence, in pieces where it is endless: where each begins, its text, and that cut."""
    parts = cut(text)
    if len(parts) <= 2 * MOST_TOKENS + 1:
        return [(start, text, parts)]
    borders, n_inside = _borders_of(parts, start), len(parts) - 1
    cuts = range(1, n_inside, 2 * MOST_TOKENS)
    pieces = [["", *parts[n : min(n + 2 * MOST_TOKENS - 1, n_inside)], ""] for n in cuts]
    return [(borders[n], "".join(piece), piece) for n, piece in zip(cuts, pieces, strict=True)]
