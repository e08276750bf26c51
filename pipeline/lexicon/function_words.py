"""Words that bound the phrases of a sentence: prepositions, verbs of the news, small words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.inflection import verb_forms
from pipeline.lexicon.tables import Row, read_table


def function_words(language: str) -> Iterator[tuple[str, str]]:
    """Each word with its kind; of a verb all forms, of ``verb_forms`` those that are no noun."""
    rows = list(_rows(language))
    for row in rows:
        if row["kind"] == "verb_forms":
            yield from ((f, "verb") for f in _past_forms(row["form"], language))
        elif row["kind"] == "verb":
            yield from ((form, "verb") for form in verb_forms(row["form"], language))
    yield from ((row["form"], row["kind"]) for row in rows if row["kind"] != "verb_forms")


def infinitives(language: str) -> frozenset[str]:
    """Verbs that are nouns as well, as they stand behind "to": "to disperse a crowd"."""
    return frozenset(row["form"] for row in _rows(language) if row["kind"] == "verb_forms")


def _rows(language: str) -> Iterator[Row]:
    return read_table(f"lexicon/{language}/function_words.tsv", ("form", "kind"))


def _past_forms(base: str, language: str) -> Iterator[str]:
    """The forms of a verb that are no noun: "threw" and "throwing", but not "throws"."""
    return (f for f in verb_forms(base, language) if f != base and not f.endswith("s"))
