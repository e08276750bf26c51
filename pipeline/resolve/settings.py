"""What two reports say was hit: a mosque and a bakery of one town and day are two incidents."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.lexicon.tables import read_table
from pipeline.records import Mention

_HIT = frozenset({"target", "victim"})
_HURT = frozenset({"killed", "injured"})
_COLUMNS = ("word", "settings")
_MARKS = ".,:;!?'\"‘’“”()"
#: Words that say whether a man or a woman was hit, in the languages that are read.
_SEXES = {
    "male": frozenset({"man", "boy", "hombre", "niño"}),
    "female": frozenset({"woman", "girl", "mujer", "niña"}),
}


def settings_of(mention: Mention) -> frozenset[str]:
    """The settings of what a mention says was hit; else of the title, if that tells it, too."""
    names = (p.name for p in mention.participants if p.role in _HIT and p.actor_id is None)
    hit = _settings(word for name in names for word in name.casefold().split())
    is_titled = any(e.field == "title" and e.value == "event" for e in mention.evidence)
    return hit or (_settings(_words(mention.title or "")) if is_titled else hit)


def _words(title: str) -> Iterable[str]:
    return (word.strip(_MARKS) for word in title.casefold().split())


def sexes_of(mention: Mention) -> frozenset[str]:
    """Whether a man or a woman was hit, where a mention tells of one victim alone."""
    hit = [c for c in mention.casualties if c.outcome in _HURT and c.part_of is None]
    if sum(c.best or 0 for c in hit) != 1:
        return frozenset()
    names = (p.name for p in mention.participants if p.role == "victim")
    words = {word for name in names for word in name.casefold().split()}
    return frozenset(sex for sex, named in _SEXES.items() if not words.isdisjoint(named))


def _settings(words: Iterable[str]) -> frozenset[str]:
    table = _load_settings()
    known = (table.get(word) or table.get(word.removesuffix("s")) for word in words)
    return frozenset[str]().union(*(found for found in known if found))


@cache
def _load_settings() -> dict[str, frozenset[str]]:
    return {
        row["word"]: frozenset(row["settings"].split())
        for row in read_table("resolve/settings.tsv", _COLUMNS)
    }
