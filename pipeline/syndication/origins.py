"""Give each article its origin: a sparse self-join of sketches over a window of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Article
from pipeline.syndication.shingles import MAX_LEVEL, Hashes, read_sketch, shingles

#: An article is compared with those of this many days before it.
WINDOW_DAYS = 14
#: The smaller of two articles shares at least this part of its shingles with the other. Swept on
#: the development half of the edited copies: .40 / .45 / .46 / .48 / .50 find 99.3 / 99.6 / 99.5 /
#: 99.5 / 99.5 % of all and 98.5 / 99.2 / 98.9 / 98.5 / 98.1 % of those edited in several ways;
#: 36 / 30 / 29 / 27 / 26 groups mix families, of which 6 / 3 / 2 / 1 / 1 are no copies.
MIN_CONTAINMENT = 0.46
#: It shares at least this many (estimated from the sample when the sketch is one).
MIN_SHARED = 12
#: A sample says little: at least this many hashes are really seen in both.
MIN_SEEN = 4
#: A shingle is looked up in this many of the latest articles that have it. What is in all of a
#: site's articles costs no more than that; a story on many sites chains through its latest copies.
MAX_LOOKBACK = 48
#: Articles whose pairs are held at once: at most some 4 million, 100 MB while they are sorted.
COPIES_AT_ONCE = 200
#: Articles whose hashes are looked at at once: at the most half a million hashes.
READ_AT_ONCE = 1_000

_NEVER = datetime.max.replace(tzinfo=UTC)
_WINDOW_S = WINDOW_DAYS * 86_400.0

Ints = NDArray[np.int64]


def sketch_of(article: Article) -> bytes:
    """The sketch that an article carries, or that of its text."""
    return article.shingles or shingles(article.text)


def assign_origins(
    articles: Iterable[Article],
    since: datetime | None = None,
    sketch: Callable[[Article], bytes] = sketch_of,
) -> dict[str, str]:
    """Article id -> origin article id: itself, or the origin of the first article it copies.

    An origin depends only on what comes before an article by (recorded_at, published_at,
    article_id), nulls last, so no later article changes it and any order of the input agrees.

    Args:
        articles: first revisions.
        since: articles recorded before it are settled: they keep the origin they have (what made
            it may lie outside of what was read) and are not in the answer.
        sketch: gives the sketch of an article; asked several times, so that none is held.
    """
    ordered = sorted({a.article_id: a for a in articles}.values(), key=_order)
    asked = np.array([since is None or (a.recorded_at or _NEVER) >= since for a in ordered], bool)
    origins = [
        article.article_id if is_asked else article.origin_article_id or article.article_id
        for article, is_asked in zip(ordered, asked, strict=True)
    ]
    for copy, source in _first_sources(ordered, asked, sketch):
        origins[copy] = origins[source]
    return {ordered[n].article_id: origins[n] for n in np.flatnonzero(asked)}


def join_hashes(sketches: Iterable[bytes]) -> Hashes:
    """All hashes of some sketches, sorted."""
    joined = bytearray()  # grows in place, where joining arrays holds all of them twice
    for sketch in sketches:
        joined += read_sketch(sketch)[1].tobytes()
    hashes = np.frombuffer(joined, dtype=np.uint32)
    hashes.sort()
    return hashes


def share_hashes(sketches: Sequence[bytes], listed: Hashes) -> NDArray[np.bool_]:
    """Which sketches have any hash of a sorted list; an article of another is no source of it."""
    _, hashes, owners = _read_side_by_side(sketches)
    found: NDArray[np.intp] = np.bincount(
        owners[_is_among(hashes, listed)], minlength=len(sketches)
    )
    return found > 0


def _order(article: Article) -> tuple[datetime, datetime, str]:
    return (article.recorded_at or _NEVER, article.published_at or _NEVER, article.article_id)


def _first_sources(
    ordered: Sequence[Article], asked: NDArray[np.bool_], sketch: Callable[[Article], bytes]
) -> Iterator[tuple[int, int]]:
    """(copy, the first article that it copies), by position, copies in order."""
    sketches = _Sketches.read(_Reader(ordered, sketch), asked)
    for copies, sources, shared in _count_shared(sketches, asked, _times(ordered)):
        level = np.maximum(sketches.levels[copies], sketches.levels[sources])
        smaller = np.minimum(sketches.sizes[copies, level], sketches.sizes[sources, level])
        enough = np.maximum(MIN_SHARED >> level, MIN_SEEN)
        is_copy = (shared >= enough) & (shared >= MIN_CONTAINMENT * smaller)
        first_copies, first = np.unique(copies[is_copy], return_index=True)
        yield from zip(first_copies.tolist(), sources[is_copy][first].tolist(), strict=True)


def _times(ordered: Sequence[Article]) -> NDArray[np.float64]:
    """When an article became known, in seconds; NaN when nothing says."""
    moments = (article.recorded_at or article.published_at for article in ordered)
    return np.array([moment.timestamp() if moment else np.nan for moment in moments])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sketches of articles by their positions."""

    articles: Sequence[Article]
    sketch: Callable[[Article], bytes]

    def read(self, positions: Iterable[int]) -> list[bytes]:
        return [self.sketch(self.articles[n]) for n in positions]


