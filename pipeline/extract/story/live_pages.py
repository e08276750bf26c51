"""Pages that are written on all day, post by post, each with its hour: what they tell is of today.

"16:05 - The ministry has raised the toll of the strike on Tyre to four": no post says which day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.dates.event import EventDate
from pipeline.extract.dates.interval import one_day
from pipeline.extract.frames.frame import Frame
from pipeline.extract.reading import Reading

#: So many lines that open with an hour make a page of posts.
_LEAST_POSTS = 4
_HOUR = re.compile(r"^\W*[012]?\d[:.h][0-5]\d\b", re.MULTILINE)
_LOOKING_BACK = frozenset({"legal", "memorial"})


def is_live_page(text: str) -> bool:
    """Whether posts with an hour each make up a page; sentences are told without these."""
    return len(_HOUR.findall(text)) >= _LEAST_POSTS


def date_posts(frames: Sequence[Frame], reading: Reading) -> None:
    """Give what a live page tells as having happened, on no day of its own, the page's day."""
    published = reading.document.published
    undated = [f for f in frames if f.own_interval is None and _is_news(f)]
    if published is None or not undated or not is_live_page(reading.document.article.text):
        return
    for frame in undated:
        frame.date = EventDate(one_day(published), None, "published")


def _is_news(frame: Frame) -> bool:
    """Whether it is told as what happened, not of a court or an anniversary."""
    return frame.status == "occurred" and not frame.scenes & _LOOKING_BACK
