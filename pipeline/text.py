"""Text with offsets: paragraphs, sentences, tokens. Pure, and the same for every stage.

All offsets are Unicode code points of one field (``title`` or ``text``) of an article revision, so
that any value can be sliced again from the words it was read from.
"""

from __future__ import annotations

import dataclasses
import re
import string
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import accumulate, repeat
from operator import attrgetter
from typing import NamedTuple

from pipeline.records import Article, Field

#: Above this share of capitals among letters a text is one written in capitals (old wires), where
#: case says nothing. Mixed-case news has 3-12 %, telegrams in capitals more than 95 %.
CAPITALS_SHARE = 0.7

#: One group around all, so that ``split`` keeps the tokens. Each choice begins with a single
#: character and not with a repetition: so the engine sees at once which ones cannot match.
_TOKEN = re.compile(
    r"(\d\d*(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![\w])"  # 1,234  12:30  3rd
    r"|[^\W\d_]\.(?:[^\W\d_]\.)+"  # U.S.
    r"|[^\W_][^\W_]*(?:['’ʼ‘`-][^\W_]+)*"  # words, al-Tanf, O'Neill, Syria's
    r"|[^\w\s]|_)",
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?=[a-z(])[^\n]+)*")
_SMALL_LETTERS = string.ascii_lowercase.encode()
#: A sentence may end at these, when what follows looks like a beginning.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$|[A-Z“\"][a-z]+\s)|[。！？]")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt capt maj sgt cpl adm brig cmdr rev fr hon gov sen rep pres "
    "st mt ft jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun no nos vs etc inc ltd corp co bros dept est approx jr sr ave blvd rd "
    "hwy op cit al ca calif tex fla ariz colo conn del ga ill ind kan ky la mass md mich minn "
    "miss mo mont neb nev okla ore pa tenn va vt wash wis wyo sra srta ud uds lic ing arq".split()
)
_TITLES_BEFORE_NAMES = frozenset(
    "mr mrs ms dr prof gen col lt capt maj sgt cpl adm brig cmdr rev fr hon gov sen rep pres "
    "st".split()
)
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

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a field, with its tokens."""

    index: int
    field: Field
    paragraph: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    #: Each token in lower case.
    lowers: tuple[str, ...] = dataclasses.field(init=False, repr=False)
    #: The normal form of each token, as word lists spell it.
    forms: tuple[str, ...] = dataclasses.field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Spell the tokens as word lists do, once for all who look words up."""
        lowers = tuple([token.lower for token in self.tokens])
        object.__setattr__(self, "lowers", lowers)
        object.__setattr__(self, "forms", tuple(map(normal_form, lowers)))

    def positions(self, start: int, end: int) -> range:
        """The numbers of the tokens that begin at ``start`` or behind it, and before ``end``."""
        first = bisect_left(self.tokens, start, key=_START)
        return range(first, bisect_left(self.tokens, end, first, key=_START))


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the extractor reads it: title first (if any), then the text, in sentences."""

    article: Article
    published: date | None
    sentences: tuple[Sentence, ...]
    in_capitals: bool

    @property
    def language(self) -> str:
        """The folder of its language: ``en`` for en-GB, and when none is told."""
        return (self.article.language or "en").split("-")[0].lower()

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


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Cut a text into tokens; ``offset`` is added to their positions."""
    # Tokens and what is between them take turns, so that running sums of their lengths are where
    # they begin and end. No match objects and no loop in Python: half the time of those.
    parts = _TOKEN.split(text)
    words = parts[1::2]
    borders = list(accumulate(map(len, parts), initial=offset))
    fields = zip(words, borders[1::2], borders[2::2], map(str.lower, words), strict=False)
    return tuple(map(_new_tuple, repeat(Token), fields))


@lru_cache(maxsize=1 << 17)
def normal_form(word: str) -> str:
    """A word as word lists spell it: lower case, plain apostrophe and hyphen, no possessive."""
    word = word.lower()
    if word.isalnum():
        return word
    word = word.translate(_SAME)
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as (start, end), stripped of outer white space."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        body = match.group()
        start = match.start() + len(body) - len(body.lstrip())
        end = match.start() + len(body.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of one paragraph ``text[start:end]`` as (start, end)."""
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and not _ends_sentence(text, begin, match):
            continue
        _append_stripped(spans, text, begin, match.end())
        begin = match.end()
    _append_stripped(spans, text, begin, end)
    return spans


def _append_stripped(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    mark = stop.group()
    following = text[stop.end() : stop.end() + 40].lstrip()
    if not following:
        return True
    if following[0].islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    word = re.search(r"[\w.]+$", text[max(begin, stop.start() - 24) : stop.start()])
    return word is None or not _is_abbreviation(word.group(), following)


def _is_abbreviation(word: str, following: str) -> bool:
    lower = word.lower().strip(".")
    if len(lower) == 1 and word[0].isalpha() and not word.isdigit():
        return True  # an initial: "J. Smith"
    if "." in lower:
        # "U.S. forces" goes on; "in the U.S. The army" does not
        return not re.match(r"(?:The|A|An|It|He|She|They|In|On|But|And|Police)\b", following)
    if lower in _TITLES_BEFORE_NAMES:
        return True
    return lower in _ABBREVIATIONS and (following[0].isdigit() or word[0].isupper())


def is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    plain = text.encode("ascii", "ignore")
    n_small = len(plain) - len(plain.translate(None, _SMALL_LETTERS))
    if n_small >= (1 - CAPITALS_SHARE) * len(text):
        return False  # nearly every text: the capitals cannot be so many of the letters
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) > CAPITALS_SHARE * letters


def read_document(article: Article) -> Document:
    """Cut an article into sentences and tokens."""
    sentences: list[Sentence] = []
    paragraph = 0
    parts: tuple[tuple[Field, str], ...] = (("title", article.title or ""), ("text", article.text))
    for name, body in parts:
        for p_start, p_end in split_paragraphs(body):
            for start, end in split_sentences(body, p_start, p_end):
                for tokens in _pieces(tokenize(body[start:end], start)):
                    first, last = tokens[0].start, tokens[-1].end
                    part = body[first:last]
                    sentences.append(
                        Sentence(len(sentences), name, paragraph, first, last, part, tokens)
                    )
            paragraph += 1
    return Document(article, article.published_on, tuple(sentences), is_in_capitals(article.text))


def _pieces(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The tokens of a sentence, cut where it is endless."""
    for first in range(0, len(tokens), MOST_TOKENS):
        yield tokens[first : first + MOST_TOKENS]
