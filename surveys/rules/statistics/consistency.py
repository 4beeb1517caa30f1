"""Do the items hang together: Cronbach's alpha, each item's part in it, and two halves compared.

alpha = k / (k - 1) * (1 - trace(C) / sum(C)) over the covariances C (Cronbach 1951, Psychometrika
16:297-334). Interval: (1 - alpha) / (1 - a) ~ F(n - 1, (n - 1)(k - 1)) (Feldt 1965, Psychometrika
30:357-370; Feldt, Woodruff & Salih 1987). These are the raw, not the standardised figures.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import f as f_distribution

from .answers import LISTWISE, Matrix, Missing, NotEnough, complete, covariance, used

LEVEL = 0.95


@dataclass(frozen=True)
class Alpha:
    """`n` people stand behind the figure and its interval; it can be negative."""

    value: float
    low: float
    high: float
    n: int
    missing: Missing


@dataclass(frozen=True)
class ItemPart:
    """One item: `item_total_r` with the sum of the others; None where it cannot be said."""

    n: int
    mean: float
    sd: float
    item_total_r: float | None
    alpha_if_deleted: float | None


@dataclass(frozen=True)
class Halves:
    """Items 1, 3, 5 … against 2, 4, 6 …, complete rows only."""

    r: float
    spearman_brown: float
    guttman: float
    n: int


def alpha_of(covariances: Matrix) -> float:
    """Raw alpha of a covariance matrix."""
    items = len(covariances)
    total = float(covariances.sum())
    if items < 2:
        raise NotEnough("items")
    if total <= 1e-12 * max(float(np.trace(covariances)), 1e-300):
        raise NotEnough("constant")  # the sum never varies
    return items / (items - 1) * (1 - float(np.trace(covariances)) / total)


def feldt(value: float, n: int, items: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval around an alpha from n people."""
    tail = (1 - level) / 2
    freedom = (n - 1, (n - 1) * (items - 1))
    low = 1 - (1 - value) * float(f_distribution.ppf(1 - tail, *freedom))
    high = 1 - (1 - value) * float(f_distribution.ppf(tail, *freedom))
    return low, high


def alpha(answers: Matrix, missing: Missing = LISTWISE) -> Alpha:
    """Raw alpha with its 95 % interval. Pairwise: n is everybody who answered anything."""
    if answers.shape[1] < 2:
        raise NotEnough("items")
    covariances = covariance(answers, missing)
    value = alpha_of(covariances)
    n = len(used(answers, missing))
    if n < 3:
        raise NotEnough("people")
    return Alpha(value, *feldt(value, n, answers.shape[1]), n, missing)


def item_parts(answers: Matrix, missing: Missing = LISTWISE) -> list[ItemPart]:
    """Mean, sd, corrected item-total r and alpha without the item, over the rows of alpha."""
    rows = used(answers, missing)
    covariances = covariance(answers, missing)
    counts = (~np.isnan(rows)).sum(axis=0)
    means = np.nanmean(rows, axis=0)
    return [
        ItemPart(
            n=int(counts[place]),
            mean=float(means[place]),
            sd=float(np.sqrt(covariances[place, place])),
            item_total_r=_with_the_rest(covariances, place),
            alpha_if_deleted=_without(covariances, place),
        )
        for place in range(len(covariances))
    ]


def _with_the_rest(covariances: Matrix, place: int) -> float | None:
    own = float(covariances[place, place])
    row = float(covariances[place].sum())
    rest = float(covariances.sum()) - 2 * row + own  # variance of the sum of the others
    if own <= 0 or rest <= 0:
        return None
    return (row - own) / float(np.sqrt(own * rest))


def _without(covariances: Matrix, place: int) -> float | None:
    try:
        return alpha_of(np.delete(np.delete(covariances, place, 0), place, 1))
    except NotEnough:
        return None


def halves(answers: Matrix) -> Halves:
    """r of the half sums; Spearman-Brown 2r / (1 + r); Guttman 2 (1 - (var a + var b) / var total)."""
    rows = complete(answers)
    if rows.shape[1] < 2:
        raise NotEnough("items")
    if len(rows) < 3:
        raise NotEnough("people")
    first, second = rows[:, 0::2].sum(axis=1), rows[:, 1::2].sum(axis=1)
    a, b = float(first.var(ddof=1)), float(second.var(ddof=1))
    whole = float((first + second).var(ddof=1))
    if a <= 0 or b <= 0 or whole <= 0:
        raise NotEnough("constant")
    r = float(np.corrcoef(first, second)[0, 1])
    brown = 2 * r / (1 + r) if r > -1 else float("-inf")
    return Halves(r, brown, 2 * (1 - (a + b) / whole), len(rows))
