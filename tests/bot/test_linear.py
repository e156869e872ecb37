"""Models over named features: how they weigh, and what those shipped tell of themselves."""

import json

import pytest

from bot.linear import PLACES, Linear, linear

SHIPPED = ("praise", "questions", "threads")


def test_features_are_weighed_by_how_much_there_is_of_them() -> None:
    model = Linear(-1.0, {"good": 2.0, "bad": -3.0})
    assert model.score({"good": 1.5, "unknown": 9.0}) == 2.0
    assert model.score({"good": 1.0, "bad": 1.0}) == -2.0
    assert model.score({}) == -1.0


@pytest.mark.parametrize("name", SHIPPED)
def test_a_model_tells_what_it_was_learned_from_and_how_well_it_does(name: str) -> None:
    place = next(place for place in PLACES if place.is_dir())
    told = json.loads((place / f"{name}.json").read_text())
    assert all(len(digest) == 64 for digest in told["trained_on"].values())
    assert not any(one.startswith("nc_") for one in told["trained_on"])
    assert set(told["trained_on"]) <= set(told["out_of_fold"])
    assert linear(name).weights
