from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon.places_file import hash_inputs, open_places, write_places


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    size = write_places(
        path, {"places": 3}, {"numbers": array("I", [1, 2, 3]).tobytes(), "text": "Łódź".encode()}
    )
    file = open_places(path)
    assert path.stat().st_size == size
    assert list(file.numbers("numbers", "I")) == [1, 2, 3]
    assert bytes(file.section("text")).decode() == "Łódź"
    assert file.header["places"] == 3


def test_the_same_sections_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_places(tmp_path / name, {"x": 1}, {"s": b"abc", "t": b"\x00" * 9})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"places\.bin.*make places"):
        open_places(tmp_path / "places.bin")


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    path.write_bytes(b"not a gazetteer at all")
    with pytest.raises(ConfigError, match="not a gazetteer of this version"):
        open_places(path)


def test_a_changed_input_changes_its_hash(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("x")
    before = hash_inputs(tmp_path, ["a.tsv"])
    (tmp_path / "a.tsv").write_text("y")
    assert hash_inputs(tmp_path, ["a.tsv"]) != before
