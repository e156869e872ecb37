"""A teacher that reads what texts mean tells a small model what it makes of them.

The teacher is two models taken together: one over the features that the small one has, one over
meanings. It knows words that it never met by those that mean the same, and it doubts flags.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from training.linear import Plan, Row, fitted, fold_of, scored
from training.meanings import NUMBERS

FOLDS = 3
_TRUST = 0.5
"""How much the teacher's word counts beside a flag."""
_COST_OF_WORDS, _COST_OF_MEANINGS = 3.0, 10.0
_CALM = 0.6
"""The two are less sure together than the sum of what they say."""


def taught(plan: Plan, rows: Sequence[Row]) -> Sequence[Row]:
    """Return what is believed of rows, by their flags and by a teacher that has not seen those."""
    folds = np.array([_fold_of(one) for one in rows])
    advice = np.zeros(len(rows))
    for fold in np.unique(folds):
        others = zip(rows, folds, strict=True)
        known = [one for one, other in others if one.is_labelled and other != fold]
        asked = [one for one, other in zip(rows, folds, strict=True) if other == fold]
        advice[folds == fold] = _judged(plan, known, asked)
    return [_believed(one, float(said)) for one, said in zip(rows, advice, strict=True)]


def _fold_of(row: Row) -> int:
    """Return a fold that does not hang together with that of the trial; all others have one."""
    return fold_of(f"taught {row.group}", FOLDS) if row.is_labelled else FOLDS


def _judged(plan: Plan, known: Sequence[Row], asked: Sequence[Row]) -> NDArray[np.float64]:
    """Return how likely a teacher who knows some rows takes others to be flagged."""
    bias, weights = fitted(replace(plan, cost=_COST_OF_WORDS), known)
    by_words = np.array([bias + scored(weights, one.features) for one in asked])
    read = [one for one in known if one.meaning is not None]
    model = LogisticRegression(C=_COST_OF_MEANINGS, max_iter=200)
    model.fit(
        _meanings(read), [one.flag for one in read], sample_weight=[one.weight for one in read]
    )
    together = by_words + np.asarray(model.decision_function(_meanings(asked)))
    return np.asarray(1 / (1 + np.exp(-_CALM * together)))


def _meanings(rows: Sequence[Row]) -> NDArray[np.float64]:
    unread = np.zeros(NUMBERS)
    return np.array([unread if one.meaning is None else one.meaning for one in rows])


def _believed(row: Row, advice: float) -> Row:
    if row.meaning is None:
        return row
    if not row.is_labelled:
        return replace(row, belief=round(advice, 2))
    return replace(row, belief=round(_TRUST * advice + (1 - _TRUST) * row.flag, 2))
