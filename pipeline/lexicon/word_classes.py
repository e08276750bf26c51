"""Words that stand for each other in a row of a table, which names them in braces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from pipeline.lexicon.tables import Row, read_table

_CLASS = re.compile(r"\{(\w+)\}")


def spell_out(row: Row, column: str, language: str) -> Iterator[str]:
    """A cell once for each word of the classes that it names: "{lodge} {formal} protest".

    Raises:
        ConfigError: it names a class that ``word_classes.tsv`` lacks (names file and line).
    """
    text = row[column]
    named = _CLASS.findall(text)
    classes = _read_classes(language) if named else {}
    unknown = next((name for name in named if name not in classes), None)
    if unknown is not None:
        raise row.error(f"unknown class '{unknown}'")
    for words in product(*(classes[name] for name in named)):
        yield text.format(**dict(zip(named, words, strict=True)))


@cache
def _read_classes(language: str) -> Mapping[str, Sequence[str]]:
    classes: dict[str, list[str]] = defaultdict(list)
    for row in read_table(f"lexicon/{language}/word_classes.tsv", ("class", "word")):
        classes[row["class"]].append(row["word"])
    return dict(classes)
