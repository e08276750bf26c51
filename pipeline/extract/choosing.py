"""What an article tells of the frames that are news: pages and telegrams, each in its own way.

The first incident gets the day and place of the story, then what tells one incident after all is
joined, and last come tolls and countries.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.frames.frame import Frame
from pipeline.extract.frames.gathered.aftermath import without_aftermath
from pipeline.extract.frames.gathered.headlines import without_headlines
from pipeline.extract.frames.gathered.one_region import join_rising, share_kind
from pipeline.extract.frames.gathered.one_scene import join_scenes
from pipeline.extract.frames.gathered.responses import (
    crimes_first,
    type_disarmed,
    without_arrests,
)
from pipeline.extract.frames.gathered.told_again import join_told_again
from pipeline.extract.frames.gathered.unrest import join_unrest
from pipeline.extract.frames.named.named_behind import join_harm
from pipeline.extract.frames.roundups.added_up import without_added_up
from pipeline.extract.frames.roundups.nationwide import date_places
from pipeline.extract.frames.roundups.sums import without_sums, without_whole
from pipeline.extract.frames.sentence.dating import drop_days_ahead, drop_days_of_updates
from pipeline.extract.frames.sifted.confidence import is_likely
from pipeline.extract.frames.sifted.telegrams import type_telegram
from pipeline.extract.reading import Reading
from pipeline.extract.story.countries import settle_countries
from pipeline.extract.story.lead_day import date_alone, date_main_incident, date_telegram
from pipeline.extract.story.live_pages import date_posts
from pipeline.extract.story.places import place_main_incident
from pipeline.extract.story.tolls import hear_tolls


def tell_page(news: list[Frame], frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The incidents of a page or an item of a feed; ``frames`` are all, news or not."""
    date_posts(news, reading)
    told, undated = _give_story(crimes_first(news), reading)
    told = _join_reports(told, _sentences_of(frames, "arrest"), reading)
    date_alone(told, reading)
    _settle(told, undated, reading)
    return told


def tell_telegram(news: list[Frame], frames: Sequence[Frame], reading: Reading) -> list[Frame]:
    """The incidents of a telegram in capitals, with the harm that its unlikely frames tell."""
    told, undated = _give_story(news, reading)
    unsure = [frame for frame in frames if not is_likely(frame, in_capitals=True)]
    join_harm(told, unsure, reading.words.grammar)
    _settle(told, undated, reading)
    date_telegram(told, reading)
    type_telegram(told)
    settle_countries(told, reading)
    return told


def _give_story(news: list[Frame], reading: Reading) -> tuple[list[Frame], Frame | None]:
    """Give the main incident the story's day and place, and join what tells it again.

    Returns what is told, and a main incident of which no day is sure: none that is joined dates it.
    """
    undated = date_main_incident(news, reading)
    place_main_incident(news, reading)
    return without_arrests(join_told_again(news)), undated


def _join_reports(told: list[Frame], arrests: frozenset[int], reading: Reading) -> list[Frame]:
    """What pages tell of one incident in several ways, joined; without what follows from it."""
    told = join_rising(without_whole(join_scenes(without_added_up(told), arrests)))
    share_kind(told)
    date_places(told)
    type_disarmed(told)
    drop_days_of_updates(told)
    told = join_unrest(told)
    return without_headlines(without_aftermath(without_whole(told), reading.words.grammar))


def _settle(told: list[Frame], undated: Frame | None, reading: Reading) -> None:
    """Take away days that are none, and give tolls to whom they belong."""
    if undated is not None:
        undated.date = None
    drop_days_ahead(told, reading)
    without_sums(told)
    hear_tolls(told, reading)


def _sentences_of(frames: Sequence[Frame], event_type: str) -> frozenset[int]:
    """The sentences that tell incidents of a type."""
    of_type = (frame for frame in frames if frame.event_type == event_type)
    return frozenset(trigger.sentence for frame in of_type for trigger in frame.triggers)
