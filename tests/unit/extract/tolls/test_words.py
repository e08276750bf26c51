"""The tables of words of harm."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.extract.tolls import words as module
from pipeline.extract.tolls.words import harm_words
from pipeline.lexicon.tables import Row


def test_a_verb_is_known_in_all_its_forms() -> None:
    phrases = harm_words().phrases
    assert {"kill", "kills", "killed", "killing"} <= phrases.keys()


def test_the_longest_phrase_is_matched() -> None:
    end, harms = harm_words().match("was shot dead today".split(), 1) or (0, ())
    assert end == 3
    assert harms[0].outcome == "killed"


@pytest.mark.parametrize(
    ("sentence", "may_tell"),
    [
        ("two men were killed", True),
        ("she was taken to hospital", True),
        ("the toll rose to 12", True),
        ("it was their people who found the list", False),
        ("rain fell", False),
    ],
)
def test_only_all_words_of_a_phrase_of_harm_may_tell_a_toll(sentence: str, may_tell: bool) -> None:
    assert harm_words().may_tell(sentence.split()) is may_tell


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_language_has_all_tables(language: str) -> None:
    lexicon = harm_words(language)
    assert lexicon.phrases
    assert lexicon.cues["saying"]
    assert {"N", "L", "P", "B"} <= set(lexicon.tags.values())


def test_a_row_of_an_unknown_kind_stops_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(path: str, columns: tuple[str, ...]) -> list[Row]:
        values = ("kill", "verbs", "killed")[: len(columns)]
        return [Row("harm_words.tsv", 4, dict(zip(columns, values, strict=False)))]

    monkeypatch.setattr(module, "read_table", rows)
    with pytest.raises(ConfigError, match=r"harm_words\.tsv:4: unknown kind 'verbs'"):
        harm_words.__wrapped__("xx")
