"""Fit a linear model over named features, and find out how well it does on rows it never saw."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from training.sets import digest

FOLDS = 5
_HARDLY = 0.005
"""Less likely than that is not learned from."""
Features = Mapping[str, float]
Model = tuple[float, dict[str, float]]
Fit = Callable[[Sequence["Row"]], Model]


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one message; those of one group are never in training and trial at once."""

    set: str
    features: Features
    flag: bool
    group: str
    weight: float = 1.0
    is_labelled: bool = True
    """Whether somebody has told the flag; only a teacher makes something of other rows."""
    meaning: NDArray[np.float64] | None = None
    """What a teacher reads."""
    belief: float | None = None
    """How likely it is to be flagged, where that is not taken as told."""


def as_told(_plan: "Plan", rows: Sequence[Row]) -> Sequence[Row]:
    """Take the flags of rows for true."""
    return rows


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model is trained, and how many fine rows of which set it may flag at most."""

    name: str
    sets: tuple[str, ...]
    rows: Callable[[Path], Iterable[Row]]
    cost: float
    kept: int
    """How many features keep their weight."""
    judged: tuple[str, ...]
    """The sets on which, taken together, the best threshold is sought."""
    at_most: Mapping[str, float] = field(default_factory=dict)
    rarest: int = 2
    """How many rows a feature is seen in at least."""
    believed: Callable[["Plan", Sequence[Row]], Sequence[Row]] = as_told
    """What is made of the flags of rows before anything is learned from them."""


def trained(plan: Plan, data: Path) -> dict[str, Any]:
    """Fit a model; return its weights, what it was learned from, and how well it does."""
    # Sums of floats depend on their order: sets have none.
    rows = [replace(one, features=dict(sorted(one.features.items()))) for one in plan.rows(data)]
    scores = judged_by_others(rows, partial(learned, plan))
    told = [one for one in rows if one.is_labelled]
    scores = scores[[one.is_labelled for one in rows]]
    threshold = best_threshold(plan, told, scores)
    bias, weights = learned(plan, rows)
    return {
        "bias": round(bias - threshold, 3),
        "trained_on": {name: digest(data, name) for name in plan.sets},
        "rows": len(rows),
        "out_of_fold": figures(told, scores > threshold),
        "weights": weights,
    }


def judged_by_others(rows: Sequence[Row], fit: Fit) -> NDArray[np.float64]:
    """Score every row by a model that has seen nothing of its fold."""
    folds = np.array([fold_of(one.group) for one in rows])
    scores = np.zeros(len(rows))
    for fold in np.unique(folds):
        bias, weights = fit([one for one, other in zip(rows, folds, strict=True) if other != fold])
        for at in np.flatnonzero(folds == fold).tolist():
            scores[at] = bias + scored(weights, rows[at].features)
    return scores


def learned(plan: Plan, rows: Sequence[Row]) -> Model:
    """Fit a model to what is believed of rows."""
    return fitted(plan, plan.believed(plan, rows))


def without_doubted(most: float, plan: Plan, rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out fine rows that score more, judged by the others: their flags are missing."""
    scores = judged_by_others(rows, partial(fitted, plan))
    pairs = zip(rows, scores, strict=True)
    return [one for one, score in pairs if one.flag or score <= most]


def fitted(plan: Plan, rows: Sequence[Row]) -> Model:
    """Fit weights, keep the largest, and fit those again."""
    seen = Counter(name for one in rows for name in one.features)
    names = sorted(name for name, count in seen.items() if count >= plan.rarest)
    shared = [half for one in rows for half in shares(one)]
    flags, weights_of = [one.flag for one in shared], [one.weight for one in shared]
    while True:
        model = LogisticRegression(
            C=plan.cost, solver="liblinear", dual=True, random_state=0, max_iter=2000, tol=0.001
        )
        model.fit(matrix(names, shared), flags, sample_weight=weights_of)
        found = dict(zip(names, model.coef_[0], strict=True))
        if len(names) <= plan.kept:
            break
        largest = sorted(names, key=lambda name: (-abs(found[name]), name))[: plan.kept]
        names = sorted(largest)
    weights = {name: round(float(found[name]), 2) for name in names}
    return float(model.intercept_[0]), {name: one for name, one in weights.items() if one}


def shares(row: Row) -> Iterator[Row]:
    """Yield a row as both that it may be, each as heavy as it is likely."""
    if row.belief is None:
        yield row
        return
    for flag, share in ((True, row.belief), (False, 1 - row.belief)):
        if share > _HARDLY:
            yield replace(row, flag=flag, weight=row.weight * share)


def matrix(names: Sequence[str], rows: Sequence[Row]) -> sp.csr_matrix:
    """Write the features of rows in columns."""
    place = {name: at for at, name in enumerate(names)}
    ends, columns, values = [0], [], []
    for one in rows:
        known = [(place[name], value) for name, value in one.features.items() if name in place]
        columns += [at for at, _ in known]
        values += [value for _, value in known]
        ends.append(len(columns))
    return sp.csr_matrix((values, columns, ends), shape=(len(rows), len(names)))


def scored(weights: Mapping[str, float], features: Features) -> float:
    """Weigh the features of a row."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def best_threshold(plan: Plan, rows: Sequence[Row], scores: NDArray[np.float64]) -> float:
    """Return where F1 is best on the judged set, above what the fine rows of others allow."""
    lowest = -np.inf
    for name, most in plan.at_most.items():
        fine = np.sort(scores[[one.set == name and not one.flag for one in rows]])
        lowest = max(lowest, fine[-1 - int(most * len(fine))])
    judged = np.array([one.set in plan.judged for one in rows])
    flags = np.array([one.flag for one in rows])[judged]
    order = np.argsort(-scores[judged], kind="stable")
    hits = np.cumsum(flags[order])
    quality = 2 * hits / (np.arange(1, len(order) + 1) + flags.sum())
    # One peak among neighbours is chance: the middle of the best stretch counts.
    smooth = np.convolve(quality, np.ones(31) / 31, "same")
    return float(max(scores[judged][order][int(np.argmax(smooth))], lowest))


def figures(rows: Sequence[Row], flagged: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    """Return how well each set is judged, out of fold."""
    told: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(one.set for one in rows):
        pairs = [
            (one.flag, bool(hit)) for one, hit in zip(rows, flagged, strict=True) if one.set == name
        ]
        hits, wanted = sum(flag and hit for flag, hit in pairs), sum(flag for flag, _ in pairs)
        given, fine = sum(hit for _, hit in pairs), sum(not flag for flag, _ in pairs)
        told[name] = {"n": len(pairs)}
        if wanted:
            told[name] |= {
                "precision": round(hits / max(given, 1), 4),
                "recall": round(hits / wanted, 4),
                "f1": round(2 * hits / (given + wanted), 4),
            }
        if fine:
            told[name]["false_alarms"] = round((given - hits) / fine, 4)
    return told


def fold_of(group: str, folds: int = FOLDS) -> int:
    """Return the fold of a row, by its group alone."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def read(data: Path, name: str) -> list[dict[str, Any]]:
    """Read a set."""
    return [json.loads(line) for line in (data / f"{name}.jsonl").read_text().splitlines()]
