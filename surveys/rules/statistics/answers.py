"""The matrix of answers: rows are people, columns are items, NaN is a missing answer."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Missing = Literal["listwise", "pairwise"]
LISTWISE: Missing = "listwise"
PAIRWISE: Missing = "pairwise"


class NotEnough(ValueError):
    """The answers cannot carry this figure; the code says why: people, items, constant, singular."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def complete(answers: Matrix) -> Matrix:
    """The rows in which nothing is missing."""
    return answers[~np.isnan(answers).any(axis=1)]


def used(answers: Matrix, missing: Missing) -> Matrix:
    """The rows that count: complete ones (listwise), or those with any answer (pairwise)."""
    if missing == LISTWISE:
        return complete(answers)
    return answers[~np.isnan(answers).all(axis=1)]


def covariance(answers: Matrix, missing: Missing = LISTWISE) -> Matrix:
    """Sample covariances (n - 1). Pairwise: each pair from the rows that hold both, each variance
    from all rows that hold the item, as R's `cov(use = "pairwise.complete.obs")`.
    """
    rows = used(answers, missing)
    there = ~np.isnan(rows)
    counts = (there.T.astype(float)) @ there
    if rows.size == 0 or counts.min() < 2:
        raise NotEnough("people")
    centred = np.where(there, rows - np.nanmean(rows, axis=0), 0.0)
    sums = centred.T @ there  # sum of item i where j was answered too
    return np.asarray((centred.T @ centred - sums * sums.T / counts) / (counts - 1))


def correlation(covariances: Matrix) -> Matrix:
    """Correlations from covariances; refuses an item that never varies."""
    spread = np.sqrt(np.diag(covariances))
    if (spread <= 0).any():
        raise NotEnough("constant")
    found = covariances / np.outer(spread, spread)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)


def turned(answers: Matrix, columns: list[int], low: float, high: float) -> Matrix:
    """These columns keyed the other way: low + high - answer."""
    found = answers.copy()
    found[:, columns] = low + high - found[:, columns]
    return found
