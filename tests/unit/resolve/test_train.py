from __future__ import annotations

import numpy as np
import pytest

from pipeline.records import Evidence
from pipeline.resolve.fitting import Crowd, Prior, crowd_pairs, fit_weights, main_mentions
from pipeline.resolve.similarity import load_weights
from pipeline.resolve.train import b3_f1, count_words
from tests.unit.resolve.world import mention


def test_frequent_words_are_worth_little_and_names_are_left_out() -> None:
    texts = ["police said a man was shot in Rome", "police said Rome was quiet"] * 200
    worth = count_words([*texts, "an osprey flew"])
    assert worth["police"] < worth["man"] < worth["*"]
    assert "rome" not in worth
    assert "osprey" not in worth


def test_the_first_mention_of_the_highest_salience_stands_for_its_article() -> None:
    told = [
        mention("a", article_id="x", salience="context", evidence=(Evidence("text", 0, 5),)),
        mention("b", article_id="x", evidence=(Evidence("text", 50, 60),)),
        mention("c", article_id="x", evidence=(Evidence("text", 20, 30),)),
    ]
    assert main_mentions(told)["x"].mention_id == "c"


def test_weights_follow_the_pairs_and_stay_at_their_prior_without_any() -> None:
    features = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]] * 50)
    truth = np.array([1.0, 0.0] * 50)
    prior = Prior(("base", "told", "silent"), np.array([0.0, 0.0, -2.5]), np.ones(3))
    weights = fit_weights(features, truth, prior)
    assert weights[1] > 2
    assert weights[2] == pytest.approx(-2.5)


def test_b_cubed_is_one_for_the_truth_and_falls_with_every_error() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert b3_f1(gold, {"a": "x", "b": "x", "c": "y"}) == 1
    assert b3_f1(gold, {"a": "x", "b": "x", "c": "x"}) == pytest.approx(5 / 7)
    assert b3_f1(gold, {}) == pytest.approx(0.8)


def test_a_small_spread_holds_a_weight_at_its_prior() -> None:
    features, truth = np.array([[1.0], [1.0]] * 20), np.array([1.0, 1.0] * 20)
    free = fit_weights(features, truth, Prior(("base",), np.array([-1.0]), np.array([1.0])))
    held = fit_weights(features, truth, Prior(("base",), np.array([-1.0]), np.array([0.05])))
    assert held[0] < -0.5 < 0.5 < free[0]


def test_a_crowd_is_of_other_incidents_in_one_large_city() -> None:
    told = [mention(f"m{n}", terms=("river", f"word{n}")) for n in range(40)]
    incidents = {m.mention_id: m.mention_id for m in told}
    weights = load_weights()
    names = ("base", "place_same", "place_large", "place_apart")
    crowd = crowd_pairs(told, incidents, weights, names, Crowd())
    assert crowd.shape == (120, 4)
    assert (crowd == [1.0, 1.0, 1.0, 0.0]).all()
    assert crowd_pairs(told, dict.fromkeys(incidents, "one"), weights, names, Crowd()).size == 0


def test_then_of_one_small_town_on_neighbouring_days() -> None:
    told = [mention(f"m{n}", event_type="shooting") for n in range(40)]
    incidents = {m.mention_id: m.mention_id for m in told}
    names = ("place_same", "day_off", "place_large")
    town = crowd_pairs(told, incidents, load_weights(), names, Crowd(city=5))[5:]
    assert (town[:, :2] == 1.0).all()
    assert (town[:, 2] < 0.2).all()
