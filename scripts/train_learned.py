"""Train the models of the learned detector: `python scripts/train_learned.py DATA [KIND …]`.

DATA holds labelled sets as JSON lines (id, text, label, category, source). It is no part of the
project and nothing else needs it. The same data gives the same weights. What is printed and kept
as figures is out of fold: every row is judged by a model that has seen nothing of its group.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from training.sets import PLANS, Example, Plan, digest, examples, phrases

from cogs.guidelines.detection.learned.grams import BITS
from cogs.guidelines.detection.learned.model import GROUP_WEIGHTS, RARITY_STEPS
from cogs.guidelines.detection.learned.reading import READERS

FOLDS = 5
PLACE = Path(__file__).parents[1] / "data" / "learned"


@dataclass(frozen=True, slots=True)
class Trained:
    """A model: what is told of it, its weights, and what it said of rows out of fold."""

    told: dict[str, Any]
    weights: NDArray[np.int8]
    rarity: NDArray[np.uint8] | None
    outcome: list[dict[str, Any]]


def train(plan: Plan, data: Path) -> Trained:
    """Fit a model."""
    rows, extra = list(examples(plan, data)), list(phrases(plan))
    rarity = rarity_of(plan.kind, rows) if plan.rare else None
    seen, written = matrix(plan.kind, rows, rarity), matrix(plan.kind, extra, rarity)
    flags, folds = np.array([one.flag for one in rows]), np.array([fold_of(one) for one in rows])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        known = folds != fold
        model = fitted(plan, seen[known], written, [*np.array(rows, object)[known], *extra])
        scores[~known] = model.decision_function(seen[~known])
    slope, shift = calibrated(scores, flags)
    threshold = max(
        quantile(
            [s for s, one in zip(scores, rows, strict=True) if one.set == name and not one.flag],
            most,
        )
        for name, most in plan.at_most.items()
    )
    final = fitted(plan, seen, written, [*rows, *extra])
    found = final.coef_[0] if rarity is None else final.coef_[0] * rarity / RARITY_STEPS
    largest = float(np.abs(found).max())
    weights = np.round(found / largest * 127).astype(np.int8)
    told = {
        "scale": largest / 127,
        "bias": float(final.intercept_[0]),
        "slope": slope,
        "shift": shift,
        "threshold": float(np.nextafter(squashed(slope * threshold + shift), 1)),
        "trained_on": {one.set: digest(data, one.set) for one in plan.sources},
        "rows": len(rows),
        "own_sentences": len(extra),
        "out_of_fold": figures(rows, scores > threshold),
    }
    outcome = [
        {"kind": plan.kind, "set": one.set, "id": one.id,
         "probability": squashed(slope * float(score) + shift)}
        for one, score in zip(rows, scores, strict=True)
    ]  # fmt: skip
    return Trained(told, weights, rarity, outcome)


def rarity_of(kind: str, rows: list[Example]) -> NDArray[np.uint8]:
    """Return how rare each feature is among texts."""
    texts = np.zeros(1 << BITS)
    for one in rows:
        texts[np.unique(np.concatenate(READERS[kind][0](one.text)))] += 1
    return np.round((np.log((1 + len(rows)) / (1 + texts)) + 1) * RARITY_STEPS).astype(np.uint8)


def matrix(kind: str, rows: list[Example], rarity: NDArray[np.uint8] | None) -> sp.csr_matrix:
    """Read texts as rows of weighed features."""
    sizes = np.ones(1 << BITS) if rarity is None else rarity / RARITY_STEPS
    ends, columns, values = [0], [np.empty(0, dtype=np.int32)], [np.empty(0)]
    for one in rows:
        for share, group in zip(GROUP_WEIGHTS[kind], READERS[kind][0](one.text), strict=True):
            columns.append(group.astype(np.int32))
            values.append(share * sizes[group] / max(float(np.linalg.norm(sizes[group])), 1.0))
        ends.append(ends[-1] + sum(map(len, columns[-len(GROUP_WEIGHTS[kind]) :])))
    found = sp.csr_matrix(
        (np.concatenate(values), np.concatenate(columns), ends), shape=(len(rows), 1 << BITS)
    )
    found.sum_duplicates()
    return found


def fitted(
    plan: Plan, seen: sp.csr_matrix, written: sp.csr_matrix, rows: list[Example]
) -> LogisticRegression | LinearSVC:
    """Fit weights to rows; liblinear with a seed always finds the same."""
    found = {"C": plan.cost, "dual": True, "random_state": 0, "tol": 0.01}
    if plan.margin:
        model = LinearSVC(**found, max_iter=3000)
    else:
        model = LogisticRegression(**found, max_iter=300, solver="liblinear")
    model.fit(
        sp.vstack([seen, written]).tocsr(),
        [one.flag for one in rows],
        sample_weight=[one.weight for one in rows],
    )
    return model


def fold_of(one: Example) -> int:
    """Return the fold of a row, by its group alone."""
    return int(hashlib.sha256(one.group.encode()).hexdigest()[:8], 16) % FOLDS


def calibrated(scores: NDArray[np.float64], flags: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and shift that turn scores into probabilities, as if one in two were flagged."""
    model = LogisticRegression(C=1e3, class_weight="balanced").fit(scores[:, None], flags)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def quantile(scores: list[float], most: float) -> float:
    """Return the score that at most this share of fine rows reaches."""
    ordered = sorted(scores, reverse=True)
    return ordered[min(int(len(ordered) * most), len(ordered) - 1)]


def squashed(score: float) -> float:
    """Turn a score into a probability."""
    return float(1 / (1 + np.exp(-score)))


def figures(rows: list[Example], flagged: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    """Return recall and false alarms by set, out of fold."""
    told: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(one.set for one in rows):
        for label, flag in (("recall", True), ("false_alarms", False)):
            of = [
                hit
                for hit, one in zip(flagged, rows, strict=True)
                if one.set == name and one.flag is flag
            ]
            if of:
                told.setdefault(name, {})[label] = round(float(np.mean(of)), 4)
    return told


def main(data: Path, kinds: list[str]) -> None:
    """Train, and keep the weights with what is told of them."""
    PLACE.mkdir(parents=True, exist_ok=True)
    heads = PLACE / "heads.json"
    told = json.loads(heads.read_text()) if heads.exists() else {}
    for plan in PLANS:
        if kinds and plan.kind not in kinds:
            continue
        model = train(plan, data)
        told[plan.kind] = model.told
        model.weights.tofile(PLACE / f"{plan.kind}.weights")
        if model.rarity is not None:
            model.rarity.tofile(PLACE / f"{plan.kind}.rarity")
        heads.write_text(json.dumps(dict(sorted(told.items())), indent=1) + "\n")
        print(plan.kind, json.dumps(told[plan.kind]["out_of_fold"]), flush=True)
        if keep := Path(f"out-of-fold-{plan.kind}.jsonl"):
            keep.write_text("".join(f"{json.dumps(one)}\n" for one in model.outcome))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
