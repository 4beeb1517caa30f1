"""Signs of answering without reading, for whole waves: never a reason to pass over a child.

Mahalanobis D2 (not D) over complete rows, p from chi2 with as many degrees as items; the longest run
of one answer in the order in which the questions were asked; even-odd consistency within a person
over several scales, with Spearman-Brown (Curran 2016, J Exp Soc Psychol 66:4-19).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from .answers import Matrix, NotEnough, covariance

UNLIKELY = 0.001


@dataclass(frozen=True)
class Distance:
    """Per row, NaN where something is missing; `unlikely` marks p < .001: to look at, nothing more."""

    d2: Matrix
    p: Matrix

    @property
    def unlikely(self) -> NDArray[np.bool_]:
        """Rows far from everybody else."""
        return np.asarray(self.p < UNLIKELY)


def mahalanobis(answers: Matrix) -> Distance:
    """Squared distances from the centre in the spread of these very rows."""
    whole = ~np.isnan(answers).any(axis=1)
    rows = answers[whole]
    n, items = rows.shape
    if n <= items:
        raise NotEnough("people")
    spread = covariance(rows)
    if np.linalg.matrix_rank(spread) < items:
        raise NotEnough("singular")
    centred = rows - rows.mean(axis=0)
    d2 = np.full(len(answers), np.nan)
    d2[whole] = np.einsum("ij,ij->i", centred, np.linalg.solve(spread, centred.T).T)
    return Distance(d2, np.asarray(chi2.sf(d2, items)))


def longest_runs(choices: Matrix) -> NDArray[np.int64]:
    """Per row, the longest run of the same option; a missing answer is passed over."""
    best = np.zeros(len(choices), dtype=np.int64)
    run = np.zeros(len(choices), dtype=np.int64)
    last = np.full(len(choices), np.nan)
    for column in choices.T:
        there = ~np.isnan(column)
        run = np.where(there, np.where(column == last, run + 1, 1), run)
        last = np.where(there, column, last)
        best = np.maximum(best, run)
    return best


def even_odd(answers: Matrix, scales: Sequence[Sequence[int]]) -> Matrix:
    """Within-person r of odd-item and even-item means over scales, stepped up by Spearman-Brown.

    Needs at least three scales (four of four items are advised); NaN where a half never varies.
    """
    if len(scales) < 3:
        raise NotEnough("items")
    odd = np.column_stack([answers[:, list(scale)[0::2]].mean(axis=1) for scale in scales])
    even = np.column_stack([answers[:, list(scale)[1::2]].mean(axis=1) for scale in scales])
    odd = odd - odd.mean(axis=1, keepdims=True)
    even = even - even.mean(axis=1, keepdims=True)
    below = np.sqrt((odd**2).sum(axis=1) * (even**2).sum(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.where(below > 0, (odd * even).sum(axis=1) / below, np.nan)
        return np.asarray(2 * r / (1 + r))
