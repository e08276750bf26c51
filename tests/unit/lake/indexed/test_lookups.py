"""By which values rows are found."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.ids import incident_id
from pipeline.lake.indexed.lookups import (
    ARTICLES_BY_URL,
    LOOKUPS,
    MENTIONS_BY_INCIDENT,
    MENTIONS_BY_NAME_IN_COUNTRY,
    Lookup,
    key_of,
    lookups_of,
)

ROWS = pa.table(
    {
        "mention_id": ["m0", "m1", "m2"],
        "event_type": ["shooting", "arrest", "arrest"],
        "names": [["jane roe", "john doe"], [], ["jane roe"]],
        "place": [{"country": "US"}, {"country": "US"}, {"country": None}],
    }
)
FOUND = {
    (("jane roe", "shooting", "US"), 0),
    (("john doe", "shooting", "US"), 0),
    (("jane roe", "arrest", None), 2),
}


@pytest.mark.parametrize(
    "rows", [ROWS, ROWS.flatten(), pa.concat_tables([ROWS.slice(0, 1), ROWS.slice(1)])]
)
def test_a_row_is_found_by_each_of_its_names(rows: pa.Table) -> None:
    assert set(MENTIONS_BY_NAME_IN_COUNTRY.values(rows)) == FOUND


def test_a_value_can_be_what_is_derived_of_a_column() -> None:
    found = list(MENTIONS_BY_INCIDENT.values(ROWS))
    assert found == [((incident_id(f"m{n}"),), n) for n in range(3)]


@pytest.mark.parametrize("column", ["names", "place"])
def test_rows_from_before_a_column_was_added_are_not_found(column: str) -> None:
    assert list(MENTIONS_BY_NAME_IN_COUNTRY.values(ROWS.drop_columns([column]))) == []


def test_keys_tell_values_apart_and_fit_a_signed_number() -> None:
    values = [("a", "b"), ("ab", ""), ("b", "a"), ("a",), ("a", None)]
    keys = {key_of(value) for value in values}
    assert len(keys) == len(values)
    assert all(0 <= key < 2**63 for key in keys)
    assert key_of(("a", None)) == key_of(("a", ""))


def test_every_lookup_has_a_name_of_its_own() -> None:
    assert len({lookup.name for lookup in LOOKUPS}) == len(LOOKUPS)
    assert ARTICLES_BY_URL in lookups_of("articles")
    assert lookups_of("runs") == []
    assert Lookup("runs", ("run_id",)).name == "runs: run_id"
