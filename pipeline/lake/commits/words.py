"""Slice every stored offset again: it must give words, and the name where a name is stored.

DuckDB does it, since it needs no copy of the texts: its ``substring`` and ``length`` count Unicode
code points, as the offsets do (a test holds it to that).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.lake.in_memory import ask_tables

#: dataset -> the columns that make the key of a row, and its spans: column (None for the row's own
#: field, start, end) and whether they have a name that the words must equal.
_SPANS: dict[str, tuple[str, tuple[tuple[str | None, bool], ...]]] = {
    "mentions": (
        "mention_id",
        (("evidence", False), ("participants", True), ("weapons", True), ("casualties", False)),
    ),
    "incident_sources": ("incident_id || ' ' || mention_id", ((None, False),)),
    "incident_participants": ("incident_id || ' ' || mention_id || ' ' || n", ((None, True),)),
    "incident_claims": ("incident_id || ' ' || mention_id || ' ' || n", ((None, False),)),
}
DATASETS_WITH_WORDS = tuple(_SPANS)

_CHECK = """
with spans as ({spans}),
sliced as (
  select s.*, case s.field when 'title' then coalesce(a.title, '') else a.text end as whole
  from spans s join articles a on a.article_id = s.article_id and a.revision = s.article_revision
  where not (s.field is null and s.first is null and s.last is null)
),
cut as (select *, substring(whole, first + 1, last - first) as words from sliced)
select key, part, field, first, last, length(whole) as length, name, words from cut
where field is null or first is null or last is null
   or first < 0 or first >= last or last > length(whole)
   or not regexp_matches(words, '[^\\s\\p{{Z}}]')
   or {fold_name} <> {fold_words}
order by all limit {limit}
"""
#: The same words but for letter case and the amount of white space.
_FOLD = "lower(trim(regexp_replace({0}, '[\\s\\p{{Z}}]+', ' ', 'g')))"


def find_wrong_words(tables: duckdb.DuckDBPyConnection, dataset: str, limit: int) -> list[str]:
    """The spans of a dataset that do not slice to their words, one line each.

    Args:
        tables: has the dataset and ``articles``; rows whose article is not there are not checked.
        dataset: one of ``DATASETS_WITH_WORDS``.
        limit: how many at most.
    """
    query = _CHECK.format(
        spans=" union all ".join(_spans(dataset)),
        fold_name=_FOLD.format("name"),
        fold_words=_FOLD.format("words"),
        limit=limit,
    )
    rows = tables.execute(query).to_arrow_table().to_pylist()
    return [f"{dataset} {_describe(row)}" for row in rows]


def find_wrong_words_in(rows: dict[str, pa.Table], limit: int = 20) -> list[str]:
    """The same for tables in memory, by dataset, ``articles`` among them."""
    with ask_tables(rows) as tables:
        return [
            line
            for dataset in DATASETS_WITH_WORDS
            if dataset in rows
            for line in find_wrong_words(tables, dataset, limit)
        ]


def _spans(dataset: str) -> list[str]:
    """A select for each kind of span of a dataset, all with the same columns."""
    key, kinds = _SPANS[dataset]
    selects = []
    for column, is_named in kinds:
        source, span = dataset, "row"
        if column is not None:
            source, span = f"(select *, unnest({column}) as span from {dataset})", "row.span"
        name = f"{span}.name" if is_named else "null::varchar"
        selects.append(
            f"select {key} as key, '{column or 'span'}' as part, article_id, article_revision, "
            f'{span}."field" as field, {span}."start" as first, {span}."end" as last, '
            f"{name} as name from {source} as row"
        )
    return selects


def _describe(row: Mapping[str, Any]) -> str:
    where = "{key}: {part} {field}[{first}:{last}] of {length} characters".format_map(row)
    if None in (row["field"], row["first"], row["last"]):
        return f"{where} has only some of field, start and end"
    if not row["words"].strip():
        return f"{where} slices to no words"
    if row["name"] is not None:
        return f"{where} is called {row['name']!r} but its words are {row['words']!r}"
    return f"{where} is outside of the text"
