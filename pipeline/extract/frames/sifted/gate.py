"""Which frames tell of accidents, games, films or business in the words of violence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.extract.finds import tokens_of
from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.sifted.confidence import has_sides
from pipeline.extract.frames.sifted.traffic import is_traffic
from pipeline.extract.frames.sifted.unexplained import is_unexplained
from pipeline.extract.genre import borrows_violence
from pipeline.extract.passages import LEAD_SENTENCES
from pipeline.extract.reading import Reading
from pipeline.extract.triggers.trigger import Trigger
from pipeline.lexicon.event_types import family
from pipeline.text import Sentence

#: Types that bare words of harm give; an accident or a disaster explains them as well.
_EXPLAINED_BY_ACCIDENT = frozenset(
    {"attack", "bombing", "arson", "sabotage", "chemical_attack", "looting", "territory_lost"}
)
#: Those of them that crowds do in anger over an accident.
_BY_CROWDS = frozenset({"arson", "looting"})
_FROM_THE_AIR = frozenset({"air_strike", "drone_strike"})
#: Types whose words are used of much else; below the lead they need a day of their own.
_POLITICS = frozenset(
    "agreement base_established group_change territory_transfer territory_lost territory_regained "
    "interception looting arrest protest".split()
)
#: Those of them for which a town of their own will do.
_IN_TOWN = frozenset({"protest", "territory_lost", "territory_regained", "arrest", "looting"})
#: So many shot at once are hurt by no game.
_SEVERAL = 2
#: Families of types whose words tell matches, and the most digits of a score.
_CONTESTS = frozenset({"violence", "bombing", "clash", "strike"})
_DIGITS = 3
_ARMED = frozenset({"armed_group", "military", "police"})
_PLAY = frozenset({"fiction", "sport"})
#: Scenes of those who do more than mourn.
_MARCH = frozenset({"rally_v", "protester", "aim"})
#: Scenes of accidents, which a sentence sets for those behind it.
_ACCIDENTS = frozenset({"accident", "blaze"})
#: Scenes of what somebody laid: "a device had been planted under the rail".
_LAID = frozenset({"device", "plant"})
#: What a disaster has done is told at most so many sentences behind it.
_TOLL_REACH = 2


def keep_incidents(frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The frames that tell an incident."""
    in_capitals = reading.document.in_capitals
    is_unfounded = _is_unfounded(reading)
    for frame in frames:
        if not in_capitals and _is_laid(frame, reading):
            frame.scenes |= {"intent"}
    told = [
        frame
        for frame in frames
        if is_told(frame, in_capitals)
        and not (is_unfounded and _is_heard_only(frame))
        and not _is_mishap(frame, reading)
        and not _is_of_match(frame, reading)
    ]
    if not told:
        return []
    if not borrows_violence(reading.document, reading.scenes):
        return told
    return [frame for frame in told if _is_grave(frame)]


def _is_laid(frame: Frame, reading: Reading) -> bool:
    """Whether a sentence right behind a blast, telling nothing else, says that it was laid."""
    if frame.event_type != "bombing":
        return False
    told = {telling.sentence.index for telling in reading.tellings}
    last = frame.last_sentence
    behind = takewhile(lambda n: n not in told, range(last + 1, last + 1 + _TOLL_REACH))
    return any(
        frozenset[str]().union(*(m.scenes for m in reading.scenes[n])) >= _LAID
        for n in behind
        if n < len(reading.scenes)
    )


def _is_mishap(frame: Frame, reading: Reading) -> bool:
    """Whether a fire, an accident, a vehicle or nobody did it; telegrams seldom tell of any."""
    if reading.document.in_capitals:
        return False
    return (
        _is_toll_of_accident(frame, reading)
        or is_traffic(frame, reading)
        or is_unexplained(frame, reading)
    )


def _is_of_match(frame: Frame, reading: Reading) -> bool:
    """Whether a sentence with a score tells it, and nobody armed or hurt: "ambushed them 27-14"."""
    if frame.claims or frame.weapons or family(frame.event_type) not in _CONTESTS:
        return False
    if any(side.type in _ARMED for side in frame.sides):
        return False
    told = {trigger.sentence for trigger in frame.triggers}
    return any(_has_score(s, reading) for s in reading.document.sentences if s.index in told)


def _has_score(sentence: Sentence, reading: Reading) -> bool:
    """Whether two small numbers beside a dash are no days ("4-5 May") and count nothing ("km")."""
    forms, kinds = sentence.forms, reading.words.function_words
    scores = [
        at
        for at in range(1, len(forms) - 1)
        if forms[at] == "-"
        and all(n.isdigit() and len(n) <= _DIGITS for n in (forms[at - 1], forms[at + 1]))
        and all(n in kinds or not n.isalnum() for n in forms[at + 2 : at + 3])
    ]
    return bool(scores) and tokens_of(sentence, reading.dates).isdisjoint(scores)


def _is_unfounded(reading: Reading) -> bool:
    """Whether title and lead say that nothing was behind what was reported."""
    return any(
        "unfounded" in match.scenes
        for sentence in reading.scenes[:LEAD_SENTENCES]
        for match in sentence
    )


