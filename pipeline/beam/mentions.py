"""Read the lake's mentions of some blocks: their partitions, and of these only what can meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.lake import Snapshot, is_in
from pipeline.records import Mention
from pipeline.resolve.blocking import Blocks

_COUNTRY = pc.field("place", "country")
_ADMIN1 = pc.field("place", "admin1_code")
#: What tells whether a name ties a mention to others.
_NAMED = ("mention_id", "names", "place.country")


@dataclass(slots=True)
class MentionReader:
    """Reads mentions by block; names are kept, so that rings of neighbours read them once."""

    snapshot: Snapshot
    _names: list[tuple[date, pa.Table]] = field(default_factory=list)
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

    def _read_named(
        self, countries: Mapping[str, set[str | None]], days: frozenset[date]
    ) -> list[Mention]:
        """The mentions that have some of the names, in a country of the name's or in none.

        Narrow columns tell which: names are many, and few of those who bear one meet a country.
        """
        missing = (days & self.snapshot.days("mentions")) - self._named_days
        if missing:
            self._names += self.snapshot.read_parts("mentions", _NAMED, missing)
            self._named_days |= missing
        found: dict[str, date] = {}
        for day, table in self._names:
            for row in _rows_with(table, countries) if day in days else ():
                country = row["place.country"]
                if country is None or not countries[row["name"]].isdisjoint((None, country)):
                    found[row["mention_id"]] = day
        return self.read_ids(found)


def _rows_with(table: pa.Table, names: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows whose list of names has one of these, once for each."""
    wanted = pa.array(sorted(names), pa.string())
    for batch in table.to_batches() if "names" in table.column_names else ():
        lists = batch.column("names")
        flat = pc.list_flatten(lists)
        is_hit = pc.is_in(flat, value_set=wanted)
        if is_hit.true_count:
            at = pc.list_parent_indices(lists).filter(is_hit)
            rows = batch.drop_columns(["names"]).take(at)
            yield from rows.append_column("name", flat.filter(is_hit)).to_pylist()


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
