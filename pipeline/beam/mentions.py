"""Read the lake's mentions of some blocks: their partitions, and of these only what can meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import (
    MENTIONS_BY_ARTICLE,
    MENTIONS_BY_NAME,
    MENTIONS_BY_NAME_IN_COUNTRY,
    Value,
)
from pipeline.records import Mention
from pipeline.resolve.blocking import Block, Blocks
from pipeline.resolve.kinship import kindred

#: As :func:`pipeline.resolve.blocking.is_wide`.
_IS_WIDE = pc.field("event_start").is_null() | (pc.field("event_end") > pc.field("event_start"))
_COUNTRY = pc.field("place", "country")
_ADMIN1 = pc.field("place", "admin1_code")
#: What tells whether a name ties a mention to others.
_NAMED = ("mention_id", "event_type", "names", "place.country", "place.admin1_code")


@dataclass(slots=True)
class MentionReader:
    """Reads mentions by block; names are kept, so that rings of neighbours read them once.

    Of the partitions in ``but`` no block is read.
    """

    snapshot: Snapshot
    but: frozenset[date] = frozenset()
    _named: dict[date, pa.Table] = field(default_factory=dict)

    def read(self, blocks: Blocks) -> Iterable[Mention]:
        """The mentions in some blocks; some may come twice, and others with them."""
        yield from self._read_days(blocks.by_day)
        yield from self._read_days(blocks.by_wide_day, _IS_WIDE)
        yield from self._read_named(blocks.by_name.parts)

    def read_ids(self, days_of: Mapping[str, date]) -> list[Mention]:
        """The mentions with these ids, each of its partition."""
        if not days_of:
            return []
        where = is_in("mention_id", days_of)
        return self.snapshot.records("mentions", where=where, days=set(days_of.values()))

    def read_of_articles(self, article_ids: Collection[str]) -> list[Mention]:
        """What articles told, of any day."""
        asked = {(article_id,) for article_id in article_ids}
        days = merge_days(find_days(self.snapshot, MENTIONS_BY_ARTICLE, asked))
        where = is_in("article_id", article_ids)
        return self.snapshot.records("mentions", where=where, days=days) if days else []

    def _read_days(self, blocks: Blocks, where: pc.Expression | None = None) -> list[Mention]:
        days = blocks.days - self.but
        wheres = [part for part in (where, _in_places(blocks)) if part is not None]
        both = reduce(and_, wheres) if wheres else None
        return self.snapshot.records("mentions", where=both, days=days) if days else []

    def _read_named(self, blocks: Sequence[Block]) -> list[Mention]:
        """The mentions in blocks of names.

        The index tells the days of a name, narrow columns of these days the mentions: of those who
        bear a name few are of the same place or bear another one too.
        """
        found: dict[str, date] = {}
        for day, met in sorted(self._blocks_of_days(blocks).items()):
            if day not in self._named:
                self._named[day] = self._read_names(day)
            found.update((mention_id, day) for mention_id in _find_known(self._named[day], met))
        return self.read_ids(found)

    def _read_names(self, day: date) -> pa.Table:
        """What tells who is named on a day; a table without columns when nothing is left of it."""
        parts = [part for _, part in self.snapshot.read_parts("mentions", _NAMED, [day])]
        return pa.concat_tables(parts) if parts else pa.table({})

    def _blocks_of_days(self, blocks: Iterable[Block]) -> dict[date, list[Block]]:
        """The blocks of which a day may have a mention."""
        asked = {block: [_ask(block, name) for name in block.names] for block in blocks}
        days: dict[Value, frozenset[date]] = {}
        for lookup in (MENTIONS_BY_NAME, MENTIONS_BY_NAME_IN_COUNTRY):
            values = {v for of_names in asked.values() for value in of_names for v in value}
            n_parts = len(lookup.columns)
            days |= find_days(self.snapshot, lookup, {v for v in values if len(v) == n_parts})
        met: dict[date, list[Block]] = defaultdict(list)
        for block, of_names in asked.items():
            of_name = (frozenset().union(*(days.get(v, ()) for v in vs)) for vs in of_names)
            for day in block.days.intersection(*of_name) - self.but:
                met[day].append(block)
        return met


def _ask(block: Block, name: str) -> list[Value]:
    """How the index is asked for a name of a block."""
    kinds = sorted(kindred(block.event_type))
    if block.country is None:
        return [(name, kind) for kind in kinds]
    return [(name, kind, country) for kind in kinds for country in (block.country, None)]


def _find_known(rows: pa.Table, blocks: Collection[Block]) -> Iterator[str]:
    """The ids of the rows (see ``_NAMED``) that lie in some of the blocks."""
    if "names" not in rows.column_names:
        return
    wanted = pa.array(sorted({name for block in blocks for name in block.names}), pa.string())
    # a bearer of a block's names bears the first of them: no row is held against every block
    led: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        led[block.names[0]].append(block)
    lists = rows.column("names")
    flat = pc.list_flatten(lists)
    is_hit = pc.is_in(flat, value_set=wanted)
    bearers: dict[int, set[str]] = {}
    for row, name in zip(
        pc.list_parent_indices(lists).filter(is_hit).to_pylist(),
        flat.filter(is_hit).to_pylist(),
        strict=True,
    ):
        bearers.setdefault(row, set()).add(name)
    told = rows.drop_columns(["names"]).take(pa.array(bearers, pa.int64())).to_pylist()
    for row, names in zip(told, bearers.values(), strict=True):
        place = row["place.country"], row["place.admin1_code"]
        kind = row["event_type"]
        near = (block for name in names for block in led.get(name, ()))
        if any(block.is_known(names, kind) and block.is_at(*place) for block in near):
            yield row["mention_id"]


def _in_places(blocks: Blocks) -> pc.Expression | None:
    """A filter for the places of some blocks; None when one of them is everywhere."""
    if blocks.countries is None:
        return None
    admin1_codes: dict[str, set[str | None]] = defaultdict(set)
    for part in blocks.parts:
        if part.country is not None:
            admin1_codes[part.country].add(part.admin1_code)
    whole = [country for country, codes in admin1_codes.items() if None in codes]
    where = _COUNTRY.is_null() | is_in(("place", "country"), whole)
    for country, codes in sorted(admin1_codes.items()):
        if None not in codes:
            named = is_in(("place", "admin1_code"), filter(None, codes))
            where |= (country == _COUNTRY) & (_ADMIN1.is_null() | named)
    return where
