from __future__ import annotations

import pytest

from pipeline.errors import ConfigError
from pipeline.lexicon import status_cues
from pipeline.lexicon.status_cues import Cue, read_cues, read_type_cues
from pipeline.lexicon.tables import Row


def test_a_class_in_braces_stands_for_each_of_its_words() -> None:
    cues = dict(read_cues("en"))
    denial = Cue("denied_by_party", "before", 6)
    assert cues["denied that it"] == cues["dismissed reports its troops had"] == denial
    assert not any("{" in phrase for phrase in cues)


def test_an_unknown_class_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"cue": "{nobody} said", "status": "skip", "side": "before", "reach": "2"}
    row = Row("status_cues.tsv", 7, values)
    monkeypatch.setattr(status_cues, "read_table", lambda path, _: [row] if "cues" in path else [])
    with pytest.raises(ConfigError, match=r"status_cues.tsv:7: unknown class 'nobody'"):
        list(read_cues("en"))


def test_a_cue_of_some_types_changes_no_others() -> None:
    cue = dict(read_type_cues("en"))["will resume"]
    assert cue.is_of("agreement")
    assert cue.is_of("protest")
    assert not cue.is_of("shelling")
    assert dict(read_cues("en"))["would"].is_of("shelling")
