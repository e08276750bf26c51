"""How dates are written in one language: forms compiled from its tables.

``date_words.tsv`` holds the words by class, ``date_forms.tsv`` the ways to put them together. A
form is tried only where a token is one of its first words, so a text costs one dictionary look-up
per token and a few matches.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import get_args

from pipeline.extract.dates.expression import Expression, Kind, read_expression
from pipeline.lexicon.tables import Row, read_table
from pipeline.remembered import Remembered
from pipeline.text import POSSESSIVES, tokenize

#: Classes whose shape is the same in every language.
_SHAPES = {
    "day": r"(?P<day>3[01]|[0-2]?\d)(?![.,:]?\d)",
    "day2": r"(?P<day2>3[01]|[0-2]?\d)(?![.,:]?\d)",
    "year": r"(?P<year>(?:18|19|20)\d\d)(?!\d)",
    "yy": r"(?P<yy>\d\d)(?!\d)",
    "mm": r"(?P<mm>\d\d?)",
    "dd": r"(?P<dd>\d\d?)",
}
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Of so many words it is remembered whether a date begins with them.
_KEPT = 1 << 16
_LETTERS = re.compile(r"[^\W\d_]+")
#: The class of a group that has another name, since a form may use a class twice.
_CLASS_OF = {
    "n": "count",
    "month2": "month",
    "weekday2": "weekday",
    "short_weekday_dot": "short_weekday",
}
_CLASSES = frozenset(
    "month weekday short_weekday unit plural_unit period count modifier portion part ordinal "
    "season holiday ordinal_mark before_year before_month before_day before_attribute "
    "not_after_year named_by_day range_link and_link between_link both_link before_anniversary "
    "hour posted".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date."""

    kind: Kind
    pattern: re.Pattern[str]
    constants: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DateGrammar:
    """The compiled forms of one language by first word (``#`` for digits), and word values.

    A gate is one expression for all forms of a first word: where it fails, none of them matches.
    ``followers`` are the words that may stand second in them: "the", "in" and "a" begin dates, but
    what stands behind them seldom goes on as one, which costs less to see than a gate. ``keys``
    has for each lower-case token the first word that it is, "" for none.
    """

    forms: dict[str, tuple[Form, ...]]
    gates: dict[str, re.Pattern[str]]
    followers: dict[str, frozenset[str]]
    keys: Remembered[str]
    values: dict[str, dict[str, str]]
    capitalised: frozenset[tuple[str, str]]

    def openings(self, words: tuple[str, ...]) -> list[tuple[int, str]]:
        """The lower-case tokens of a sentence that a date may begin with, with their first word."""
        keys, last = list(map(self.keys.__getitem__, words)), len(words) - 1
        return [
            (n, keys[n])
            for n in compress(range(len(words)), keys)
            if n == last or self.may_begin(keys[n], words[n + 1])
        ]

    def may_begin(self, key: str, following: str) -> bool:
        """Whether a date may begin with a first word, by the token behind it."""
        followers = self.followers.get(key)
        if followers is None or following in followers:
            return True
        if following.isalpha():
            return False
        return not following[:1].isalpha() or _leading_letters(following) in followers

    def read(self, form: Form, match: re.Match[str], any_case: bool) -> Expression | None:
        """What a matched form says; None when it is no date or a name lacks its capital."""
        words = {name: text for name, text in match.groupdict().items() if text is not None}
        if not any_case and any(self._lacks_capital(name, text) for name, text in words.items()):
            return None
        values = {name: self._value(name, text) for name, text in words.items()}
        values.update((key, values.get(value, value)) for key, value in form.constants)
        return read_expression(form.kind, values)

    def _value(self, name: str, text: str) -> str:
        return self.values.get(_class_of(name), {}).get(_plain(text), text)

    def _lacks_capital(self, name: str, text: str) -> bool:
        return text[0].islower() and (_class_of(name), _plain(text)) in self.capitalised


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _class_of(group: str) -> str:
    return _CLASS_OF.get(group, group)


