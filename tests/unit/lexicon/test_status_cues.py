from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import status_cues
from pipeline.lexicon.status_cues import Cue, read_cues, read_type_cues
from pipeline.lexicon.tables import Row


def test_a_cue_with_classes_is_each_of_its_phrases() -> None:
    cues = dict(read_cues("en"))
    denial = Cue("denied_by_party", "before", 6)
    assert cues["denied that it"] == cues["dismissed reports its troops had"] == denial
    assert not any("{" in phrase for phrase in cues)


def test_a_cue_of_some_types_changes_no_others() -> None:
    cue = dict(read_type_cues("en"))["will resume"]
    assert cue.is_of("agreement")
    assert cue.is_of("protest")
    assert not cue.is_of("shelling")
    assert dict(read_cues("en"))["would"].is_of("shelling")


def test_an_unknown_family_stops_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("cue", "status", "side", "reach", "families")
    cells = ("ahead of a", "planned", "before", "4", "protest protests")
    row = Row("type_cues.tsv", 17, dict(zip(columns, cells, strict=True)))
    monkeypatch.setattr(status_cues, "read_table", lambda *_: iter([row]))
    with pytest.raises(ConfigError, match=r"type_cues\.tsv:17: unknown families 'protests'"):
        list(read_type_cues("en"))
