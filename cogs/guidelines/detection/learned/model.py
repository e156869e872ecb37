"""Linear models over hashed features: one byte for each weight."""

import json
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cogs.guidelines.detection.learned.grams import BITS, Buckets
from cogs.guidelines.detection.learned.places import place
from cogs.guidelines.detection.learned.reading import READERS, Groups

GROUP_WEIGHTS = {
    "hate": (0.5, 0.7, 1.5, 2.0, 1.0, 0.3),
    "harassment": (0.7, 1.0, 0.0, 2.0, 3.0, 0.5),
    "profanity": (1.0, 0.5, 0.2, 0.5, 1.5, 1.0),
    "spam": (1.0, 1.0, 0.5),
    "phishing": (1.0, 0.4, 0.3, 0.3),
}
"""How much each group of features counts."""
RARITY_STEPS = 16
_MOST_PIECES = 3


@dataclass(frozen=True, eq=False)
class Head:
    """One model. `probability` grows with `score`; from `threshold` on it is worth a look.

    Where a model has a `rarity`, rare features count more, and `weights` have that in them.
    """

    kind: str
    weights: NDArray[np.int8]
    rarity: NDArray[np.uint8] | None
    scale: float
    bias: float
    slope: float
    shift: float
    threshold: float

    def probability(self, text: str) -> float:
        """Return how likely it is that a text is of this kind, if one in two were."""
        groups = READERS[self.kind][0](text)
        if not any(len(group) for group in groups):
            return 0.0
        return self._squashed(self.score(groups))

    def score(self, groups: Groups) -> float:
        """Weigh the features of a text."""
        total = sum(
            share * float(self.weights[group].sum(dtype=np.int64)) / self._size(group)
            for share, group in zip(GROUP_WEIGHTS[self.kind], groups, strict=True)
            if len(group)
        )
        return total * self.scale + self.bias

    def _size(self, group: Buckets) -> float:
        if self.rarity is None:
            return math.sqrt(len(group))
        return float(np.linalg.norm(self.rarity[group].astype(np.float64) / RARITY_STEPS))

    def strongest(self, text: str) -> tuple[str, ...]:
        """Return the pieces of a text that speak for this kind the most."""
        weighed = sorted(
            ((int(self.weights[bucket]), piece) for piece, bucket in self._pieces(text).items()),
            key=lambda one: (-one[0], one[1]),
        )
        chosen: list[str] = []
        for weight, piece in weighed:
            if weight <= 0 or len(chosen) == _MOST_PIECES:
                break
            if not any(piece in other or other in piece for other in chosen):
                chosen.append(piece)
        return tuple(chosen)

    def _pieces(self, text: str) -> dict[str, int]:
        return {piece: bucket for piece, _, bucket in READERS[self.kind][1](text) if piece}

    def _squashed(self, score: float) -> float:
        return 1 / (1 + math.exp(-max(min(self.slope * score + self.shift, 50.0), -50.0)))


@cache
def head(kind: str) -> Head:
    """Read a model that comes with Steward."""
    here = place()
    told = json.loads((here / "heads.json").read_text())[kind]
    weights = np.fromfile(here / f"{kind}.weights", dtype=np.int8)
    assert len(weights) == 1 << BITS, f"the weights of {kind} are complete"
    rarity = here / f"{kind}.rarity"
    rare = np.fromfile(rarity, dtype=np.uint8) if rarity.exists() else None
    names = ("scale", "bias", "slope", "shift", "threshold")
    return Head(kind, weights, rare, *(float(told[name]) for name in names))
