"""What a frame tells of no incident of its own: words of violence alone, figures, "others"."""

from __future__ import annotations

from pipeline.extract.dates.interval import is_over_years
from pipeline.extract.frames.frame import Frame
from pipeline.extract.passages import LEAD_SENTENCES


def is_bare(frame: Frame) -> bool:
    """Whether weak words alone tell a frame below the lead: "where it struck a chord"."""
    if frame.first_sentence < LEAD_SENTENCES or frame.claims or frame.weapons or frame.own_interval:
        return False
    if any(t.word.strength == "strong" or t.is_definite for t in frame.triggers):
        return False
    return frame.own_place is None and not frame.sides


def is_general(frame: Frame) -> bool:
    """Whether a frame speaks of many incidents at once or of figures over time.

    Telegrams in capitals tell incidents even so; there the sums of joining and confidence decide.
    """
    interval = frame.own_interval
    if frame.is_over_time and not (frame.claims or frame.has_clause_day):
        return True
    if all(t.is_many for t in frame.triggers):
        return not _is_burst(frame)
    if frame.is_linked and frame.is_plural:
        return interval is None or interval.precision != "day"
    if interval is not None and is_over_years(interval):
        return True
    is_dated = interval is not None and interval.precision in ("day", "days")
    if is_dated and frame.date is not None and frame.date.source != "report":
        return False  # "killings fell by a tenth, the institute said on Monday" tells no day
    return "statistic" in frame.scenes


def _is_burst(frame: Frame) -> bool:
    """Whether the lead counts who was hurt in many blows at once: "a string of strikes on Gaza"."""
    if frame.first_sentence >= LEAD_SENTENCES or "statistic" in frame.scenes:
        return False
    interval = frame.own_interval
    is_short = interval is None or interval.precision in ("day", "days")
    return is_short and frame.own_place is not None and any(c.is_counted for c in frame.claims)


def is_vague_other(frame: Frame) -> bool:
    """Whether a frame below the lead only says that there were others: "and earlier protests"."""
    if not frame.is_other or frame.first_sentence < LEAD_SENTENCES:
        return False
    is_counted = any(claim.is_counted for claim in frame.claims)
    return frame.own_interval is None and frame.own_place is None and not is_counted
