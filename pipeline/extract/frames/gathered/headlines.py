"""What a headline tells is what the first sentences below it tell, in fewer words.

A headline names neither day nor, often, place, and says "unrest" where the text says who was shot.
Left alone its frame would be one more incident, or be joined with history further down.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.agreement import do_places_agree, is_same_place
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.responses import RESPONSES
from pipeline.extract.frames.gathered.vetoes import VIOLENT, do_statuses_agree
from pipeline.extract.frames.merging import join_frames
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.lexicon.event_types import are_compatible, are_one_clause, family

#: Families of which a headline may name one for a deed of another.
_DEEDS = VIOLENT | {"protest", "arson", "looting"}
_FIGHTING = frozenset({"strike", "violence", "clash"})
#: A text that tells so many other incidents has told what its headline says, in other words.
_MANY = 3


def settle_headlines(incidents: Sequence[Frame]) -> list[Frame]:
    """Give what only the headline tells to what the lead tells; called when the lead is read.

    A deed of the headline that none of the lead's can be is told further down, if it is one.
    """
    told = [f for f in incidents if not f.is_headline]
    deeds = [f for f in told if _is_deed(f) or f.event_type == "interception" or _is_storming(f)]
    for headline in incidents:
        if not headline.is_headline:
            continue
        kin = [f for f in deeds if _is_kin(headline, f)]
        fitting = [f for f in kin if _may_be(headline, f)]
        is_response = headline.event_type in RESPONSES and bool(fitting)
        is_told = is_response or any(_share_toll(headline, f) for f in fitting)
        if not kin or not (_is_deed(headline) or is_told):
            told.append(headline)
            continue
        if fitting:
            text = min(fitting, key=lambda f: _distance(headline, f))
            event_type = text.event_type
            join_frames(text, headline)
            text.event_type = event_type
    return sorted(told, key=lambda f: f.first_sentence)


def without_headlines(incidents: Sequence[Frame]) -> list[Frame]:
    """Leave out what a headline alone tells, without a day, where the text tells much besides.

    "Israel sends troops into Lebanon, strikes Beirut", of a text that says that they crossed over;
    or tells of its kind: "as army retakes town" is the town that the text says was recaptured.
    """
    told = [f for f in incidents if not f.is_headline]
    kinds = {f.event_type for f in told}
    return [
        f
        for f in incidents
        if not f.is_headline or not (len(told) >= _MANY or f.event_type in kinds)
    ]


def find_headline(incidents: Sequence[Frame], frame: Frame) -> Frame | None:
    """What the headline alone told so far and a sentence below tells, with as many dead."""
    if not frame.killed() or frame.is_linked or frame.first_sentence < LEAD_SENTENCES:
        return None
    told = (f for f in incidents if f.is_headline and f.killed() == frame.killed())
    fitting = (f for f in told if _is_kin(f, frame) and _may_be(f, frame))
    return next(fitting, None)


def _is_deed(frame: Frame) -> bool:
    return family(frame.event_type) in _DEEDS


def _is_storming(frame: Frame) -> bool:
    """Whether a place is taken from defenders who die: a headline calls it an attack."""
    return family(frame.event_type) == "territory" and bool(frame.killed())


def _is_kin(headline: Frame, frame: Frame) -> bool:
    """Whether two kinds are often words for one thing: a protest shot at, fighting with rockets."""
    families = {family(headline.event_type), family(frame.event_type)}
    is_kin = are_one_clause(headline.event_type, frame.event_type) or families <= _FIGHTING
    is_blast = headline.event_type == "sabotage" and frame.event_type == "bombing"
    return is_kin or is_blast or _share_toll(headline, frame)


def _share_toll(headline: Frame, frame: Frame) -> bool:
    """Whether the lead tells as many dead or hurt: a "communal clash" is what it calls fighting."""
    if frame.first_sentence >= LEAD_SENTENCES:
        return False
    told = headline.killed() or headline.most("injured")
    return told is not None and told == (frame.killed() or frame.most("injured"))


def _may_be(headline: Frame, frame: Frame) -> bool:
    """Whether nothing of a headline speaks against what a sentence tells."""
    tolls = headline.killed(), frame.killed()
    if all(tolls) and tolls[0] != tolls[1]:
        return is_same_place(headline.own_place, frame.own_place)
    return do_statuses_agree(headline, frame) and do_places_agree(
        headline.own_place, frame.own_place
    )


def _distance(headline: Frame, frame: Frame) -> tuple[bool, bool, int]:
    """How little two have in common: the kind, the toll, then who is told first."""
    is_kind = are_compatible(headline.event_type, frame.event_type)
    is_toll = headline.killed() is not None and headline.killed() == frame.killed()
    return (not is_kind, not is_toll, frame.first_sentence)
