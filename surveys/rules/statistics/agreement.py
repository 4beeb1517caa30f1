"""Measured twice, or by two: test-retest as ICC(A,1), and agreement on categories as kappa.

ICC(A,1), two-way, absolute agreement, single measurement, with its interval (McGraw & Wong 1996,
Psychol Methods 1:30-46, Table 7; the value is Shrout & Fleiss' ICC(2,1)). SEM is the agreement
form: the root of the variance between occasions plus the residual (de Vet 2006, J Clin Epidemiol
59:1033-1039); the smallest real difference is 1.96 * sqrt(2) * SEM.
Kappa: Cohen 1960, weighted Cohen 1968; large-sample interval Fleiss, Cohen & Everitt 1969.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import f as f_distribution
from statsmodels.stats.inter_rater import cohens_kappa

from .answers import Matrix, NotEnough, complete

Weights = Literal["unweighted", "linear", "quadratic"]


@dataclass(frozen=True)
class Retest:
    """`sem` and `srd` are in points of the score."""

    icc: float
    low: float
    high: float
    sem: float
    srd: float
    n: int
    occasions: int


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance."""

    value: float
    low: float
    high: float
    weights: Weights
    n: int


def retest(scores: Matrix, level: float = 0.95) -> Retest:
    """Rows are people, columns are occasions; complete rows only."""
    rows = complete(scores)
    n, k = rows.shape
    if n < 3 or k < 2:
        raise NotEnough("people" if n < 3 else "items")
    between, occasion, residual = _mean_squares(rows)
    below = between + (k - 1) * residual + k / n * (occasion - residual)
    if below <= 0:
        raise NotEnough("constant")
    icc = (between - residual) / below
    sem = float(np.sqrt(max((occasion - residual) / n, 0.0) + residual))
    low, high = _interval(icc, n, k, (between, occasion, residual), level)
    return Retest(icc, low, high, sem, 1.96 * float(np.sqrt(2)) * sem, n, k)


def _mean_squares(rows: Matrix) -> tuple[float, float, float]:
    n, k = rows.shape
    mean = rows.mean()
    people = k * ((rows.mean(axis=1) - mean) ** 2).sum()
    occasions = n * ((rows.mean(axis=0) - mean) ** 2).sum()
    rest = ((rows - mean) ** 2).sum() - people - occasions
    return float(people / (n - 1)), float(occasions / (k - 1)), float(rest / ((n - 1) * (k - 1)))


def _interval(
    icc: float, n: int, k: int, squares: tuple[float, float, float], level: float
) -> tuple[float, float]:
    between, occasion, residual = squares
    if residual <= 0 and occasion <= 0:
        return icc, icc
    a = k * icc / (n * (1 - icc)) if icc < 1 else 0.0
    b = 1 + k * icc * (n - 1) / (n * (1 - icc)) if icc < 1 else 1.0
    below = (a * occasion) ** 2 / (k - 1) + (b * residual) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * occasion + b * residual) ** 2 / below
    tail = 1 - (1 - level) / 2
    upper = float(f_distribution.ppf(tail, n - 1, freedom))
    lower = float(f_distribution.ppf(tail, freedom, n - 1))
    noise = k * occasion + (k * n - k - n) * residual
    low = n * (between - upper * residual) / (upper * noise + n * between)
    high = n * (lower * between - residual) / (noise + n * lower * between)
    return float(low), float(high)


def kappa(first: Matrix, second: Matrix, weights: Weights = "unweighted") -> Kappa:
    """Two ratings of the same people on ordered codes; rows where either is missing are left out."""
    both = complete(np.column_stack([first, second]))
    if len(both) < 3:
        raise NotEnough("people")
    codes = np.unique(both)
    if len(codes) < 2:
        raise NotEnough("constant")
    places = np.searchsorted(codes, both)
    table = np.zeros((len(codes), len(codes)))
    np.add.at(table, (places[:, 0], places[:, 1]), 1)
    return kappa_of(table, weights)


def kappa_of(table: Matrix, weights: Weights = "unweighted") -> Kappa:
    """The same from the square table of counts."""
    found = cohens_kappa(table, wt=None if weights == "unweighted" else weights)
    return Kappa(
        float(found.kappa),
        float(found.kappa_low),
        float(found.kappa_upp),
        weights,
        int(table.sum()),
    )
