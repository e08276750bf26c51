"""The verbs of a language that its rules do not inflect: rows of ``irregular_verbs.tsv``."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon.tables import read_table


@cache
def irregular_verbs(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of each, by its base form, which is the first of them."""
    rows = read_table(f"lexicon/{language}/irregular_verbs.tsv", ("base", "forms"))
    return {row["base"]: tuple(row["forms"].split()) for row in rows}


@cache
def irregular_forms(language: str) -> frozenset[str]:
    """The forms of all of them but the base forms."""
    known = irregular_verbs(language).values()
    return frozenset(form for forms in known for form in forms[1:])
