from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from pipeline.errors import Reason
from pipeline.packed import pack
from pipeline.records import Article, Casualty, Evidence, Mention, Place, Rejection

AT = datetime(2022, 8, 26, 6, 0, 1, 2, tzinfo=UTC)
ARTICLE = Article("a", "Words.", published_at=AT, window_start=AT, shingles=b"\x00\xff")
MENTION = Mention(
    mention_id="m",
    article_id="a",
    event_type="shelling",
    event_start=date(2022, 8, 24),
    place=Place(name="Koniko", country="SY"),
    casualties=(Casualty("injured", 3, 3, 3),),
    evidence=(Evidence("text", 0, 9),),
)


@dataclass(frozen=True, slots=True)
class Placed(Article):
    place: tuple[int, ...] = ()


pack(Placed)


@pytest.mark.parametrize(
    "record",
    [ARTICLE, MENTION, Rejection("r", "clean", Reason.PAYWALL, "p"), Placed("a", "", place=(2,))],
)
def test_a_record_is_the_same_and_of_its_kind_on_the_other_side(record: object) -> None:
    there = pickle.loads(pickle.dumps(record))
    assert there == record
    assert type(there) is type(record)


def test_what_holds_records_holds_them_on_the_other_side():
    held = {"told": (MENTION, [ARTICLE])}
    assert pickle.loads(pickle.dumps(held)) == held


@pytest.mark.parametrize("text", ["half of a pair: \ud83d", "Words."])
def test_what_no_message_can_hold_is_pickled_as_ever(text: str) -> None:
    record = replace(ARTICLE, text=text, published_utc_offset=2**70)
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_copy_of_a_record_is_equal():
    assert copy.deepcopy(MENTION) == MENTION
