"""Every promise of a row, broken once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

import schemas
from pipeline.lake.commits.gates import check_rows
from pipeline.lake.tables import to_table
from tests.unit.lake.world import FIRST_DAY, WINDOW, tell


@pytest.mark.parametrize(
    ("dataset", "column", "value", "said"),
    [
        ("incidents", "killed_low", 7, "killed_low is above killed_best"),
        ("incidents", "killed_low", -1, "killed_low is not between 0 and"),
        ("incidents", "latitude", 90.5, "latitude is not between -90 and 90"),
        ("incidents", "latitude", 35.5, "latitude and longitude go together"),
        ("incidents", "confidence", 1.5, "confidence is not between 0 and 1"),
        ("incidents", "n_articles", 0, "n_articles is not between 1 and"),
        ("incidents", "n_origins", 2, "n_origins is above n_articles"),
        ("incidents", "n_articles", 2, "n_articles is above n_mentions"),
        ("incidents", "event_end", None, "event_start and event_end go together"),
        ("incidents", "event_end", date(2022, 7, 1), "event_start is after event_end"),
        ("incidents", "event_start", date(1645, 1, 1), "event_start is before 1800-01-01"),
        ("incidents", "first_recorded_at", WINDOW + timedelta(1), "is after last_recorded_at"),
        ("incidents", "status", "planned", "unknown status"),
        ("incidents", "event_type", "picnic", "unknown event_type"),
        ("incidents", "title", None, None),
        ("mentions", "confidence", -0.1, "confidence is not between 0 and 1"),
        ("incident_sources", "start", -1, "start is not between 0 and"),
        ("incident_sources", "start", 500, "start is above end"),
        ("incident_claims", "high", 1, "best is above high"),
    ],
)
def test_a_row_that_breaks_a_promise_is_named(
    dataset: str, column: str, value: Any, said: str | None
) -> None:
    rows = to_table(dataset, tell(1, FIRST_DAY)[dataset])
    field = rows.schema.field(column).with_nullable(True)
    wrong = rows.set_column(
        rows.schema.get_field_index(column), field, pa.chunked_array([[value]], field.type)
    )
    found = list(check_rows(dataset, wrong))
    key = " ".join(str(rows[name][0].as_py()) for name in schemas.load(dataset).key)
    assert list(check_rows(dataset, rows)) == []
    if said is None:
        assert found == []
    else:
        assert any(line.startswith(f"{dataset} {key}: ") and said in line for line in found)


def test_an_incident_of_the_far_future_is_named() -> None:
    day = WINDOW.date() + timedelta(days=400)
    rows = to_table("incidents", tell(1, day)["incidents"])
    assert list(check_rows("incidents", rows)) == [
        "incidents i00001: event_start is over 366 days ahead"
    ]
