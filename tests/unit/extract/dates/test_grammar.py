"""The date forms of a language."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.extract.dates import grammar as module
from pipeline.extract.dates.grammar import date_grammar
from pipeline.lexicon.tables import Row, read_table
from pipeline.text import tokenize

COLUMNS = ("kind", "first", "form", "constants", "example")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_form_can_be_reached_by_a_first_word(language: str) -> None:
    grammar = date_grammar(language)
    assert grammar.forms.keys() == grammar.gates.keys()
    assert "#" in grammar.forms


def rows_with(form: str) -> object:
    def read(path: str, columns: tuple[str, ...]) -> list[Row]:
        if "words" in path:
            return [Row("date_words.tsv", 2, {"class": "month", "word": "May", "value": "5"})]
        values = ("calendar", "may", form, "-", "May")
        return [Row("date_forms.tsv", 9, dict(zip(columns, values, strict=True)))]

    return read


@pytest.mark.parametrize("form", ["{month} {decade}", "{month} ("])
def test_a_wrong_form_stops_with_its_place(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_table", rows_with(form))
    with pytest.raises(ConfigError, match=r"date_forms\.tsv:9"):
        date_grammar.__wrapped__("xx")


@pytest.mark.parametrize(
    ("key", "following", "may_begin"),
    [
        ("the", "soldiers", False),
        ("in", "lima", False),
        ("the", "15th", True),
        ("in", "recent", True),
        ("last", "month's", True),
        ("monday", "soldiers", True),
        ("the", "", True),
    ],
)
def test_a_date_goes_on_with_a_word_of_its_forms(key: str, following: str, may_begin: bool):
    assert date_grammar().may_begin(key, following) is may_begin


def test_every_example_of_a_form_goes_on_as_its_first_word_may():
    for language in ("en", "es"):
        grammar = date_grammar(language)
        for row in read_table(f"lexicon/{language}/date_forms.tsv", COLUMNS):
            first, *rest = [token.lower for token in tokenize(row["example"])]
            key = "#" if first[0].isdigit() else first
            assert grammar.may_begin(key, rest[0] if rest else ""), row["example"]
