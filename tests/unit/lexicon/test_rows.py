"""No row of a table says what rows above it say, or is never read because of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.lexicon.inflection import noun_forms, verb_forms
from pipeline.lexicon.tables import Row, read_table
from pipeline.text import normal_form, tokenize

Forms = Callable[[Row, str], tuple[str, ...]]


def _inflected(row: Row, language: str) -> tuple[str, ...]:
    make = {"n": noun_forms, "v": verb_forms}.get(row.values.get("pos", "n"))
    return make(row["form"], language) if make else (row["form"],)


def _of_column(column: str) -> Forms:
    return lambda row, _: (row[column],)


#: Table -> its columns, its forms, and the column within which a form may stand once.
TABLES: dict[str, tuple[tuple[str, ...], Forms, str | None]] = {
    "triggers": (("form", "pos", "event_type", "strength"), _inflected, "pos"),
    "scene_words": (("scene", "form", "pos"), _inflected, "scene"),
    "world_words": (("world", "form", "pos"), _inflected, "world"),
    "weapons": (("form", "event_type"), _inflected, None),
    "people": (("form", "kind", "type"), _inflected, None),
    "targets": (("form", "type"), _inflected, None),
    "actors": (("form", "actor_id", "type", "country"), _of_column("form"), None),
    "status_cues": (("cue", "status", "side", "reach"), _of_column("cue"), None),
    "function_words": (("form", "kind"), _of_column("form"), None),
}


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
    askers = [*Path("pipeline/extract").rglob("*.py"), *Path("pipeline/lexicon").glob("*.py")]
    askers += [
        Path(f"pipeline/data/lexicon/en/{name}.tsv") for name in ("trigger_pairs", "type_rules")
    ]
    asked = {word for path in askers for word in re.findall(r"\w+", path.read_text("utf-8"))}
    assert {row["scene"] for row in rows if not row["scene"].startswith("other_")} <= asked


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
