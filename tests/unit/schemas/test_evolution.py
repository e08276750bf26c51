"""What a schema may become."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from schemas.avro import Schema, dataset_names, load, parse, read_avro
from schemas.evolution import find_breaks, find_breaks_since_release

Avro = dict[str, Any]


def _field(schema: Avro, name: str) -> Avro:
    found: Avro = next(field for field in schema["fields"] if field["name"] == name)
    return found


def _breaks(change: Callable[[Avro], Any], dataset: str = "incidents") -> list[str]:
    old = read_avro(dataset)
    new = deepcopy(old)
    change(new)
    return find_breaks(parse(old), parse(new))


def _new_field(kind: Any) -> Avro:
    return {"name": "n_videos", "type": kind, "doc": "Videos.", "source": "page"}


def test_a_schema_may_stay() -> None:
    assert _breaks(lambda schema: None) == []


@pytest.mark.parametrize("index", [0, 7, 99])
def test_a_column_that_may_be_null_may_be_added(index: int) -> None:
    assert _breaks(lambda s: s["fields"].insert(index, _new_field(["null", "long"]))) == []


def test_a_list_may_be_added_since_it_is_empty_in_old_rows() -> None:
    kind = {"type": "array", "items": "string"}
    assert _breaks(lambda s: s["fields"].append(_new_field(kind)), "mentions") == []


def test_a_value_may_be_added() -> None:
    assert _breaks(lambda s: _field(s, "status")["values"].update(feared="not yet seen")) == []


def test_a_list_may_not_become_its_items() -> None:
    def take_one(schema: Avro) -> None:
        weapons = _field(schema, "weapons")
        weapons.update(type=weapons["type"]["items"])

    found = _breaks(take_one, "mentions")
    assert any(line.startswith("mentions.weapons: was list") for line in found), found


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda s: s["fields"].pop(10), "incidents.date_precision: was removed or renamed"),
        (lambda s: _field(s, "title").update(name="headline"), "title: was removed or renamed"),
        (lambda s: _field(s, "n_articles").update(type="int"), "was int64, is int32"),
        (lambda s: _field(s, "is_default").update(type=["null", "boolean"]), "was never null"),
        (lambda s: _field(s, "salience")["values"].pop("main"), "lost the values main"),
        (lambda s: s["fields"].append(_new_field("long")), "n_videos: is new, so it must be null"),
        (lambda s: s["fields"].append(s["fields"].pop(10)), "the order of the columns changed"),
        (lambda s: s.update(key=["title"]), "the key was incident_id"),
        (lambda s: s["fields"].reverse(), "the order of the columns changed"),
    ],
)
def test_what_a_reader_would_stumble_over_is_found(
    change: Callable[[Avro], Any], line: str
) -> None:
    assert any(line in found for found in _breaks(change)), _breaks(change)


def test_another_partition_is_a_break() -> None:
    def change(schema: Avro) -> None:
        _field(schema, "event_date").pop("partition")
        _field(schema, "event_start")["partition"] = True

    assert "incidents: the partition was event_date" in _breaks(change)


def test_parts_of_a_nested_column_are_compared() -> None:
    def change(schema: Avro) -> None:
        place = _field(schema, "place")["type"]
        _field(place, "latitude")["type"] = ["null", "string"]

    assert _breaks(change, "mentions") == ["mentions.place.latitude: was double, is string"]


def test_the_schemas_keep_what_the_last_release_promised() -> None:
    assert find_breaks_since_release() == [], "see docs/howto/change_schema.md"


def test_a_released_dataset_may_not_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(name for name in dataset_names() if name != "rejections")
    monkeypatch.setattr("schemas.evolution.dataset_names", lambda: left)
    assert find_breaks_since_release() == ["rejections: was removed"]


def test_a_promised_column_may_not_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_title(dataset: str) -> Schema:
        schema = load(dataset)
        return replace(schema, columns=tuple(c for c in schema.columns if c.name != "title"))

    monkeypatch.setattr("schemas.evolution.load", without_title)
    assert "incidents.title: was removed or renamed" in find_breaks_since_release()
