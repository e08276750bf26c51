"""Dataclasses with methods that are written out, as they are compiled."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from scripts.constructors import write_out

SOURCE = '''
from __future__ import annotations
from dataclasses import dataclass, field

@dataclass(frozen=True, slots=True)
class Town:
    """A place."""

    name: str
    people: int = 0  # none that we know of

    @property
    def is_empty(self) -> bool:
        return self.people == 0

@dataclass(frozen=True, slots=True)
class Known:
    """Looked up by its number."""

    number: int
    name: str = ""

    def __hash__(self) -> int:
        return self.number

@dataclass(slots=True)
class Tour:
    """A way through towns."""

    first: Town
    towns: list[Town] = field(default_factory=list)
    length: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.length = 1 + len(self.towns)

class Plain:
    """No dataclass."""
'''


def load(source: str) -> Any:
    module: dict[str, Any] = {"__name__": __name__}
    exec(compile(source, "towns.py", "exec", dont_inherit=True), module)
    return module


@pytest.fixture(params=["as it is", "written out"])
def towns(request: pytest.FixtureRequest) -> Any:
    return load(SOURCE if request.param == "as it is" else write_out(SOURCE))


def test_a_record_has_its_values_and_defaults(towns: Any) -> None:
    town = towns["Town"]("Homs")
    assert (town.name, town.people, town.is_empty) == ("Homs", 0, True)
    assert repr(towns["Town"]("Homs", people=3)) == "Town(name='Homs', people=3)"
    assert dataclasses.replace(town, people=5) == towns["Town"]("Homs", 5)


def test_equal_values_are_equal_and_have_the_hash_of_their_fields(towns: Any) -> None:
    town = towns["Town"]
    assert town("Homs", 1) == town("Homs", 1) != town("Homs", 2)
    assert hash(town("Homs", 1)) == hash(("Homs", 1))
    assert town("Homs") != "Homs"
    assert hash(towns["Known"](7, "Homs")) == 7


def test_each_record_has_a_list_of_its_own_and_what_is_made_after_it(towns: Any) -> None:
    one, other = towns["Tour"](towns["Town"]("Homs")), towns["Tour"](towns["Town"]("Hama"))
    one.towns.append(towns["Town"]("Idlib"))
    assert (other.towns, other.length) == ([], 1)
    assert [f.name for f in dataclasses.fields(one)] == ["first", "towns", "length"]
    with pytest.raises(TypeError):
        hash(one)


def test_lines_that_are_no_dataclass_stay() -> None:
    written = write_out(SOURCE)
    assert "# none that we know of" in written
    assert "def __init__(self, name: str, people: int = 0) -> None:" in written
    assert written.endswith('class Plain:\n    """No dataclass."""\n')
