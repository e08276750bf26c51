"""The classes of small words."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import grammar as module
from pipeline.lexicon.tables import Row


def test_every_class_of_english_has_words() -> None:
    """A class that is empty by a slip of the table would go unnoticed."""
    grammar = module.load_grammar("en")
    assert all(getattr(grammar, name) for name in module._CLASSES)


def test_a_row_of_no_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name of its file and its line."""
    rows = [Row("grammar_words.tsv", 3, {"class": "definit", "word": "the"})]
    monkeypatch.setattr(module, "read_table", lambda path, columns: iter(rows))
    with pytest.raises(ConfigError, match=r"grammar_words\.tsv:3"):
        module.load_grammar.__wrapped__("en")
