"""Keep a mention's id while its article is revised. Pure: a function of all revisions.

A mention of a later revision continues one of the revision before when both are of one family,
their dates and places do not exclude each other, and their words are the closest: it inherits the
id. What is told no more becomes a tombstone with ``withdrawn_at``; told again, it lives again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline import ids
from pipeline.lexicon.event_types import family
from pipeline.records import Article, Mention, Place

Revision = tuple[Article, Sequence[Mention]]

_WORD = re.compile(r"\w+")


def fold_revisions(revisions: Sequence[Revision]) -> tuple[Mention, ...]:
    """The mentions of an article after all its revisions, tombstones among them, by mention id.

    ``recorded_at`` becomes the window of the first revision that tells a mention, so that what is
    added to an early article later does not become the first member of a known incident.

    Args:
        revisions: each revision with its mentions as the extractor read them alone.
    """
    current: dict[str, Mention] = {}
    words: dict[str, frozenset[str]] = {}
    for article, told in sorted(revisions, key=lambda revision: revision[0].revision):
        heirs = align(tuple(current.values()), told, words, article)
        renewed = {m.mention_id: _keep_first(m, current.get(m.mention_id), article) for m in heirs}
        words |= {m.mention_id: trigger_words(m, article) for m in heirs}
        gone = [mention for name, mention in current.items() if name not in renewed]
        current = renewed | _withdraw(gone, article.window_start)
    return tuple(current[name] for name in sorted(current))


def align(
    previous: Sequence[Mention],
    told: Sequence[Mention],
    words: dict[str, frozenset[str]],
    article: Article,
) -> tuple[Mention, ...]:
    """Give the mentions of a revision the ids of those that they continue.

    Args:
        previous: the mentions so far, tombstones among them.
        told: the mentions of this revision, in text order, with the ids of a first revision.
        words: mention id -> the words that told a previous mention last.
        article: this revision.
    """
    pairs = []
    for n, new in enumerate(told):
        for m, old in enumerate(previous):
            closeness = _closeness(old, new, words[old.mention_id], trigger_words(new, article))
            if closeness is not None:
                pairs.append((old.withdrawn_at is not None, -closeness, m, n))
    heirs: dict[int, Mention] = {}
    taken: set[int] = set()
    for _, _, m, n in sorted(pairs):
        if m not in taken and n not in heirs:
            heirs[n] = replace(told[n], mention_id=previous[m].mention_id)
            taken.add(m)
    used = {mention.mention_id for mention in previous}
    for n, new in enumerate(told):
        if n not in heirs:
            heirs[n] = replace(new, mention_id=_fresh_id(new, used))
            used.add(heirs[n].mention_id)
    return tuple(heirs[n] for n in range(len(told)))


def trigger_words(mention: Mention, article: Article) -> frozenset[str]:
    """The words of the sentences that tell a mention."""
    fields = {"title": article.title or "", "text": article.text}
    told = [e for e in mention.evidence if e.value == "event"]
    text = " ".join(fields[e.field][e.start : e.end] for e in told)
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _closeness(
    old: Mention, new: Mention, old_words: frozenset[str], new_words: frozenset[str]
) -> float | None:
    """Part of the words that both have; None when the two cannot be one."""
    if family(old.event_type) != family(new.event_type):
        return None
    if not _dates_agree(old, new) or not _places_agree(old.place, new.place):
        return None
    everything = old_words | new_words
    return len(old_words & new_words) / len(everything) if everything else 0.0


def _dates_agree(old: Mention, new: Mention) -> bool:
    if old.event_start is None or new.event_start is None:
        return True
    old_end, new_end = old.event_end or old.event_start, new.event_end or new.event_start
    return old.event_start <= new_end and new.event_start <= old_end


def _places_agree(old: Place, new: Place) -> bool:
    pairs: Iterable[tuple[object, object]] = (
        (old.country, new.country),
        (old.admin1_code or old.admin1, new.admin1_code or new.admin1),
    )
    return all(a is None or b is None or a == b for a, b in pairs)


def _fresh_id(mention: Mention, used: set[str]) -> str:
    """The mention's own id, or that of the first number of its family that was never used."""
    fresh, n = mention.mention_id, 0
    while fresh in used:
        fresh = ids.mention_id(mention.article_id, family(mention.event_type), n)
        n += 1
    return fresh


def _keep_first(mention: Mention, known: Mention | None, article: Article) -> Mention:
    """Record when a mention was told first; what is told now is not withdrawn."""
    recorded_at = known.recorded_at if known else article.window_start or mention.recorded_at
    return replace(mention, recorded_at=recorded_at, withdrawn_at=None)


def _withdraw(mentions: Iterable[Mention], window_start: datetime | None) -> dict[str, Mention]:
    """The tombstones of mentions that are told no more; without a window nothing is kept."""
    if window_start is None:
        return {}
    return {
        m.mention_id: m if m.withdrawn_at else replace(m, withdrawn_at=window_start)
        for m in mentions
    }