def _is_toll_of_accident(frame: Frame, reading: Reading) -> bool:
    """Whether bare words of harm tell what a fire, or an accident told just before, has done.

    "A ferry sank off Cebu on Saturday. Twelve people were killed."
    """
    if frame.event_type not in _EXPLAINED_BY_ACCIDENT:
        return False
    if any(not t.is_bare_harm for t in frame.triggers) or frame.weapons or _has_doer(frame):
        return False
    if "blaze" in frame.scenes:
        return True
    first = frame.first_sentence
    earlier = (t for t in reading.tellings if t.sentence.index <= first)
    if any(_is_violent(trigger) for telling in earlier for trigger in telling.triggers):
        return False
    before = reading.scenes[max(0, first - _TOLL_REACH) : first]
    named = frozenset[str]().union(*(match.scenes for sentence in before for match in sentence))
    return not named.isdisjoint(_ACCIDENTS) and "intent" not in named


def _is_violent(trigger: Trigger) -> bool:
    return not (trigger.is_bare_harm or trigger.word.event_type == "arrest")


def _has_doer(frame: Frame) -> bool:
    return any(side.role == "perpetrator" for side in frame.sides)


def _is_heard_only(frame: Frame) -> bool:
    """Whether violence is told without who did it and whom or what it hit: "gunfire was heard"."""
    is_violent = family(frame.event_type) in ("violence", "bombing", "clash")
    return is_violent and not (frame.sides or any(claim.best for claim in frame.claims))


def _is_grave(frame: Frame) -> bool:
    """Whether it tells of dead at a place or on a day: it happened, in whatever words."""
    is_pinned = frame.is_pinned and not (frame.place and frame.place.is_dateline)
    return bool(frame.killed()) and is_pinned


def is_told(frame: Frame, in_capitals: bool = False) -> bool:
    """Whether a frame tells what happened, by somebody's doing, and not a game or a deal.

    Of weak words in telegrams, which tell little but incidents, the sum of confidence judges.
    """
    if frame.status in ("hypothetical", "negated") or _is_accident(frame) or _is_play(frame):
        return False
    if _is_verbal(frame) or _is_mourning(frame):
        return False
    if frame.event_type in _POLITICS and frame.first_sentence >= LEAD_SENTENCES:
        return _has_day(frame) or frame.is_pinned or _is_in_town(frame)
    if any(t.word.strength == "strong" for t in frame.triggers):
        return True
    is_specific = bool(frame.claims or frame.own_interval or frame.own_place)
    if in_capitals:
        return is_specific or has_sides(frame)
    return is_specific and has_sides(frame)


def _is_in_town(frame: Frame) -> bool:
    """Whether it is told of a town of its own: "in Kisumu, a few hundred people marched".

    So is a bomb that was defused in one, or a village that was taken.
    """
    place = frame.own_place
    is_fine = place is not None and place.place.is_point
    is_told = any(t.word.strength == "strong" and not t.is_definite for t in frame.triggers)
    return frame.event_type in _IN_TOWN and is_fine and is_told


def _is_accident(frame: Frame) -> bool:
    if "crash" in frame.scenes and "intent" not in frame.scenes and _is_only_harm(frame):
        return True
    is_mishap = "mishap" in frame.scenes and not frame.scenes >= _LAID
    if is_mishap and frame.event_type in _EXPLAINED_BY_ACCIDENT:
        return True  # but robots may set off by accident what somebody laid
    if frame.event_type == "bombing" and "industry" in frame.scenes:
        return "device" not in frame.scenes and "intent" not in frame.scenes
    if frame.event_type in _BY_CROWDS and _has_doer(frame) and _has_day(frame):
        return False  # an accident is why: "a crowd burned the bus after a boy was run over"
    return (
        "accident" in frame.scenes
        and "intent" not in frame.scenes
        and frame.event_type in _EXPLAINED_BY_ACCIDENT
    )


def _is_only_harm(frame: Frame) -> bool:
    """Whether bare words of harm tell what a plane or a drone makes a strike: "a jet crashed"."""
    is_typed = frame.event_type in _FROM_THE_AIR
    return is_typed and all(trigger.is_bare_harm for trigger in frame.triggers)


def _is_play(frame: Frame) -> bool:
    """Whether a sentence of films or sport tells it, with neither day nor death.

    Nor several people who were shot: "five were shot over a children's football game".
    """
    is_bare = frame.own_interval is None and not frame.killed() and not _hurts_several(frame)
    return is_bare and not _PLAY.isdisjoint(frame.scenes)


def _hurts_several(frame: Frame) -> bool:
    hurt = (c.best or 0 for c in frame.claims if c.outcome == "injured")
    return frame.event_type == "shooting" and max(hurt, default=0) >= _SEVERAL


def _is_verbal(frame: Frame) -> bool:
    """Whether words alone are the attack: "attacked by fans on social media"."""
    is_bare = not (frame.claims or frame.weapons)
    return frame.event_type == "attack" and is_bare and "verbal" in frame.scenes


def _is_mourning(frame: Frame) -> bool:
    """Whether people only met to mourn: "a vigil for the victims", but no march."""
    is_march = not _MARCH.isdisjoint(frame.scenes)
    return frame.event_type == "protest" and "mourning" in frame.scenes and not is_march


def _has_day(frame: Frame) -> bool:
    return frame.own_interval is not None and frame.own_interval.precision in ("day", "days")
