"""The word lists of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import words
from pipeline.lexicon.phrases import PhraseTable
from pipeline.lexicon.tables import Row, read_table
from pipeline.lexicon.words import _pairs, _trigger_forms, _type_rules, load_words

WORDS = load_words("en")


def test_a_form_has_its_noun_and_its_verb() -> None:
    """To be told apart where it stands."""
    (match,) = WORDS.triggers.find(("attack",))
    assert {word.pos for word in match.entry} == {"n", "v"}


def test_the_longest_phrase_wins() -> None:
    """And phrases do not overlap."""
    table = PhraseTable([("car", 1), ("car bomb", 2), ("bomb", 3)])
    assert [m.entry for m in table.find(("a", "car", "bomb", "car"))] == [2, 1]


def test_a_table_with_other_columns_stops_with_its_line() -> None:
    """Bad data stops a run before it starts."""
    with pytest.raises(ConfigError, match=r"triggers\.tsv:\d+: expected the columns form, kind"):
        list(read_table("lexicon/en/triggers.tsv", ("form", "kind")))


@pytest.mark.parametrize(
    ("read", "table", "columns", "cells"),
    [
        (
            _trigger_forms,
            "triggers",
            ("form", "pos", "event_type", "strength"),
            ("raid", "n", "airstrik", "strong"),
        ),
        (
            partial(_pairs, scenes=frozenset(("bomb", "go_off"))),
            "trigger_pairs",
            ("first", "second", "gap", "order", "event_type", "strength", "among"),
            ("bomb", "go_off", "4", "after", "airstrik", "strong", ""),
        ),
        (
            partial(_type_rules, scenes=frozenset()),
            "type_rules",
            ("event_type", "from", "needs", "lacks"),
            ("airstrik", "attack", "", ""),
        ),
        (
            partial(_type_rules, scenes=frozenset()),
            "type_rules",
            ("event_type", "from", "needs", "lacks"),
            ("air_strike", "attack airstrik", "", ""),
        ),
    ],
)
def test_an_unknown_event_type_stops_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
    read: Callable[[str], Iterator[object]],
    table: str,
    columns: tuple[str, ...],
    cells: tuple[str, ...],
) -> None:
    row = Row(f"{table}.tsv", 17, dict(zip(columns, cells, strict=True)))
    monkeypatch.setattr(words, "read_table", lambda *_: iter([row]))
    with pytest.raises(ConfigError, match=rf"{table}\.tsv:17: unknown .* 'airstrik'"):
        list(read("en"))


def test_a_pair_whose_scene_no_word_has_stops_with_its_line() -> None:
    """Else it would wait for a word that never comes."""
    with pytest.raises(ConfigError, match=r"trigger_pairs\.tsv:\d+: no word has the scene"):
        list(_pairs("en", frozenset()))
