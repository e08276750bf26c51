from __future__ import annotations

from pipeline.lexicon.status_cues import Cue, read_cues, read_type_cues


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
