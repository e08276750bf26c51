from __future__ import annotations

from datetime import timedelta
from typing import Any

from pipeline.records import Casualty, Mention
from pipeline.resolve.tolls import Toll, fuse_tolls
from tests.unit.resolve.world import WINDOW_0, killed, mention


def claims(hour: int, *casualties: Casualty, **fields: Any) -> Mention:
    moment = WINDOW_0 + timedelta(hours=hour)
    return mention(f"m{hour}", published_at=moment, casualties=casualties, **fields)


def toll(*told: Mention) -> Toll:
    assert fuse_tolls(told, "killed") == fuse_tolls(told[::-1], "killed")
    return fuse_tolls(told, "killed")


def test_nothing_claimed_is_nothing_known() -> None:
    assert toll(claims(1), claims(2)) == Toll()


def test_none_killed_is_zero() -> None:
    assert toll(claims(1, killed(0))) == Toll(0, 0, 0)


def test_a_toll_that_rises_is_the_newest_within_its_bounds_and_not_disputed() -> None:
    assert toll(claims(1, killed(2)), claims(5, killed(4))) == Toll(2, 4, 4)


def test_a_later_lower_toll_of_another_hand_is_a_dispute() -> None:
    assert toll(claims(1, killed(9)), claims(5, killed(0))) == Toll(0, 9, 9, is_disputed=True)


def test_a_lower_toll_that_more_origins_tell_replaces_a_higher_one() -> None:
    told = claims(1, killed(9)), claims(5, killed(6)), claims(6, killed(6))
    assert toll(*told) == Toll(6, 6, 9, is_disputed=True)


def test_a_lower_toll_of_copies_replaces_nothing() -> None:
    copies = [claims(n, killed(6), origin_article_id="wire") for n in (5, 6, 7)]
    assert toll(claims(1, killed(9)), *copies).best == 9


def test_two_claimants_in_one_article_dispute() -> None:
    both = claims(1, killed(7, claimant="rebels"), killed(2, claimant="army"))
    assert toll(both) == Toll(2, 7, 7, is_disputed=True)


def test_bounds_that_overlap_are_no_dispute() -> None:
    assert toll(claims(1, killed(3, 9)), claims(2, killed(6))) == Toll(3, 6, 9)


def test_a_correction_by_the_same_origin_replaces_what_it_said() -> None:
    first = claims(1, killed(9), origin_article_id="wire")
    second = claims(3, killed(4), origin_article_id="wire")
    assert toll(first, second) == Toll(4, 4, 4)


def test_who_reports_the_incident_outranks_who_recalls_it_later() -> None:
    recalled = claims(9, killed(20), salience="background")
    assert toll(claims(1, killed(12)), recalled).best == 12


def test_parts_are_not_totals() -> None:
    assert toll(claims(1, killed(5), killed(2, part_of="killed"))) == Toll(5, 5, 5)


def test_at_least_has_no_upper_bound_of_its_own() -> None:
    assert toll(claims(1, killed(6, None))) == Toll(6, 6, None)
    assert toll(claims(1, killed(6, None)), claims(2, killed(10))) == Toll(6, 10, 10)


def test_the_best_lies_within_the_bounds() -> None:
    assert toll(claims(1, killed(5)), claims(2, killed(6, None))) == Toll(5, 6, 6)


def test_the_other_outcome_is_not_counted() -> None:
    assert toll(claims(1, Casualty("injured", 3, 3, 3))) == Toll()
