"""Read the lake's mentions of some blocks: their partitions, and of these only what can meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake import Snapshot, is_in
from pipeline.records import Mention
from pipeline.resolve.blocking import Blocks

_COUNTRY = pc.field("place", "country")
_ADMIN1 = pc.field("place", "admin1_code")


@dataclass(slots=True)
class MentionReader:
    """Reads mentions by block; names are kept, so that rings of neighbours read them once."""

    snapshot: Snapshot
    _names: list[pa.Table] = field(default_factory=list)
    _named_days: set[date] = field(default_factory=set)

    def read(self, blocks: Blocks) -> Iterable[Mention]:
        """The mentions in some blocks; some may come twice, and others with them."""
        by_day, by_name = blocks.by_day, blocks.by_name
        if by_day.parts:
            where = _in_places(by_day)
            yield from self.snapshot.records("mentions", where=where, days=by_day.days)
        if by_name.parts:
            yield from self._read_named(by_name.names, by_name.days)

    def read_ids(self, days_of: dict[str, date]) -> list[Mention]:
        """The mentions with these ids, each of its partition."""
        if not days_of:
            return []
        where = is_in("mention_id", days_of)
        return self.snapshot.records("mentions", where=where, days=set(days_of.values()))

    def read_of_articles(self, article_ids: Collection[str]) -> list[Mention]:
        """What articles told, of any day: one column tells the days, only these are read whole."""
        where = is_in("article_id", article_ids)
        columns = ["event_date"]
        days = self.snapshot.read("mentions", columns=columns, where=where)["event_date"].unique()
        told_on = frozenset(days.to_pylist())
        return self.snapshot.records("mentions", where=where, days=told_on) if told_on else []

    def _read_named(self, names: Collection[str], days: frozenset[date]) -> list[Mention]:
        """The mentions that have some of the names; one narrow column tells which."""
        missing = (days & self.snapshot.days("mentions")) - self._named_days
        if missing:
            columns = ["mention_id", "event_date", "names"]
            self._names.append(self.snapshot.read("mentions", columns=columns, days=missing))
            self._named_days |= missing
        found: dict[str, date] = {}
        for table in self._names:
            rows = _rows_with(table, names)
            for row in rows.to_pylist():
                if row["event_date"] in days:
                    found[row["mention_id"]] = row["event_date"]
        return self.read_ids(found)


def _rows_with(table: pa.Table, names: Collection[str]) -> pa.Table:
    """The rows whose list of names has one of these."""
    column = table.combine_chunks().column("names")
    if not column.num_chunks:
        return table.select(["mention_id", "event_date"])
    lists = column.chunk(0)
    is_hit = pc.is_in(pc.list_flatten(lists), value_set=pa.array(sorted(names), pa.string()))
    hits = pc.unique(pc.list_parent_indices(lists).filter(is_hit))
    return table.combine_chunks().select(["mention_id", "event_date"]).take(hits)


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
