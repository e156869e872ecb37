"""Models over named features: how they weigh, and what those shipped tell of themselves."""

import json

import pytest

from bot.linear import PLACES, Linear, linear

GOALS = {
    "praise": ("praise_en", 0.70),
    "questions": ("questions_silver_irc_en", 0.75),
    "threads": ("irc_threads_en", 0.88),
}
"""The set by which each is judged, and the F1 that it has to reach."""


def test_features_are_weighed_by_how_much_there_is_of_them() -> None:
    model = Linear(-1.0, {"good": 2.0, "bad": -3.0})
    assert model.score({"good": 1.5, "unknown": 9.0}) == 2.0
    assert model.score({"good": 1.0, "bad": 1.0}) == -2.0
    assert model.score({}) == -1.0


@pytest.mark.parametrize("name", GOALS)
def test_a_model_tells_what_it_was_learned_from_and_how_well_it_does(name: str) -> None:
    place = next(place for place in PLACES if place.is_dir())
    told = json.loads((place / f"{name}.json").read_text())
    assert all(len(digest) == 64 for digest in told["trained_on"].values())
    assert not any(one.startswith("nc_") for one in told["trained_on"])
    judged_by, goal = GOALS[name]
    assert judged_by in told["trained_on"]
    assert told["out_of_fold"][judged_by]["f1"] >= goal
    assert linear(name).weights
