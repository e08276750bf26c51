from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pipeline import ids
from pipeline.records import Evidence, Mention
from pipeline.resolve.fusion import Fused, fuse
from tests.unit.resolve.world import (
    DAY_0,
    DEIR,
    HOMS,
    NOWHERE,
    SYRIA,
    TANF,
    WINDOW_0,
    day,
    killed,
    mention,
    window,
    withdraw,
)


def fused(*members: Mention) -> Fused:
    one = fuse(members)
    assert one is not None
    return one


def told(**fields: Any) -> Mention:
    """The next mention; each is of another article, later than the one before."""
    n = next(_numbers)
    later = WINDOW_0 + timedelta(seconds=n)
    return mention(f"m{n:03}", **{"published_at": later, "recorded_at": later, **fields})


_numbers = iter(range(1000))


def test_the_id_is_that_of_the_member_recorded_first() -> None:
    late, early = mention("a", recorded_at=window(2)), mention("b", recorded_at=window(1))
    assert fused(late, early).incident.incident_id == ids.incident_id("b")


def test_a_member_that_was_never_recorded_comes_last() -> None:
    assert fused(
        mention("a", recorded_at=None), mention("b", recorded_at=window(9))
    ).incident.incident_id == ids.incident_id("b")


def test_a_withdrawn_member_counts_for_the_id_and_for_nothing_else() -> None:
    gone = withdraw(mention("a", casualties=(killed(9),), terms=()), window(3))
    living = mention("b", recorded_at=window(1), casualties=(killed(2),))
    one = fused(gone, living)
    assert one.incident.incident_id == ids.incident_id("a")
    assert (one.incident.killed_high, one.incident.n_mentions) == (2, 1)
    assert (one.mention_ids, one.withdrawn_ids) == (("b",), ("a",))
    assert one.incident.last_recorded_at == window(3)


def test_only_withdrawn_members_make_no_incident() -> None:
    assert fuse([withdraw(mention("a"), window(1))]) is None


def test_a_general_type_gives_way_to_a_finer_one_that_fewer_tell() -> None:
    members = told(event_type="attack"), told(event_type="attack"), told(event_type="shelling")
    assert fused(*members).incident.event_type == "shelling"


def test_of_two_fine_types_the_one_of_more_origins_counts() -> None:
    copies = [told(event_type="air_strike", origin_article_id="wire") for _ in range(3)]
    others = [told(event_type="drone_strike") for _ in range(2)]
    assert fused(*copies, *others).incident.event_type == "drone_strike"


def test_the_status_is_that_of_most_origins_by_their_newest_mention() -> None:
    members = (
        told(status="alleged", origin_article_id="wire"),
        told(status="occurred", origin_article_id="wire"),
        told(status="occurred"),
        told(status="alleged"),
    )
    assert fused(*members).incident.status == "occurred"


def test_only_what_occurred_and_is_news_somewhere_is_a_default_incident() -> None:
    assert fused(told(salience="background"), told(salience="context")).incident.is_default
    assert not fused(told(salience="background")).incident.is_default
    assert not fused(told(status="alleged")).incident.is_default


def test_the_narrowest_interval_that_most_allow_is_taken() -> None:
    week = {"event_start": day(-1), "event_end": day(5), "date_precision": "week"}
    one = fused(told(**week), told(event_start=day(1))).incident
    assert (one.event_start, one.event_end, one.date_precision) == (day(1), day(1), "day")
    assert (one.event_date, one.event_date_source) == (day(1), "text")


def test_between_two_days_the_one_that_more_origins_tell_is_taken() -> None:
    members = told(event_start=day(0)), told(event_start=day(1)), told(event_start=day(1))
    assert fused(*members).incident.event_start == day(1)


def test_an_incident_without_a_date_lies_where_it_was_reported_first() -> None:
    one = fused(told(event_start=None), told(event_start=None)).incident
    assert (one.event_start, one.event_end, one.event_date) == (None, None, DAY_0)
    assert one.event_date_source == "published"


def test_the_finest_place_that_most_allow_is_taken_whole() -> None:
    one = fused(told(place=SYRIA), told(place=TANF), told(place=NOWHERE)).incident
    assert (one.place_name, one.latitude, one.place_precision) == ("al-Tanf", 33.5, "site")
    assert (one.admin1_code, one.country, one.geoname_id) == ("SY-HI", "SY", 3)


def test_a_fine_place_that_most_exclude_is_not_taken() -> None:
    assert fused(told(place=TANF), told(place=DEIR), told(place=DEIR)).incident.place_name == (
        "Deir ez-Zor"
    )


def test_counts_tell_articles_publishers_and_independent_origins() -> None:
    members = (
        told(publisher="p"),
        told(publisher="p"),
        told(publisher="q", origin_article_id="wire"),
        told(publisher=None, origin_article_id="wire"),
    )
    one = fused(*members).incident
    assert (one.n_mentions, one.n_articles, one.n_publishers, one.n_origins) == (4, 4, 2, 3)


def test_times_span_all_reports() -> None:
    early, late = told(), told()
    one = fused(late, early).incident
    assert (one.first_reported_at, one.last_reported_at) == (early.published_at, late.published_at)
    assert one.first_recorded_at == early.recorded_at


def test_the_title_is_of_the_first_that_report_it_as_news() -> None:
    members = told(title="Recalled", salience="context"), told(title="News"), told(title="More")
    assert fused(*members).incident.title == "News"


def test_confidence_grows_with_independent_origins_only() -> None:
    copies = [told(confidence=0.5, origin_article_id="wire") for _ in range(4)]
    assert fused(*copies).incident.confidence == 0.5
    assert fused(copies[0], told(confidence=0.5)).incident.confidence == 0.75
    assert fused(*(told(confidence=0.9) for _ in range(9))).incident.confidence == 0.99
    assert fused(told()).incident.confidence is None


def test_sources_claims_and_participants_keep_whose_they_are() -> None:
    words = (Evidence("text", 4, 9, "date"), Evidence("title", 0, 12))
    one = mention("a", evidence=words, casualties=(killed(3), killed(1, part_of="killed")))
    rows = fused(one, mention("b", place=HOMS))
    assert [(s.mention_id, s.field, s.start, s.end) for s in rows.sources] == [
        ("a", "title", 0, 12),
        ("b", None, None, None),
    ]
    assert [(c.mention_id, c.n, c.best, c.part_of) for c in rows.claims] == [
        ("a", 0, 3, None),
        ("a", 1, 1, "killed"),
    ]
    assert {row.incident_id for row in rows.sources} == {rows.incident.incident_id}
    assert {row.event_date for row in rows.claims} == {rows.incident.event_date}


@pytest.mark.parametrize("n", [1, 2, 5])
def test_fusing_in_any_order_gives_the_same_incident(n: int) -> None:
    members = [told(place=p) for p in (SYRIA, DEIR, NOWHERE, HOMS, TANF)][:n]
    assert fused(*members) == fused(*members[::-1])


def test_a_revised_member_is_counted_with_its_new_values() -> None:
    one = told(casualties=(killed(2),))
    assert fused(replace(one, casualties=(killed(5),))).incident.killed_best == 5


def test_the_type_is_that_of_those_who_report_not_of_those_who_look_back() -> None:
    back = [told(event_type="riot", salience="background") for _ in range(2)]
    assert fused(told(event_type="attack"), *back).incident.event_type == "attack"
    assert fused(*back).incident.event_type == "riot"
