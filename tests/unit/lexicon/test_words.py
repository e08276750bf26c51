"""The word lists of a language."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon.event_types import families
from pipeline.lexicon.phrases import PhraseTable
from pipeline.lexicon.tables import read_table
from pipeline.lexicon.words import _pairs, load_words

WORDS = load_words("en")


def test_every_trigger_has_a_type_of_the_codebook() -> None:
    """But those that are listed to be left out."""
    for row in read_table("lexicon/en/triggers.tsv", ("form", "pos", "event_type", "strength")):
        assert row["strength"] == "not" or row["event_type"] in families(), row.line


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_pair_and_rule_has_types_of_the_codebook(language: str) -> None:
    """Their scenes are checked when they are read."""
    words = load_words(language)
    assert {pair.word.event_type for pair in words.pairs} <= set(families())
    for rule in words.type_rules:
        assert rule.sources | {rule.event_type} <= set(families())


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


def test_a_pair_whose_scene_no_word_has_stops_with_its_line() -> None:
    """Else it would wait for a word that never comes."""
    with pytest.raises(ConfigError, match=r"trigger_pairs\.tsv:\d+: no word has the scene"):
        list(_pairs("en", frozenset()))
