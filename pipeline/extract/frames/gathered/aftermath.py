"""What is told beside an arrest or a crime and is no incident of its own.

Rifles found on those who are held are part of their arrest, a checkpoint at which men kidnap is
part of that, and a vigil for those who were killed is what their town does for them, no protest.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import do_intervals_meet, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.lexicon.event_types import family
from pipeline.lexicon.grammar import Grammar

#: Families of what people hold vigils for.
_CRIMES = frozenset({"violence", "bombing"})
#: Families of what is done at a post.
_DEEDS = _CRIMES | {"abduction", "robbery", "sexual_violence"}
#: What is brought down is no find of police.
_BROUGHT_DOWN = frozenset({"drone", "plane", "missile"})


def without_aftermath(incidents: Sequence[Frame], grammar: Grammar) -> list[Frame]:
    """Leave out finds beside arrests, posts beside crimes, and vigils below them."""
    arrests = [frame for frame in incidents if frame.event_type == "arrest"]
    deeds = [frame for frame in incidents if family(frame.event_type) in _DEEDS]
    kept: list[Frame] = []
    for frame in incidents:
        arrest = next((a for a in arrests if _is_find_of(frame, a)), None)
        if arrest is not None:
            arrest.weapons.extend(frame.weapons)
        elif not any(
            _is_vigil_for(frame, crime, grammar) or _is_post_of(frame, crime) for crime in deeds
        ):
            kept.append(frame)
    return kept


def _is_find_of(find: Frame, arrest: Frame) -> bool:
    """Whether one sentence tells who was held and what was found: "held two, seized rifles"."""
    if find.event_type != "interception" or not find.scenes.isdisjoint(_BROUGHT_DOWN):
        return False
    sentences = {trigger.sentence for trigger in arrest.triggers}
    is_beside = any(trigger.sentence in sentences for trigger in find.triggers)
    return is_beside and do_intervals_meet(find.own_interval, arrest.interval)


def _is_post_of(post: Frame, deed: Frame) -> bool:
    """Whether a post is only where the next words tell a deed: "set up a checkpoint and seized"."""
    if post.event_type != "base_established" or deed.is_linked:
        return False
    behind = {t.sentence for t in deed.triggers if t.start > post.triggers[0].start}
    return all(trigger.sentence in behind for trigger in post.triggers)


def _is_vigil_for(vigil: Frame, crime: Frame, grammar: Grammar) -> bool:
    """Whether people mourn what was told before, at no other place than it."""
    if family(crime.event_type) not in _CRIMES:
        return False
    if family(vigil.event_type) != "protest" or vigil.first_sentence <= crime.first_sentence:
        return False
    is_mourned = all(t.word.form.split()[-1] in grammar.mourning for t in vigil.triggers)
    is_there = vigil.own_place is None or is_same_place(crime.own_place, vigil.own_place)
    return is_mourned and is_there
