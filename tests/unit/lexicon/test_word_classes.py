"""Words that stand for each other in a row."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon.tables import Row, read_table
from pipeline.lexicon.word_classes import spell_out
from pipeline.lexicon.words import load_words


def test_a_class_in_braces_stands_for_each_of_its_words() -> None:
    row = Row("triggers.tsv", 7, {"form": "{lodge} {formal} protest"})
    told = list(spell_out(row, "form", "en"))
    assert {"file a protest", "lodge a formal protest"} <= set(told)
    assert len(told) == len(set(told))


def test_what_names_no_class_is_as_it_stands() -> None:
    row = Row("triggers.tsv", 7, {"form": "air strike"})
    assert list(spell_out(row, "form", "es")) == ["air strike"]


def test_an_unknown_class_names_its_line() -> None:
    row = Row("status_cues.tsv", 7, {"cue": "{nobody_at_all} said"})
    with pytest.raises(ConfigError, match=r"status_cues.tsv:7: unknown class 'nobody_at_all'"):
        list(spell_out(row, "cue", "en"))


def test_every_trigger_of_a_class_is_found_in_all_its_forms() -> None:
    (match,) = load_words("en").triggers.find(("they", "lodged", "an", "official", "protest"))
    assert {word.strength for word in match.entry} == {"not"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_class_is_named(language: str) -> None:
    triggers = read_table(
        f"lexicon/{language}/triggers.tsv", ("form", "pos", "event_type", "strength")
    )
    cues = read_table(f"lexicon/{language}/status_cues.tsv", ("cue", "status", "side", "reach"))
    of_types = read_table(
        f"lexicon/{language}/type_cues.tsv", ("cue", "status", "side", "reach", "families")
    )
    scenes = read_table(f"lexicon/{language}/scene_words.tsv", ("scene", "form", "pos"))
    texts = [*(row["cue"] for row in of_types), *(row["form"] for row in scenes)]
    texts += [*(row["form"] for row in triggers), *(row["cue"] for row in cues)]
    named = {name for text in texts for name in re.findall(r"\{(\w+)\}", text)}
    classes = read_table(f"lexicon/{language}/word_classes.tsv", ("class", "word"))
    assert {row["class"] for row in classes} == named
