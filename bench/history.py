"""A lake with a long history of made-up mentions, in the tables that resolving reads.

Incidents are drawn with towns (few are often in the news), types, people and words; one is told by
one to six reports over days, some with people in them also by a trial months later. Everything is
a function of the seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

import schemas
from pipeline import ids
from pipeline.lake import Edit, Lake
from pipeline.lake.tables import to_table
from pipeline.records import Mention, Place

FIRST_DAY = date(2015, 1, 1)
#: Mentions a day: 0.1 million are 25 days, so that the neighbourhood of a window is full from then.
A_DAY = 4_000
N_TOWNS, N_ADMIN1, N_COUNTRIES = 6_000, 600, 60
#: Days of one commit.
_BATCH_DAYS = 50
_TYPES = ("shooting", "robbery", "arrest", "attack", "shelling", "air_strike", "armed_clash")
_REPORTS = (1, 1, 1, 2, 2, 3, 4, 6)
_N_WORDS, _N_NAMES = 30_000, 60_000
_TERMS = 30

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Day:
    """The mentions of one day, one array per trait; ``incident`` numbers them within the day."""

    day: date
    number: Ints
    incident: Ints
    town: Ints
    kind: Ints
    names: Ints
    terms: Ints


def draw_day(day: date, count: int, seed: int = 0) -> Day:
    """Draw the mentions of a day.

    Args:
        day: the day.
        count: how many mentions.
        seed: of another drawing of the same day.
    """
    number_of_day = (day - FIRST_DAY).days
    chance = np.random.default_rng((number_of_day, seed))
    reports = chance.choice(_REPORTS, count)
    incident = np.repeat(np.arange(count), reports)[:count]
    # a town's share of the news falls with its rank: of 4,000 mentions the first has 50
    towns = (N_TOWNS * chance.random(count) ** 2).astype(np.int64)
    words = chance.integers(_N_WORDS, size=(count, _TERMS))[incident]
    own = chance.integers(_N_WORDS, size=(count, _TERMS))
    is_shared = chance.random((count, _TERMS)) < 0.5
    return Day(
        day,
        number_of_day * 10**6 + seed * 10**5 + np.arange(count),
        incident,
        towns[incident],
        chance.integers(len(_TYPES), size=count)[incident],
        chance.integers(_N_NAMES, size=(count, 2))[incident],
        np.sort(np.where(is_shared, words, own), axis=1),
    )


def place_of(town: int) -> Place:
    """The made-up town of a number."""
    admin1, country = town % N_ADMIN1, town % N_COUNTRIES
    code = f"{chr(65 + country // 26)}{chr(65 + country % 26)}"
    return Place(
        f"Town {town}",
        town,
        f"Province {admin1}",
        f"{code}-{admin1}",
        code,
        f"Country {country}",
        float(town % 160 - 80),
        float(town % 340 - 170),
        "town",
        # the towns of most news are large cities
        max(3.0, 20.0 - town / 100),
    )


def to_mentions(drawn: Day, window_start: datetime) -> list[Mention]:
    """The drawn mentions as records."""
    return [
        Mention(
            f"{drawn.number[n]:020x}",
            f"{drawn.number[n]:020x}",
            _TYPES[drawn.kind[n]],
            publisher=f"publisher {drawn.number[n] % 500}",
            title="A report",
            published_at=window_start,
            recorded_at=window_start,
            window_start=window_start,
            event_start=drawn.day,
            event_end=drawn.day,
            date_precision="day",
            event_date=drawn.day,
            event_date_source="text",
            place=place_of(int(drawn.town[n])),
            terms=tuple(f"word{word}" for word in dict.fromkeys(drawn.terms[n].tolist())),
            names=tuple(_name_person(int(name)) for name in drawn.names[n]),
            confidence=0.9,
            extractor="bench@1",
        )
        for n in range(len(drawn.number))
    ]


def _name_person(number: int) -> str:
    return f"given{number % 300} surname{number}"


def to_mentions_table(drawn: Day, window_start: datetime) -> pa.Table:
    """The same as a table, column by column: a history is millions of rows."""
    first = replace(drawn, number=drawn.number[:1])
    alike = to_table("mentions", to_mentions(first, window_start))
    table = alike.take(pa.array(np.zeros(len(drawn.number), np.int64)))
    mention_ids = [f"{n:020x}" for n in drawn.number]
    is_first = np.diff(drawn.terms, axis=1, prepend=-1) > 0
    columns = {
        "mention_id": mention_ids,
        "article_id": mention_ids,
        "event_type": [_TYPES[kind] for kind in drawn.kind],
        "publisher": [f"publisher {n % 500}" for n in drawn.number],
        "place": _load_places().take(pa.array(drawn.town)),
        "terms": _list(is_first.sum(axis=1), [f"word{n}" for n in drawn.terms[is_first]]),
        "names": _list(
            np.full(len(drawn.names), 2), [_name_person(int(n)) for n in drawn.names.flat]
        ),
    }
    for name, values in columns.items():
        field = table.schema.field(name)
        array = values if isinstance(values, pa.Array) else pa.array(values)
        table = table.set_column(table.schema.get_field_index(name), field, array.cast(field.type))
    return table


def _list(lengths: Ints, values: Sequence[str]) -> pa.Array:
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values))


@cache
def _load_places() -> pa.Array:
    towns = [asdict(place_of(town)) for town in range(N_TOWNS)]
    return pa.array(towns, schemas.arrow_schema("mentions").field("place").type)


def write_history(folder: Path, n_mentions: int) -> Lake:
    """Write a lake with so many mentions, A_DAY of each day, and their incidents.

    Days that are there already are kept: a history that was not finished goes on.
    """
    lake = Lake(folder)
    with lake.lock():
        lake.heal()
        days = [FIRST_DAY + timedelta(days=n) for n in range(n_mentions // A_DAY)]
        days = sorted({*days} - lake.snapshot().days("mentions"))
        for first in range(0, len(days), _BATCH_DAYS):
            tables = [_tables_of(draw_day(day, A_DAY)) for day in days[first : first + _BATCH_DAYS]]
            edits = [Edit(name, pa.concat_tables([t[name] for t in tables])) for name in tables[0]]
            lake.commit(edits, run=f"history{days[first]}")
        lake.heal()  # as the writer of the next window does: the index covers the history
    return lake


def _tables_of(drawn: Day) -> dict[str, pa.Table]:
    """The rows of a day in each table; incidents are the drawn ones."""
    count = len(drawn.number)
    moment = datetime.combine(drawn.day, time(12), UTC)
    mention_ids = [f"{n:020x}" for n in drawn.number]
    _, firsts = np.unique(drawn.incident, return_index=True)
    made = {int(drawn.incident[n]): ids.incident_id(mention_ids[n]) for n in firsts}
    common: dict[str, Any] = {"event_date": drawn.day, "article_revision": 1}
    sources = {
        **common,
        "incident_id": [made[int(n)] for n in drawn.incident],
        "mention_id": mention_ids,
        "article_id": mention_ids,
        "salience": "main",
        "mention_event_date": drawn.day,
    }
    incidents = {
        "incident_id": list(made.values()),
        "event_type": [_TYPES[drawn.kind[n]] for n in firsts],
        "status": "occurred",
        "salience": "main",
        "event_date": drawn.day,
        "event_date_source": "text",
        "event_start": drawn.day,
        "event_end": drawn.day,
        "date_precision": "day",
        "place_precision": "town",
        "resolver": "bench",
    }
    articles = {
        "article_id": mention_ids,
        "window_start": moment,
        "seen_date": drawn.day,
        "recorded_at": moment,
    }
    return {
        "articles": _fill("articles", articles, count),
        "mentions": to_mentions_table(drawn, moment),
        "incidents": _fill("incidents", incidents, len(made)),
        "incident_sources": _fill("incident_sources", sources, count),
    }


def _fill(dataset: str, values: Mapping[str, Any], count: int) -> pa.Table:
    """A table with some columns; the others are null, or the least that their type has."""
    schema = schemas.arrow_schema(dataset)
    arrays = [_column(field, values.get(field.name), count) for field in schema]
    return pa.table(arrays, schema=schema)


def _column(field: pa.Field, value: Any, count: int) -> pa.Array:
    if isinstance(value, list):
        return pa.array(value, field.type)
    if value is None and field.nullable:
        return pa.nulls(count, field.type)
    least = next(_least_values(field.type)) if value is None else value
    return pa.array([least] * count, field.type)


def _least_values(kind: pa.DataType) -> Iterator[Any]:
    if pa.types.is_string(kind):
        yield ""
    elif pa.types.is_list(kind):
        yield []
    elif pa.types.is_boolean(kind):
        yield True
    else:
        yield 1
