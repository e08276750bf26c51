"""The date forms of a language."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.extract.dates import grammar as module
from pipeline.extract.dates.grammar import date_grammar
from pipeline.lexicon.tables import Row


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
