"""No row of a table says what rows above it say, or is never read because of them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.lexicon.inflection import noun_forms, verb_forms
from pipeline.lexicon.tables import Row, read_table
from pipeline.lexicon.word_classes import spell_out
from pipeline.text import normal_form, tokenize

Forms = Callable[[Row, str], tuple[str, ...]]


def _inflected(row: Row, language: str) -> tuple[str, ...]:
    make = {"n": noun_forms, "v": verb_forms}.get(row.values.get("pos", "n"))
    bases = spell_out(row, "form", language)
    return tuple(f for base in bases for f in (make(base, language) if make else (base,)))


def _of_column(column: str) -> Forms:
    return lambda row, language: tuple(spell_out(row, column, language))


#: Table -> its columns, its forms, and the column within which a form may stand once.
TABLES: dict[str, tuple[tuple[str, ...], Forms, str | None]] = {
    "triggers": (("form", "pos", "event_type", "strength"), _inflected, "pos"),
    "scene_words": (("scene", "form", "pos"), _inflected, "scene"),
    "world_words": (("world", "form", "pos"), _inflected, "world"),
    "weapons": (("form",), _inflected, None),
    "people": (("form", "kind", "type"), _inflected, None),
    "targets": (("form", "type"), _inflected, None),
    "actors": (("form", "actor_id", "type", "country"), _of_column("form"), None),
    "status_cues": (("cue", "status", "side", "reach"), _of_column("cue"), None),
    "function_words": (("form", "kind"), _of_column("form"), None),
}


PAIRS = ("first", "second", "gap", "order", "event_type", "strength", "among")
RULES = ("event_type", "from", "needs", "lacks")


def test_rows_that_say_nothing_new_are_found() -> None:
    rows = [Row("people.tsv", n, {"form": form}) for n, form in enumerate(["man", "mob", "Man"])]
    assert _idle(rows, _of_column("form"), None, "en") == [2]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_read_for_something(table: str, language: str) -> None:
    columns, forms, within = TABLES[table]
    rows = list(read_table(f"lexicon/{language}/{table}.tsv", columns))
    assert _idle(rows, forms, within, language) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_scene_is_asked_for_or_hides_shorter_words(language: str) -> None:
    rows = read_table(f"lexicon/{language}/scene_words.tsv", ("scene", "form", "pos"))
    pairs = read_table(f"lexicon/{language}/trigger_pairs.tsv", PAIRS)
    rules = read_table(f"lexicon/{language}/type_rules.tsv", RULES)
    asked = {name for row in pairs for name in _named(row, "first", "second", "among")}
    asked |= {name for row in rules for name in _named(row, "needs", "lacks")}
    asked |= _strings_of_the_code()
    assert {row["scene"] for row in rows if not row["scene"].startswith("other_")} <= asked


def _named(row: Row, *columns: str) -> list[str]:
    return [name for column in columns for name in row[column].split()]


@cache
def _strings_of_the_code() -> frozenset[str]:
    """The words of all strings of extraction but docstrings."""
    sources = [*Path("pipeline/extract").rglob("*.py"), *Path("pipeline/lexicon").glob("*.py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in sources]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [n for n in nodes if isinstance(n, ast.Constant) and id(n) not in told]
    return frozenset(w for n in strings if isinstance(n.value, str) for w in n.value.split())


def _idle(rows: list[Row], forms: Forms, within: str | None, language: str) -> list[int]:
    """The lines of rows all of whose forms stand above them."""
    told: Counter[tuple[str, ...]] = Counter()
    idle = []
    for row in rows:
        scope = row[within] if within else ""
        keys = [
            (scope, *(normal_form(token.text) for token in tokenize(form)))
            for form in forms(row, language)
        ]
        if all(key in told for key in keys):
            idle.append(row.line)
        told.update(keys)
    return idle
