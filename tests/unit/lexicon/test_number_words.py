"""The tables of number words."""

from __future__ import annotations

import pytest

from pipeline.lexicon import number_words as module
from pipeline.lexicon.number_words import number_words


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("seven", 7),
        ("7", 7),
        ("thirty-one", 31),
        ("1,500", 1500),
        ("7:30", None),
        ("al-tanf", None),
    ],
)
def test_one_token_has_a_value_when_it_is_a_number(word: str, value: int | None) -> None:
    assert number_words().value_of(word) == value


def test_ordinals_are_ranks_and_not_counts() -> None:
    lexicon = number_words()
    assert lexicon.ordinals["twenty-third"] == 23
    assert lexicon.value_of("third") is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_language_has_consistent_tables(language: str) -> None:
    lexicon = number_words(language)
    assert lexicon.cardinals
    assert lexicon.starts >= set(lexicon.vague)


def test_a_row_with_bounds_out_of_order_stops_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pipeline.errors import ConfigError
    from pipeline.lexicon.tables import Row

    def rows(path: str, columns: tuple[str, ...]) -> list[Row]:
        if "vague" not in path:
            return []
        values = ("few", "5", "3", "9", "vague")
        return [Row("vague_numbers.tsv", 7, dict(zip(columns, values, strict=True)))]

    monkeypatch.setattr(module, "read_table", rows)
    with pytest.raises(ConfigError, match=r"vague_numbers\.tsv:7"):
        number_words.__wrapped__("xx")
