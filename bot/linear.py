"""Linear models over named features: small judgements that need nothing beside Python.

They are learned by `scripts/train_conversation.py`, which also keeps beside the weights what they
were learned from and how well they do.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
PLACES = (_HERE / "weights", _HERE.parent / "data" / "learned")


@dataclass(frozen=True, slots=True)
class Linear:
    """What each feature says for (or against) a finding, which begins above zero."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """Weigh features; those that the model does not know say nothing."""
        weights = self.weights
        return self.bias + sum(
            weights[name] * value for name, value in features.items() if name in weights
        )


@cache
def linear(name: str) -> Linear:
    """Read a model that comes with Steward."""
    place = next(place for place in PLACES if place.is_dir())
    told = json.loads((place / f"{name}.json").read_text())
    return Linear(told["bias"], told["weights"])
