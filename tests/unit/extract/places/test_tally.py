"""The votes for countries and divisions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.places.tally import Votes
from pipeline.lexicon.gazetteer import Candidate, Gazetteer


def place(name: str) -> Candidate:
    return Gazetteer.load().lookup(name)[0]


def test_a_name_does_not_support_itself() -> None:
    votes = Votes()
    votes.add_name("homs", place("Homs"), 1.0)
    assert votes.country_share("SY", "homs") == 0
    assert votes.country_share("SY") > 0


def test_nearness_is_measured_to_other_names() -> None:
    votes, chicago = Votes(), place("Chicago")
    votes.add_name("chicago", chicago, 1.0)
    assert votes.nearest_km(chicago, "chicago") == math.inf
    assert votes.nearest_km(chicago, "other") == pytest.approx(0)


@given(st.lists(st.sampled_from(["SY", "IQ", "US"]), max_size=12))
def test_shares_of_countries_are_no_more_than_one(countries: list[str]) -> None:
    votes = Votes()
    for country in countries:
        votes.add_country(country, 1.0)
    assert sum(votes.country_share(c) for c in set(countries)) <= 1 + 1e-9