@cache
def date_grammar(language: str = "en") -> DateGrammar:
    """Compile the date forms of a language.

    Raises:
        ConfigError: a row is wrong (names file and line).
    """
    values, capitalised = _read_words(language)
    forms: dict[str, list[Form]] = {}
    words_of: dict[str, list[frozenset[str]]] = {}
    columns = ("kind", "first", "form", "constants", "example")
    for row in read_table(f"lexicon/{language}/date_forms.tsv", columns):
        form = _compile(row, values)
        for word in _first_words(row, values):
            forms.setdefault(word, []).append(form)
            words_of.setdefault(word, []).append(_words_of(row, values))
    by_word = {word: tuple(found) for word, found in forms.items()}
    gates = {word: _gate(found) for word, found in by_word.items()}
    followers = {
        word: frozenset().union(*found)
        for word, found in words_of.items()
        if word != "#" and not any(form.pattern.fullmatch(word) for form in by_word[word])
    }
    portions = values.get("portion", {})
    keys = Remembered(lambda word: _key_of(word, by_word, portions), _KEPT)
    return DateGrammar(by_word, gates, followers, keys, values, capitalised)


def _key_of(word: str, known: Container[str], portions: Container[str]) -> str:
    """The first word that a lower-case token is: itself, any number, or without possessive.

    Or the part of a month or year that it begins with: "mid-February".
    """
    if word in known:
        return word
    portion = word.partition("-")[0]
    if portion in portions and portion in known:
        return portion
    key = "#" if word[0].isdigit() else word[:-2] if word[-2:] in POSSESSIVES else ""
    return key if key in known else ""


def _gate(forms: tuple[Form, ...]) -> re.Pattern[str]:
    bodies = (_GROUP_NAME.sub("(?:", form.pattern.pattern) for form in forms)
    return re.compile("|".join(bodies), re.IGNORECASE)


def _read_words(language: str) -> tuple[dict[str, dict[str, str]], frozenset[tuple[str, str]]]:
    values: dict[str, dict[str, str]] = {}
    capitalised: set[tuple[str, str]] = set()
    for row in read_table(f"lexicon/{language}/date_words.tsv", ("class", "word", "value")):
        name = row.one_of("class", _CLASSES)
        values.setdefault(name, {})[row["word"].lower()] = row["value"]
        if row["word"][0].isupper():
            capitalised.add((name, row["word"].lower()))
    return values, frozenset(capitalised)


def _compile(row: Row, values: dict[str, dict[str, str]]) -> Form:
    def replace(match: re.Match[str]) -> str:
        return _alternatives(row, match.group(1), values)

    body = _PLACEHOLDER.sub(replace, row["form"]).replace(" ", r"\s+")
    body = body.replace(r"\s+?", r"\s*")
    try:
        pattern = re.compile(body + r"(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise row.error(f"not a form: {error}") from None
    constants = () if row["constants"] == "-" else tuple(
        (key, value) for key, _, value in (part.partition("=") for part in row["constants"].split())
    )  # fmt: skip
    return Form(row.one_of("kind", get_args(Kind)), pattern, constants)  # type: ignore[arg-type]


def _alternatives(row: Row, name: str, values: dict[str, dict[str, str]]) -> str:
    if name in _SHAPES:
        return _SHAPES[name]
    words: Iterable[str] = values.get(_class_of(name), ())
    if name == "short_weekday_dot":
        words = [word for word in words if word.endswith(".")]
    if not words and name != "th":
        raise row.error(f"unknown class '{name}'")
    if name == "th":
        marks = sorted(values.get("ordinal_mark", {"st": "", "nd": "", "rd": "", "th": ""}))
        return "(?:" + "|".join(marks) + ")"
    digits = [r"\d{1,3}"] if name == "n" else []
    spelled = [re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)]
    body = "|".join(digits + spelled).replace("'", "['’]")
    return f"(?P<{name}>(?<!\\w)(?:{body}))"


def _words_of(row: Row, values: dict[str, dict[str, str]]) -> frozenset[str]:
    """All words that a form may have, in lower case: those it spells and those of its classes."""
    names = _PLACEHOLDER.findall(row["form"])
    classes = [word for name in names for word in values.get(_class_of(name), ())]
    spelled = _PLACEHOLDER.sub(" ", row["form"]).lower()
    return frozenset(_LETTERS.findall(" ".join([spelled, *classes])))


def _leading_letters(word: str) -> str:
    """The letters that a word begins with: "month's" goes on as "month" does."""
    match = _LETTERS.match(word)
    return match.group() if match else ""


def _first_words(row: Row, values: dict[str, dict[str, str]]) -> set[str]:
    """The first tokens of a form's beginnings, lower case, as the tokenizer cuts them."""
    found: set[str] = set()
    for item in row["first"].split():
        if not item.startswith("{"):
            found.add(item)
            continue
        for word in values.get(item.strip("{}"), ()):
            first = tokenize(word)[0].text
            found.add("#" if first[0].isdigit() else first)
    return found