@dataclass(frozen=True, slots=True)
class _Sketches:
    """The hashes that can make a pair: ``hashes[n]`` is of the article at position ``owners[n]``.

    Most hashes are of one article only. They are counted in ``sizes`` and not held, and all hashes
    are looked at some articles at a time: a window may have a hundred thousand.
    """

    hashes: Hashes
    owners: NDArray[np.int32]
    levels: Ints
    sizes: NDArray[np.int32]  # articles x levels: how many hashes are left at a level

    @classmethod
    def read(cls, reader: _Reader, asked: NDArray[np.bool_]) -> _Sketches:
        """Read the sketches of articles; ``asked`` says which may be copies."""
        shared = _find_shared(reader, asked)
        levels = np.zeros(len(asked), dtype=np.int64)
        sizes = np.zeros((len(asked), MAX_LEVEL + 1), dtype=np.int32)
        hashes, owners = [shared[:0]], [np.empty(0, dtype=np.int32)]
        for first in range(0, len(asked), READ_AT_ONCE):
            part = slice(first, first + READ_AT_ONCE)
            some = reader.read(range(len(asked))[part])
            levels[part], read, read_owners = _read_side_by_side(some)
            for level in range(MAX_LEVEL + 1):
                kept = read_owners[read & np.uint32((1 << level) - 1) == 0]
                sizes[part, level] = np.bincount(kept, minlength=len(some))
            is_shared = _is_among(read, shared)
            hashes.append(read[is_shared])
            owners.append(read_owners[is_shared] + np.int32(first))
        return cls(np.concatenate(hashes), np.concatenate(owners), levels, sizes)


def _read_side_by_side(sketches: Sequence[bytes]) -> tuple[Ints, Hashes, NDArray[np.int32]]:
    """The levels of some sketches; all their hashes, and the position of the sketch of each."""
    read = [read_sketch(sketch) for sketch in sketches]
    hashes = np.concatenate([np.empty(0, dtype=np.uint32), *(found for _, found in read)])
    lengths = [len(found) for _, found in read]
    owners = np.repeat(np.arange(len(read), dtype=np.int32), lengths)
    return np.array([level for level, _ in read], dtype=np.int64), hashes, owners


def _find_shared(reader: _Reader, asked: NDArray[np.bool_]) -> Hashes:
    """The hashes that an asked article has and another one as well, sorted."""
    told = join_hashes(
        sketch for some in _cut(np.flatnonzero(asked)) for sketch in reader.read(some)
    )
    found = [told[1:][told[1:] == told[:-1]]]
    for some in _cut(np.flatnonzero(~asked)):
        _, hashes, _ = _read_side_by_side(reader.read(some))
        found.append(hashes[_is_among(hashes, told)])
    return np.unique(np.concatenate(found))


def _cut(positions: Ints) -> Iterator[list[int]]:
    """Positions of articles, as many as are read at once."""
    for first in range(0, len(positions), READ_AT_ONCE):
        yield positions[first : first + READ_AT_ONCE].tolist()


def _is_among(hashes: Hashes, listed: Hashes) -> NDArray[np.bool_]:
    """Which hashes are in a sorted list."""
    if not len(listed):
        return np.zeros(len(hashes), dtype=np.bool_)
    places = np.searchsorted(listed, hashes).clip(max=len(listed) - 1)
    found: NDArray[np.bool_] = listed[places] == hashes
    return found


def _count_shared(
    sketches: _Sketches, asked: NDArray[np.bool_], times: NDArray[np.float64]
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """(copy, source, shared hashes) of the pairs within the window that share some, sorted.

    Only asked articles are copies. Some of them at a time: what all of a site's articles have in
    common makes MAX_LOOKBACK pairs of each shingle, and a hundred of an article.
    """
    by_hash = np.argsort(sketches.hashes, kind="stable")
    hashes, owners = sketches.hashes[by_hash], sketches.owners[by_hash]
    # where the hashes of each article are, article by article; four bytes: there may be millions
    places = np.empty(len(by_hash), dtype=np.int32)
    places[by_hash] = np.arange(len(by_hash), dtype=np.int32)
    del by_hash
    cuts = np.searchsorted(sketches.owners, np.arange(0, len(times), COPIES_AT_ONCE)[1:])
    for some in np.split(places, cuts):
        of_asked = some[asked[owners[some]]]
        codes, shared = np.unique(_pairs_of(of_asked, hashes, owners, times), return_counts=True)
        yield codes // max(1, len(times)), codes % max(1, len(times)), shared.astype(np.int64)


def _pairs_of(
    places: NDArray[np.int32],
    hashes: Hashes,
    owners: NDArray[np.int32],
    times: NDArray[np.float64],
) -> Ints:
    """A number for each pair of an article and an earlier one, once for every hash they share.

    Args:
        places: of the hashes of the later articles, among all that are ordered by hash and owner.
        hashes: all of them.
        owners: whose they are.
        times: of all articles.
    """
    pairs = [np.empty(0, dtype=np.int64)]
    for back in range(1, MAX_LOOKBACK + 1):
        places = places[places >= back]
        places = places[hashes[places] == hashes[places - back]]
        if not len(places):
            break
        later, earlier = owners[places].astype(np.int64), owners[places - back]
        # a moment that is not known (NaN) is not outside
        near = ~(np.abs(times[later] - times[earlier]) > _WINDOW_S)
        pairs.append(later[near] * len(times) + earlier[near])
    return np.concatenate(pairs)
